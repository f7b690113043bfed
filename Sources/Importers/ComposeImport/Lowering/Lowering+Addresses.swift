import Documents
import PacketSets
import Topology

extension Lowering {
  /// Plans the networks of a host: their ranges as declared or inspected, and ranges of their own
  /// for those of which none is known (CMP-2.13).
  mutating func planNetworks(of host: Int) {
    let declared = hosts[host].networks.flatMap { $0.ranges.compactMap(\.subnet) }
    var used = declared + plans.flatMap(\.prefixes)
    for network in hosts[host].networks {
      var prefixes = network.ranges.compactMap(\.subnet)
      var gateways = network.ranges.compactMap(\.gateway)
      let isAssumed = prefixes.isEmpty
      if isAssumed, let pool = Self.pool(besides: used, isDefault: network.name == "bridge") {
        prefixes = [pool]
        used.append(pool)
      }
      if network.enablesIPv6, !prefixes.contains(where: { $0.family == .v6 }) {
        let pool = Self.poolIPv6(number: plans.count)
        prefixes.append(pool)
      }
      for prefix in prefixes where !gateways.contains(where: prefix.contains) {
        if let first = NetworkPlan.following(prefix.first), prefix.contains(first) {
          gateways.append(first)
        }
      }
      var plan = NetworkPlan(
        host: host, network: network, prefixes: prefixes.sorted(), isAssumed: isAssumed,
        gateways: gateways)
      plan.taken = Set(gateways)
      for container in hosts[host].containers {
        for place in container.places where place.network == network.name {
          plan.taken.formUnion(place.addresses)
        }
      }
      planNumbers[PlanKey(host: host, name: network.name)] = plans.count
      plans.append(plan)
      if isAssumed { noteAssumed(network, host) }
    }
  }

  /// The first range of the engine's default pools that is free; the default bridge has the first.
  private static func pool(besides used: [Prefix], isDefault: Bool) -> Prefix? {
    var candidates: [UInt32] = isDefault ? [17] : []
    candidates += isDefault ? [] : Array(18...31)
    for second in candidates {
      let pool = Prefix(.v4(IPv4Address(rawValue: 172 << 24 | second << 16)), length: 16)
      if !used.contains(where: pool.overlaps) { return pool }
    }
    for block in UInt32(0)..<16 {
      let base = UInt32(192) << 24 | 168 << 16 | block << 12
      let pool = Prefix(.v4(IPv4Address(rawValue: base)), length: 20)
      if !used.contains(where: pool.overlaps) { return pool }
    }
    for block in UInt32(0)..<4096 {
      let pool = Prefix(.v4(IPv4Address(rawValue: 10 << 24 | block << 12)), length: 20)
      if !used.contains(where: pool.overlaps) { return pool }
    }
    return nil
  }

  private static func poolIPv6(number: Int) -> Prefix {
    let base: UInt128 = 0xfd00_0064_6f63_6b00 << 64
    let value = base | UInt128(UInt64(truncatingIfNeeded: number) & 0xff) << 64
    return Prefix(.v6(IPv6Address(rawValue: value)), length: 64)
  }

  private mutating func noteAssumed(_ network: HostedNetwork, _ host: Int) {
    tell(
      .note, "docker.addresses.assumed", about: "\(host)",
      "The engine picks the addresses of networks such as \(Escape.terminal(network.name)) when it "
        + "starts them; those here are examples.", at: network.location, effect: .ignored,
      advice: "Export them: docker network inspect $(docker network ls -q).")
  }

  /// Gives every container of a host its addresses in its networks.
  mutating func placeContainers(of host: Int) {
    for (number, container) in hosts[host].containers.enumerated()
    where container.mode == .networks {
      for place in container.places {
        guard let plan = planNumbers[PlanKey(host: host, name: place.network)] else { continue }
        let found = addresses(of: place, in: plan)
        memberNumbers[MemberKey(host: host, container: number, plan: plan)] =
          plans[plan].members.count
        plans[plan].members.append(
          NetworkPlan.Member(
            title: container.title, addresses: found,
            location: place.location == .unknown ? container.location : place.location))
      }
    }
  }

  /// The addresses of a container in a network: those that are known, else free ones.
  private mutating func addresses(
    of place: HostedContainer.Place, in plan: Int
  ) -> [EndpointAddress] {
    if !place.addresses.isEmpty { return place.addresses.map { EndpointAddress($0) } }
    var result: [EndpointAddress] = []
    let families = Set(plans[plan].prefixes.map(\.family)).sorted()
    for family in families {
      if let address = plans[plan].freeAddress(family) { result.append(EndpointAddress(address)) }
    }
    return result
  }
}
