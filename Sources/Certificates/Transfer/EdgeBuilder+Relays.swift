import PacketSets
import Topology

/// Forwardings (N-9) and proxies.
extension EdgeBuilder {
  mutating func addForwardings() {
    for id in topology.forwardings.ids {
      let forwarding = topology.forwardings[id]
      let machine = topology.endpoints[forwarding.endpoint]
      let own = machine.addresses.map(\.address)
      let sender = topology.endpoints[forwarding.sender]
      let binding = topology.bindings[sender.binding]
      let met = topology.bindings[forwarding.binding ?? machine.binding]
      let addresses = forwarding.addresses.isEmpty ? own : forwarding.addresses
      add(
        Edge(
          from: .arriving(standOf[forwarding.endpoint.index]), to: .taken(id),
          takes: PacketBox(
            sources: .all, destinations: AddressSet(addresses.map { Prefix($0) }),
            traffic: forwarding.accepts), steps: steps(met.inbound, looksAtSource: true)))
      let firsts = AddressFamily.allCases.compactMap { family in
        sender.addresses.map(\.address).first { $0.family == family }
      }
      for target in forwarding.targets {
        add(
          Edge(
            from: .taken(id), to: .inside(forwarding.origin ?? sender.subnet),
            source: forwarding.keepsSource
              ? .kept : .replaced(AddressSet(firsts.map { Prefix($0) })),
            destination: forwarding.keepsSource
              ? .oneOf(AddressSet(target.address)) : .replaced(AddressSet(target.address)),
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
          targets: listener.targets.reduce(AddressSet.empty) { sum, target in
            let outside = topology.endpoints[target].addresses.compactMap(\.publicAddress)
            return sum.union(addresses(of: target)).union(AddressSet(outside.map { Prefix($0) }))
          }
        )
      }
      if proxy.unknown != nil { listeners.append((.all, .all, .all)) }
      for listener in listeners where !listener.targets.isEmpty {
        for door in proxy.endpoints {
          let own = addresses(of: door)
          for opener in proxy.endpoints {
            let sender = topology.endpoints[opener]
            add(
              Edge(
                from: .received(standOf[door.index]), to: .sent(standOf[opener.index]),
                takes: PacketBox(
                  sources: .all, destinations: own, traffic: listener.accepts),
                source: .replaced(addresses(of: opener)),
                destination: .replaced(listener.targets), ports: .replaced(listener.opens),
                identity: .replaced(topology.bindings[sender.binding].groups)))
          }
        }
      }
    }
  }

  // MARK: Endpoints without an address

  /// Between an endpoint without an address and any other party, only the filters of the two ends are
  /// known, and not even those where forwardings concern the receiver (N-8).
  mutating func addVagueWays() {
    let unknown = stands.indices.filter { !isAddressed($0) }
    if unknown.isEmpty { return }
    var relayed: Set<Int> = []
    for forwarding in topology.forwardings {
      relayed.insert(standOf[forwarding.endpoint.index])
      for target in forwarding.targets { relayed.insert(standOf[target.endpoint.index]) }
    }
    for sender in stands.indices {
      let binding = topology.bindings[stands[sender].binding]
      add(
        Edge(
          from: .sent(sender), to: .vague(sender),
          steps: steps(binding.outbound, looksAtSource: false), source: .oneOf(.all)))
      let receivers = isAddressed(sender) ? unknown : Array(stands.indices)
      for receiver in receivers where receiver != sender || stands[sender].endpoints.count > 1 {
        addVagueArrival(receiver, from: .vague(sender))
        if relayed.contains(receiver) {
          add(Edge(from: .sent(sender), to: .received(receiver), destination: .oneOf(.all)))
        }
      }
      guard !isAddressed(sender) else { continue }
      for world in topology.worlds.ids {
        add(Edge(from: .vague(sender), to: .beyond(world), destination: .oneOf(.all)))
      }
    }
    for world in topology.worlds.ids {
      for receiver in unknown {
        addVagueArrival(receiver, from: .outside(world))
        if relayed.contains(receiver) {
          add(Edge(from: .outside(world), to: .received(receiver), destination: .oneOf(.all)))
        }
      }
    }
  }

  private mutating func addVagueArrival(_ receiver: Int, from place: Place) {
    let binding = topology.bindings[stands[receiver].binding]
    guard let first = stands[receiver].endpoints.first else { return }
    add(
      Edge(
        from: place, to: .received(receiver),
        takes: PacketBox(
          sources: .all, destinations: .all, traffic: topology.endpoints[first].offers),
        steps: steps(binding.inbound, looksAtSource: true), destination: .oneOf(.all)))
  }
}
