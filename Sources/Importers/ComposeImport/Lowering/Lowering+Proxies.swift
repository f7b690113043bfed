import Documents
import HostImport
import PacketSets
import Topology

/// Published ports behind which a process of the engine stands, on machines whose rules are exported.
///
/// It takes what no rule of the kernel sends on, so that such packets meet the rules for the machine
/// itself; the container sees the address of the machine on its bridge (section 0, CMP-4.5).
extension Lowering {
  /// Adds the forwardings that the engine's process makes for the containers of a host.
  mutating func addProxies(of number: Int) {
    let host = hosts[number]
    guard host.rules.settings.usesUserlandProxy, let place = placed[number] else { return }
    for (index, container) in host.containers.enumerated() {
      for port in PublishedPort.all(of: container, on: host) {
        guard let plan = planNumbers[PlanKey(host: number, name: port.network)],
          let endpoint = endpoints[MemberKey(host: number, container: index, plan: plan)],
          let bearer = plans[plan].gateway
        else { continue }
        var sides = place.uplinks.map(\.endpoint)
        for other in plans.indices where other != plan && plans[other].host == number {
          sides += plans[other].gateway.map { [$0] } ?? []
          // Answers to datagrams bear the address of the bridge and are lost at others.
          if port.mapping.proto != .udp { sides += views[other] ?? [] }
        }
        for side in sides {
          for family in AddressFamily.allCases {
            carry(port, of: container, on: number, at: side, family, to: endpoint, bearer)
          }
        }
      }
    }
  }

  private mutating func carry(
    _ port: PublishedPort, of container: HostedContainer, on number: Int,
    at side: ID<Endpoint>, _ family: AddressFamily, to endpoint: ID<Endpoint>,
    _ bearer: ID<Endpoint>
  ) {
    guard let machine = machines[number] else { return }
    var addresses = topology.endpoints[side].addresses.map(\.address)
      .filter { $0.family == family }
    switch port.binding {
    case .loopback: return
    case .address(let address): addresses = addresses.filter { $0 == address }
    case .everywhereIPv6: if family == .v4 { return }
    case .everywhere: break
    }
    let own = topology.endpoints[endpoint].addresses.map(\.address)
    guard let target = own.first(where: { $0.family == family }) ?? own.first else { return }
    let published = Self.hostPorts(of: port.mapping)
    let proto = port.mapping.proto
    // Where the sockets are exported, they tell for which ports a process stands there.
    let ports = published.filter { port in
      addresses.contains { machine.listens("docker-proxy", proto, at: $0, port) ?? true }
    }
    guard !addresses.isEmpty, !ports.isEmpty else { return }
    _ = topology.add(
      Forwarding(
        id: "\(topology.endpoints[side].id)/proxy/\(port.mapping.text)/\(family)",
        name: "port \(port.mapping.text) of \(container.title), carried by docker-proxy",
        endpoint: side, addresses: addresses,
        accepts: TrafficSet(
          port.mapping.proto, destinationPorts: PortSet(ports.map { $0...$0 })),
        portOffset: Int(port.mapping.target.lowerBound) - Int(published.lowerBound),
        targets: [ForwardingTarget(endpoint, at: target)], keepsSource: false, bearer: bearer,
        location: port.mapping.location))
  }
}
