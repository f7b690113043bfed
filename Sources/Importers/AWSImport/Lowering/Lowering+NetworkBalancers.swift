import Documents
import PacketSets
import Topology

extension Lowering {
  /// A network load balancer: each listener is a forwarding at each of its nodes (AWS-ACL-09,
  /// AWS-ELB-04, AWS-ELB-05, AWS-ELB-06).
  mutating func addForwardings(
    of balancer: Exported.LoadBalancer, _ key: String, _ listeners: [Exported.Listener],
    _ page: Int
  ) {
    let attributes =
      inventory.answer(
        inventory.balancerAnswers.attributes, arn: balancer.id, name: balancer.name, page: page)
      ?? [:]
    let crossesZones = attributes["load_balancing.cross_zone.enabled"] == "true"
    let lists = listeners.map { targets(of: $0, balancer, crossesZones) }
    let zones = Set(balancer.zones.compactMap(\.name))
    var proxied: [ID<Endpoint>] = []
    for node in balancerNodes[key] ?? [] {
      var open = TrafficSet.empty
      var fault: (text: String, remedy: String)?
      let home = topology.subnets[topology.endpoints[node.endpoint].subnet].zone
      for (listener, list) in zip(listeners, lists) {
        guard let accepts = listener.accepts else {
          open = .all
          fault = ("has a listener for \(listener.proto), which is not modelled", "none")
          continue
        }
        let reached = list.targets.filter { target, crosses in
          guard let zone = target.zone, !zones.isEmpty else { return true }
          return zones.contains(zone) && (crosses || home.isEmpty || home == zone)
        }.map(\.target)
        if let remedy = list.missing {
          open.formUnion(accepts)
          fault = ("has targets that are not exported", remedy)
        } else if let other = lower(listener, accepts, reached, at: node, key) {
          open.formUnion(accepts)
          fault = other
        }
      }
      topology.endpoints[node.endpoint].offers = .empty
      topology.endpoints[node.endpoint].initiates = false
      guard let fault else { continue }
      let reason = undecided(
        key, because: fault.text, remedy: fault.remedy, at: balancer.location)
      hold(node, undecided: open, key, reason, at: balancer.location)
      proxied.append(node.endpoint)
    }
    if !proxied.isEmpty {
      _ = topology.add(
        Proxy(endpoints: proxied, listeners: [], unknown: assumptions["balancer \(key)"]))
    }
  }

  /// The targets of a listener, each with whether nodes of other zones send to it.
  private mutating func targets(
    of listener: Exported.Listener, _ balancer: Exported.LoadBalancer, _ crossesZones: Bool
  ) -> (targets: [(target: BalancerTarget, crosses: Bool)], missing: String?) {
    var result: [(target: BalancerTarget, crosses: Bool)] = []
    for arn in listener.targetGroupARNs {
      let found = targets(ofGroup: arn, in: balancer.vpcID)
      if let missing = found.missing { return ([], missing) }
      let page = inventory.targetGroups.index(of: arn).map { inventory.targetGroups.pages[$0] }
      let attributes =
        inventory.answer(
          inventory.balancerAnswers.attributes, arn: arn,
          name: inventory.targetGroups[arn]?.name ?? arn, page: page) ?? [:]
      let own = attributes["load_balancing.cross_zone.enabled"]
      let crosses = own == "true" || own != "false" && crossesZones
      result += found.targets.map { ($0, crosses) }
    }
    return (result, nil)
  }

  /// Adds the forwarding of a listener at a node.
  ///
  /// - Returns: Why the listener is undecided, if it is, with the remedy.
  private mutating func lower(
    _ listener: Exported.Listener, _ accepts: TrafficSet, _ targets: [BalancerTarget],
    at node: BalancerNode, _ key: String
  ) -> (text: String, remedy: String)? {
    let own = topology.endpoints[node.endpoint].addresses
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
    let targets = zip(targets, admitted).filter { $1 == true }.map(\.0)
    if targets.isEmpty { return nil }
    let families = Set(targets.compactMap { $0.address?.family })
    guard own.allSatisfy({ families == [$0.address.family] }) || families.count == 1 else {
      return ("sends to addresses of both families", "none: that is not modelled")
    }
    guard let first = targets.first,
      targets.allSatisfy({ $0.port == first.port && $0.keepsSource == first.keepsSource })
    else {
      return ("sends to several ports or in several ways", "none: that is not modelled")
    }
    let addresses = own.map(\.address).filter { families.contains($0.family) }
    if !addresses.isEmpty {
      let name = topology.resources[topology.endpoints[node.endpoint].resource].name
      _ = topology.add(
        Forwarding(
          id: "\(listener.id) at \(topology.endpoints[node.endpoint].id)",
          name: "\(name) \(accepts)", endpoint: node.endpoint, addresses: addresses,
          accepts: accepts, portOffset: Int(first.port) - Int(listener.port),
          targets: targets.compactMap { target in
            guard let endpoint = target.endpoint, let address = target.address else { return nil }
            return ForwardingTarget(endpoint, at: address)
          }, keepsSource: first.keepsSource, binding: binding(node.key),
          location: listener.location))
    }
    if addresses.count < own.count {
      return (
        "translates between IPv4 and IPv6 on its way to targets", "none: that is not modelled"
      )
    }
    return nil
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
