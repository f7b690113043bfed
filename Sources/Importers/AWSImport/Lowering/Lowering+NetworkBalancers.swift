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
      guard let fault else {
        settledNodes.insert(node.endpoint)
        continue
      }
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
}
