import PacketSets
import Topology

/// Forwardings (N-9) and proxies.
extension EdgeBuilder {
  mutating func addForwardings() {
    for id in topology.forwardings.ids {
      let forwarding = topology.forwardings[id]
      let machine = topology.endpoints[forwarding.endpoint]
      let own = machine.addresses.map(\.address)
      let binding = topology.bindings[machine.binding]
      let met = topology.bindings[forwarding.binding ?? machine.binding]
      let addresses = forwarding.addresses.isEmpty ? own : forwarding.addresses
      add(
        Edge(
          from: .arriving(standOf[forwarding.endpoint.index]), to: .taken(id),
          takes: PacketBox(
            sources: .all, destinations: AddressSet(addresses.map { Prefix($0) }),
            traffic: forwarding.accepts), steps: steps(met.inbound, looksAtSource: true)))
      let firsts = AddressFamily.allCases.compactMap { family in
        own.first { $0.family == family }
      }
      for target in forwarding.targets {
        add(
          Edge(
            from: .taken(id), to: .inside(forwarding.origin ?? machine.subnet),
            source: forwarding.keepsSource
              ? .kept : .oneOf(AddressSet(firsts.map { Prefix($0) })),
            destination: .oneOf(AddressSet(target.address)),
            ports: .moved(by: forwarding.portOffset, anySource: !forwarding.keepsSource),
            identity: forwarding.keepsSource ? .added(binding.groups) : .replaced(binding.groups)))
      }
    }
  }

  /// A proxy opens connections of its own for what its listeners accept.
  mutating func addProxies() {
    for proxy in topology.proxies {
      var listeners = proxy.listeners.map { listener in
        (
          accepts: listener.accepts, opens: listener.opens,
          targets: AddressSet(
            listener.targets.flatMap { target in
              topology.endpoints[target].addresses.flatMap {
                [Prefix($0.address)] + ($0.publicAddress.map { [Prefix($0)] } ?? [])
              }
            })
        )
      }
      if proxy.unknown != nil { listeners.append((.all, .all, .all)) }
      for listener in listeners where !listener.targets.isEmpty {
        for door in proxy.endpoints {
          let own = AddressSet(topology.endpoints[door].addresses.map { Prefix($0.address) })
          for opener in proxy.endpoints {
            let sender = topology.endpoints[opener]
            add(
              Edge(
                from: .received(standOf[door.index]), to: .sent(standOf[opener.index]),
                takes: PacketBox(
                  sources: .all, destinations: own, traffic: listener.accepts),
                source: .oneOf(AddressSet(sender.addresses.map { Prefix($0.address) })),
                destination: .oneOf(listener.targets), ports: .replaced(listener.opens),
                identity: .replaced(topology.bindings[sender.binding].groups)))
          }
        }
      }
    }
  }
}
