import Documents
import PacketSets
import Topology

/// What crosses the border of a container network: published ports, the engine's masquerade, and
/// the isolation of networks from each other.
///
/// A packet to a published port is taken at an address of the host and handed to the container. What
/// the graph says of it here is the second half: which ports of the container take packets that come
/// past the host. The first half is not known from Docker's exports alone, as the addresses of the
/// host and its own firewall decide it; so everything that crosses may pass and nothing certainly
/// does.
extension Lowering {
  /// The routes that lead out of a network.
  mutating func outwardRoutes(of plan: NetworkPlan) -> [Route] {
    let location = plan.network.location
    let everywhere = plan.prefixes.map(\.family).reduce(into: Set<AddressFamily>()) {
      $0.insert($1)
    }.sorted().map { $0 == .v4 ? Prefix.allIPv4 : Prefix.allIPv6 }
    let others = otherPrefixes(than: plan)
    let rules = hosts[plan.host].rules
    if plan.network.isInternal, plan.network.kind == .bridge {
      // No egress and no way to other networks (CMP-2.9); with nftables the ports that those publish
      // are open at the gateway (section 0).
      var routes: [Route] = []
      if rules.internalReachesPublished != .no, !others.isEmpty {
        routes.append(
          Route(
            text: "ports that other networks publish", destinations: others,
            target: .gateway(crossing(of: plan)), location: location))
      }
      routes.append(
        Route(
          destinations: everywhere, rank: 1, target: .drop("the network is internal"),
          location: location))
      return routes
    }
    var routes: [Route] = []
    if !others.isEmpty, plan.network.kind != .direct {
      routes.append(
        Route(
          text: "other container networks", destinations: others,
          target: .gateway(crossing(of: plan)), location: location))
    }
    routes.append(
      Route(
        destinations: everywhere, rank: 1, target: .gateway(uplink(of: plan)),
        location: location))
    return routes
  }

  /// The way to other networks of the host: past their own rules, source unchanged.
  private mutating func crossing(of plan: NetworkPlan) -> ID<Gateway> {
    let host = hosts[plan.host]
    let reason = assumption(
      about: "crossing \(plan.host)",
      "how the host \(host.name) hands packets to ports that its containers publish",
      remedy: "iptables-save; ip -j addr", at: host.location)
    return topology.add(
      Gateway(
        id: "docker/\(host.name)/\(plan.network.name)/crossing",
        name: "\(host.name): between networks",
        kind: .opaque(
          OpaqueGateway(
            title: "published ports of \(host.name)", mayTranslate: false, assumption: reason)),
        networks: [plan.number], location: plan.network.location))
  }

  /// The way out, behind an address of the host, and the way in for what is published.
  private mutating func uplink(of plan: NetworkPlan) -> ID<Gateway> {
    let host = hosts[plan.host]
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
