import PacketSets
import Topology

extension RandomTopology {
  /// Adds places where packets get another destination, some in chains.
  mutating func addForwardings() {
    guard happens(45) else { return }
    for number in 0..<self.number(in: 1...3) {
      guard let machine = one(of: addressed), let target = one(of: addressed) else { return }
      let forwarding = newForwarding("forwarding\(number)", from: machine, to: target)
      _ = build.topology.add(forwarding)
      addAlternative(to: forwarding)
    }
    guard options.filteredTranslations else { return }
    for id in build.topology.gateways.ids where happens(40) {
      guard case .sourceTranslation(var translation) = build.topology.gateways[id].kind else {
        continue
      }
      translation.binding = one(of: build.topology.bindings.ids)
      translation.isRouter = happens(50)
      // Drawn from what is there, so that the graphs of older seeds stay as they are.
      let subnets = build.topology.subnets.ids
      if translation.isRouter, build.topology.endpoints.count % 3 == 0, !subnets.isEmpty {
        translation.origin = Array(subnets)[id.index % subnets.count]
      }
      build.topology.gateways[id].kind = .sourceTranslation(translation)
    }
  }

  /// The endpoints that have an address.
  private var addressed: [ID<Endpoint>] {
    build.topology.endpoints.ids.filter { !build.topology.endpoints[$0].addresses.isEmpty }
  }

  /// Adds another way for some packets that a forwarding takes, to another port and the other way
  /// about their source.
  ///
  /// Drawn from what is there, so that the graphs of older seeds differ by nothing else.
  private mutating func addAlternative(to forwarding: Forwarding) {
    guard build.topology.endpoints.count % 3 == 1, let target = addressed.first,
      target != forwarding.endpoint,
      let address = build.topology.endpoints[target].addresses.first?.address
    else { return }
    let number = build.topology.forwardings.count - 1
    build.topology.forwardings[number].choice = "choice of \(forwarding.id)"
    var other = build.topology.forwardings[number]
    other.id += " (other)"
    other.targets = [ForwardingTarget(target, at: address)]
    other.accepts = .tcp(80...8080)
    other.portOffset = 7
    if forwarding.bearer == nil { other.keepsSource.toggle() }
    if build.topology.endpoints.count % 2 == 0 {
      // What stands between the two takes what the first leaves.
      var between = forwarding
      between.id += " (between)"
      between.accepts = .all
      between.portOffset = 0
      _ = build.topology.add(between)
    }
    _ = build.topology.add(other)
  }

  private mutating func newForwarding(
    _ name: String, from machine: ID<Endpoint>, to target: ID<Endpoint>
  ) -> Forwarding {
    var targets: [ForwardingTarget] = []
    for endpoint in [target] + (happens(40) ? addressed.suffix(1) : []) where endpoint != machine {
      if let address = one(of: build.topology.endpoints[endpoint].addresses) {
        targets.append(ForwardingTarget(endpoint, at: address.address))
      }
    }
    var accepts = one(of: [TrafficSet.tcp(22), .tcp(80...443), .udp(53), .all]) ?? .all
    if happens(20) { accepts = accepts.union(.echoRequests) }
    let own = build.topology.endpoints[machine].addresses.map(\.address)
    let offset = accepts == .all ? 0 : one(of: [0, 0, 31, -1]) ?? 0
    let addresses = happens(70) ? [] : Array(own.prefix(1))
    let keepsSource = happens(60)
    // Drawn from what is there, so that the graphs of older seeds stay as they are.
    let others = addressed
    let bearer =
      keepsSource || others.count % 2 == 0 || others.isEmpty
      ? nil : others[machine.index % others.count]
    return Forwarding(
      id: name, endpoint: machine,
      addresses: addresses, accepts: accepts, portOffset: offset,
      targets: targets, keepsSource: keepsSource, bearer: bearer,
      sourcePorts: happens(70) ? 1024...65535 : 20000...40000,
      binding: happens(30) ? one(of: build.topology.bindings.ids) : nil,
      origin: happens(25)
        ? targets.first.map { build.topology.endpoints[$0.endpoint].subnet } : nil)
  }
}
