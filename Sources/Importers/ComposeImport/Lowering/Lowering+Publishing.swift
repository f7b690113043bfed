import Documents
import PacketSets
import Topology

/// What crosses the border of a container network: the isolation of networks from each other, and
/// the engine's masquerade.
///
/// By which addresses the host is reached and reaches others does not stand in Docker's exports; what
/// leaves the host or comes to it may pass and certainly does not.
extension Lowering {
  /// The routes that lead out of a network.
  mutating func outwardRoutes(of plan: NetworkPlan) -> [Route] {
    let location = plan.network.location
    let everywhere = Set(plan.prefixes.map(\.family)).sorted()
      .map { $0 == .v4 ? Prefix.allIPv4 : Prefix.allIPv6 }
    let isClosed = plan.network.isInternal && plan.network.kind == .bridge
    var routes = routesToOthers(of: plan, isClosed: isClosed)
    if isClosed {
      // No egress and no way to other networks (CMP-2.9).
      routes.append(
        Route(
          destinations: everywhere, rank: 1, target: .drop("the network is internal"),
          location: location))
    } else {
      routes.append(
        Route(
          destinations: everywhere, rank: 1, target: .gateway(uplink(of: plan)),
          location: location))
    }
    return routes
  }

  /// The routes to other container networks and to the host's addresses on them.
  private mutating func routesToOthers(of plan: NetworkPlan, isClosed: Bool) -> [Route] {
    guard plan.network.kind != .direct else { return [] }
    let location = plan.network.location
    let rules = hosts[plan.host].rules
    let others = otherPrefixes(than: plan)
    let isolated = Set(
      plans.filter { $0.host == plan.host && isIsolated($0) }.flatMap(\.prefixes))
    var routes: [Route] = []
    let dropped = others.filter(isolated.contains)
    if !dropped.isEmpty {
      // Another network's containers are closed in every version (section 0).
      routes.append(
        Route(
          text: "other networks of the host", destinations: dropped,
          target: .drop("the engine isolates networks from each other"), location: location))
    }
    let open = others.filter { !isolated.contains($0) }
    var reached: [Prefix] = isClosed && rules.settings.writesRules ? [] : open
    // The host's addresses on other networks are the host's own, which no isolation closes.
    if !isClosed || rules.internalReachesHostElsewhere != .no {
      reached += plans.filter { $0.host == plan.host && $0.number != plan.number }
        .flatMap(\.gateways).filter { !plan.addresses.contains($0) }.map { Prefix($0) }
    }
    guard !reached.isEmpty else { return routes }
    routes.append(
      Route(
        text: "other container networks", destinations: Set(reached).sorted(),
        target: .gateway(crossing(of: plan)), location: location))
    return routes
  }

  /// Whether the engine keeps packets from other networks out of a network.
  func isIsolated(_ plan: NetworkPlan) -> Bool {
    guard hosts[plan.host].rules.settings.writesRules else { return false }
    switch plan.network.kind {
    case .overlay: return true
    case .bridge:
      return plan.network.gatewayMode == .nat || plan.network.gatewayMode == .isolated
    case .direct, .other: return false
    }
  }

  /// The way to other networks that nothing isolates, and to the host: source unchanged.
  private mutating func crossing(of plan: NetworkPlan) -> ID<Gateway> {
    let host = hosts[plan.host]
    let reason = assumption(
      about: "crossing \(plan.host)",
      "what the host \(host.name) passes between its networks",
      remedy: "iptables-save; ip -j addr", at: host.location)
    return topology.add(
      Gateway(
        id: "docker/\(host.name)/\(plan.network.name)/crossing",
        name: "\(host.name): between networks",
        kind: .opaque(
          OpaqueGateway(
            title: "between networks of \(host.name)", mayTranslate: false, assumption: reason)),
        networks: [plan.number], location: plan.network.location))
  }

  /// The way out, behind an address of the host, and the way in for what is published.
  mutating func uplink(of plan: NetworkPlan) -> ID<Gateway> {
    let host = hosts[plan.host]
    if host.placement != nil, host.rules.settings.writesRules {
      return addTranslation(of: plan, by: uplinks[plan.host], "uplink")
    }
    let reason = assumption(
      about: "masquerade \(plan.host)",
      "by which addresses the host \(host.name) reaches others and is reached",
      remedy: "ip -j addr; iptables-save; the exports of its cloud", at: host.location)
    _ = topology.add(
      Gateway(
        id: "docker/\(host.name)/\(plan.network.name)/published",
        name: "\(host.name): published ports",
        kind: .opaque(
          OpaqueGateway(
            title: "published ports of \(host.name)", mayTranslate: false, assumption: reason,
            world: Topology.internet)),
        networks: [plan.number], location: plan.network.location))
    return topology.add(
      Gateway(
        id: "docker/\(host.name)/\(plan.network.name)/masquerade",
        name: "\(host.name): masquerade",
        kind: .opaque(
          OpaqueGateway(
            title: "masquerade of \(host.name)", mayTranslate: true, assumption: reason)),
        networks: [plan.number], location: plan.network.location))
  }
}
