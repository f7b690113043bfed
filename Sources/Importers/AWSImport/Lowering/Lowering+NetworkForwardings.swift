import Documents
import PacketSets
import Topology

/// The forwardings of network load balancers (AWS-ELB-04, AWS-ELB-05).
extension Lowering {
  /// Targets to which a listener passes connections in one way.
  private struct TargetWay: Hashable {
    var port: UInt16
    var keepsSource: Bool
    var family: AddressFamily
  }

  /// Adds the forwardings of a listener at a node: one for each way to its targets, of which a
  /// connection may take any.
  ///
  /// Between the families the address of the client is not kept (AWS-ELB-05), and only what is carried
  /// by TCP is translated.
  ///
  /// - Returns: Why the listener is undecided, if it is, with the remedy.
  mutating func lower(
    _ listener: Exported.Listener, _ accepts: TrafficSet, _ targets: [BalancerTarget],
    at node: BalancerNode, _ key: String
  ) -> (text: String, remedy: String)? {
    let own = topology.endpoints[node.endpoint].addresses.map(\.address)
    guard !targets.isEmpty else { return nil }
    if own.isEmpty {
      return ("has addresses that are not exported", RecordKind.networkInterfaces.command)
    }
    if let unknown = targets.first(where: { $0.endpoint == nil }) {
      return (
        "sends to \(unknown.text), which is not exported", RecordKind.networkInterfaces.command
      )
    }
    let admitted = targets.map { admits(node, $0, accepts) }
    if admitted.contains(nil) {
      return ("sends by rules of which it is not known what they let out", "none")
    }
    let reached = zip(targets, admitted).filter { $1 == true }.map(\.0)
    var fault: (text: String, remedy: String)?
    for family in Set(own.map(\.family)).sorted() {
      let addresses = own.filter { $0.family == family }
      fault = forward(listener, accepts, reached, from: addresses, at: node) ?? fault
    }
    return fault
  }

  /// Adds the forwardings of a listener at the addresses of one family.
  private mutating func forward(
    _ listener: Exported.Listener, _ accepts: TrafficSet, _ targets: [BalancerTarget],
    from addresses: [IPAddress], at node: BalancerNode
  ) -> (text: String, remedy: String)? {
    guard let from = addresses.first?.family else { return nil }
    let machine = topology.endpoints[node.endpoint]
    let id = "\(listener.id) at \(machine.id)"
    let name = "\(topology.resources[machine.resource].name) \(accepts)"
    var fault: (text: String, remedy: String)?
    var added: [Forwarding] = []
    for (way, targets) in ways(to: targets, from: from) {
      let crosses = way.family != from
      let taken = crosses ? accepts.intersection(TrafficSet(.tcp)) : accepts
      if taken != accepts {
        fault = ("translates between IPv4 and IPv6 other than TCP", "none: that is not modelled")
      }
      let bears = machine.addresses.contains { $0.address.family == way.family }
      if !way.keepsSource, !bears {
        fault = ("has addresses that are not exported", RecordKind.networkInterfaces.command)
        continue
      }
      if taken.isEmpty { continue }
      added.append(
        Forwarding(
          id: id, name: name, endpoint: node.endpoint, addresses: addresses, accepts: taken,
          portOffset: Int(way.port) - Int(listener.port), targets: targets,
          keepsSource: way.keepsSource, binding: binding(node.key), location: listener.location))
    }
    let isAlone = added.count == 1 && machine.addresses.allSatisfy { $0.address.family == from }
    for (number, forwarding) in added.enumerated() {
      var forwarding = forwarding
      if !isAlone { forwarding.id += " (\(from) \(number + 1))" }
      if added.count > 1 { forwarding.choice = "\(listener.id) \(from)" }
      _ = topology.add(forwarding)
    }
    return fault
  }

  /// The targets, by the way in which a connection of a family is passed to them.
  private func ways(
    to targets: [BalancerTarget], from family: AddressFamily
  ) -> [(way: TargetWay, targets: [ForwardingTarget])] {
    var result: [(way: TargetWay, targets: [ForwardingTarget])] = []
    var places: [TargetWay: Int] = [:]
    for target in targets {
      guard let endpoint = target.endpoint, let address = target.address else { continue }
      let way = TargetWay(
        port: target.port, keepsSource: target.keepsSource && address.family == family,
        family: address.family)
      let place = places[way] ?? result.count
      if place == result.count {
        places[way] = place
        result.append((way, []))
      }
      result[place].targets.append(ForwardingTarget(endpoint, at: address))
    }
    return result
  }

  /// Whether the groups of a node let connections out to a target; nil when that is not known.
  ///
  /// - Complexity: O(*n*) in the rules of the groups.
  private func admits(
    _ node: BalancerNode, _ target: BalancerTarget, _ accepts: TrafficSet
  ) -> Bool? {
    guard let endpoint = target.endpoint, let address = target.address else { return nil }
    let filters = node.key.groups.compactMap { groups[$0]?.outbound }
    if node.key.groups.isEmpty { return true }
    let carried = topology.bindings[topology.endpoints[endpoint].binding].groups
    let port = target.port...target.port
    var wanted = TrafficSet.empty
    if accepts.protocols.contains(where: { $0.contains(IPProtocol.tcp) }) {
      wanted.formUnion(.tcp(port))
    }
    if accepts.protocols.contains(where: { $0.contains(IPProtocol.udp) }) {
      wanted.formUnion(.udp(port))
    }
    var isUnknown = false
    for filter in filters.map({ topology.filters[$0] }) {
      isUnknown = isUnknown || filter.unknown != nil
      for rule in filter.rules where !wanted.isDisjoint(with: rule.traffic) {
        let matches =
          rule.peer.addresses.contains(address)
          || rule.peer.groups.contains { carried.contains($0) }
        if matches { wanted = wanted.subtracting(rule.traffic) }
        isUnknown = isUnknown || rule.peer.possible?.addresses.contains(address) == true
      }
    }
    return wanted.isEmpty ? true : isUnknown ? nil : false
  }
}
