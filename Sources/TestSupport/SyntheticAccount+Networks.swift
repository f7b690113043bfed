import PacketSets

extension SyntheticAccount {
  /// Plans one network; the plan depends on the seed and the number alone.
  func plan(ofNetwork number: Int) -> NetworkPlan {
    var random = SeededGenerator(seed: seed &* 0x2545_f491_4f6c_dd1d &+ UInt64(number))
    var plan = NetworkPlan(
      number: number, id: identifier("vpc", number), prefix: Self.prefix(ofNetwork: number))
    plan.zoneCount = number % 3 == 0 ? 2 : 3
    plan.subnets = subnets(of: plan, &random)
    plan.groups = groups(ofNetwork: number, &random)
    plan.interfaces = interfaces(of: plan, &random)
    return plan
  }

  /// 16 subnets of a /22 each: three in front, nine in the middle, four at the back.
  private func subnets(of plan: NetworkPlan, _ random: inout SeededGenerator) -> [SubnetPlan] {
    (0..<16).map { index in
      let side: Side = index < 3 ? .front : index < 12 ? .middle : .back
      let first = UInt32(0x0a00_0000 + plan.number << 14 + index << 10)
      return SubnetPlan(
        id: identifier("subnet", plan.number, index),
        name: "net\(plan.number)-\(side.rawValue)-\(index)",
        prefix: Prefix(.v4(IPv4Address(rawValue: first)), length: 22),
        zone: index % plan.zoneCount, side: side,
        hasAccessList: Int.random(in: 0..<20, using: &random) == 0)
    }
  }

  /// Hosts of one kind that share their groups and stand in the same few subnets.
  private struct Workload {
    var tier: Tier
    var groups: [Int]
    var subnets: [Int]
    var weight: Int
    var count = 0
  }

  private func workloads(_ random: inout SeededGenerator) -> [Workload] {
    typealias Layout = GroupLayout
    func make(_ tier: Tier, _ group: Int, _ subnets: Range<Int>, weight: Int) -> Workload {
      var groups = [group]
      if Int.random(in: 0..<2, using: &random) == 0 {
        groups.append(Int.random(in: Layout.shared, using: &random))
      }
      let first = Int.random(in: subnets, using: &random)
      let second = Int.random(in: subnets, using: &random)
      let share = max(1, weight * Int.random(in: 2...18, using: &random) / 10)
      return Workload(
        tier: tier, groups: groups.sorted(), subnets: [first, second], weight: share)
    }
    var result: [Workload] = []
    for group in Layout.loadBalancers {
      result.append(make(.loadBalancer, group, 0..<3, weight: 120))
    }
    result.append(Workload(tier: .bastion, groups: [Layout.bastion], subnets: [0, 1], weight: 200))
    for group in Layout.apps { result.append(make(.app, group, 3..<10, weight: 1000)) }
    for group in Layout.databases { result.append(make(.db, group, 12..<16, weight: 400)) }
    for group in Layout.caches { result.append(make(.cache, group, 12..<16, weight: 350)) }
    for group in Layout.batches { result.append(make(.batch, group, 9..<12, weight: 900)) }
    result.append(
      Workload(
        tier: .app, groups: [Layout.apps.lowerBound, Layout.debug], subnets: [0, 4], weight: 60))
    return result
  }

  private func interfaces(
    of plan: NetworkPlan, _ random: inout SeededGenerator
  ) -> [InterfacePlan] {
    var workloads = self.workloads(&random)
    let ends = workloads.reduce(into: [Int]()) { $0.append(($0.last ?? 0) + $1.weight) }
    let total = ends.last ?? 1
    var used = Array(repeating: UInt32(0), count: plan.subnets.count)
    let count = interfaceCount(ofNetwork: plan.number)
    return (0..<count).map { index in
      let tier: Tier
      let name: String
      let subnet: Int
      let groups: [Int]
      if index < plan.zoneCount {
        (tier, name, subnet, groups) = (.translation, "nat-\(index)", index, [])
      } else {
        let point = Int.random(in: 0..<total, using: &random)
        let chosen = ends.firstIndex { point < $0 } ?? 0
        workloads[chosen].count += 1
        let workload = workloads[chosen]
        tier = workload.tier
        name = "\(tier.rawValue)-\(chosen)-\(workload.count)"
        subnet = workload.subnets[Int.random(in: 0..<2, using: &random)]
        groups = workload.groups
      }
      used[subnet] += 1
      let isPublic =
        tier == .bastion || tier == .loadBalancer || tier == .translation
        || (groups.contains(GroupLayout.debug) && plan.subnets[subnet].side == .front)
      let first = UInt32(0x0a00_0000 + plan.number << 14 + subnet << 10)
      return InterfacePlan(
        id: identifier("eni", plan.number, index), name: name, tier: tier, subnet: subnet,
        address: IPv4Address(rawValue: first + 9 + used[subnet]),
        publicAddress: isPublic
          ? IPv4Address(rawValue: Self.publicAddresses(plan.number, subnet, used[subnet])) : nil,
        groups: groups)
    }
  }

  /// A public address for a host; subnets in front have 1,024 host numbers each.
  private static func publicAddresses(_ network: Int, _ subnet: Int, _ host: UInt32) -> UInt32 {
    0x2c00_0000 + UInt32(network) << 12 + UInt32(subnet) << 10 + host
  }
}
