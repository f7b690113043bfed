import PacketSets

extension SyntheticAccount {
  /// Where the groups of each kind stand among the 156 groups of a network.
  enum GroupLayout {
    static let bastion = 0
    static let loadBalancers = 1..<11
    static let apps = 11..<71
    static let databases = 71..<101
    static let caches = 101..<121
    static let batches = 121..<141
    /// Groups that hosts carry beside the one of their tier.
    static let shared = 141..<154
    /// A group that somebody opened for a moment and forgot.
    static let debug = 154
    static let unused = 155
    static let count = 156
  }

  /// The groups of a network: tiers refer to each other by group, and here and there to ranges.
  func groups(ofNetwork number: Int, _ random: inout SeededGenerator) -> [GroupPlan] {
    typealias Layout = GroupLayout
    func group(_ index: Int) -> PeerPlan { .group(network: number, index: index) }
    return (0..<Layout.count).map { index in
      var inbound: [RulePlan] = [.port(22, from: group(Layout.bastion))]
      var outbound: [RulePlan] = [.everything]
      let name: String
      switch index {
      case Layout.bastion:
        name = "bastion"
        inbound = [.port(22, from: .prefix(Self.office))]
      case Layout.loadBalancers:
        name = "lb-\(index)"
        inbound = [.port(443, from: .prefix(.allIPv4)), .port(80, from: .prefix(.allIPv4))]
      case Layout.apps:
        let order = index - Layout.apps.lowerBound
        name = "app-\(order)"
        inbound.append(.port(8080, from: group(Layout.loadBalancers.lowerBound + order % 10)))
        if order % 6 == 0 {
          inbound.append(.port(9100, from: .prefix(randomRange(in: number, &random))))
        }
      case Layout.databases:
        let order = index - Layout.databases.lowerBound
        name = "db-\(order)"
        inbound = databaseRules(order, ofNetwork: number, &random)
        outbound = [RulePlan(ports: nil, peer: .prefix(Self.prefix(ofNetwork: number)))]
      case Layout.caches:
        let order = index - Layout.caches.lowerBound
        name = "cache-\(order)"
        inbound = (0..<3).map { .port(6379, from: group(Layout.apps.lowerBound + 3 * order + $0)) }
        outbound = []
      case Layout.batches:
        name = "batch-\(index - Layout.batches.lowerBound)"
      case Layout.shared:
        name = "shared-\(index - Layout.shared.lowerBound)"
        inbound = [.port(9100, from: .prefix(sharedRange(index, ofNetwork: number, &random)))]
      case Layout.debug:
        name = "debug"
        inbound = [.port(22, from: .prefix(.allIPv4)), .port(3389, from: .prefix(.allIPv4))]
      default:
        name = "unused"
        inbound = [.port(5432, from: .prefix(.allIPv4))]
      }
      return GroupPlan(
        id: identifier("sg", number, index), name: "net\(number)-\(name)", inbound: inbound,
        outbound: outbound)
    }
  }

  /// Two groups of applications each; two databases also name a range, one the next network's group.
  private func databaseRules(
    _ order: Int, ofNetwork number: Int, _ random: inout SeededGenerator
  ) -> [RulePlan] {
    var rules: [RulePlan] = (0..<2).map {
      .port(
        5432, from: .group(network: number, index: GroupLayout.apps.lowerBound + 2 * order + $0))
    }
    switch order {
    case 7: rules.append(.port(5432, from: .prefix(Self.prefix(ofNetwork: number))))
    case 19: rules.append(.port(5432, from: .prefix(randomRange(in: number, &random))))
    case 23 where number + 1 < networkCount:
      rules.append(
        .port(5432, from: .group(network: number + 1, index: GroupLayout.apps.lowerBound)))
    default: break
    }
    return rules
  }

  private func sharedRange(
    _ index: Int, ofNetwork number: Int, _ random: inout SeededGenerator
  ) -> Prefix {
    switch index % 4 {
    case 0: Prefix(.v4(IPv4Address(rawValue: 0x0a00_0000)), length: 8)
    case 1: Self.prefix(ofNetwork: (number + 1) % networkCount)
    default: randomRange(in: number, &random)
    }
  }

  /// A range in a network, from a few hosts to a whole subnet.
  private func randomRange(in number: Int, _ random: inout SeededGenerator) -> Prefix {
    let length = [22, 24, 24, 26, 27, 28][Int.random(in: 0..<6, using: &random)]
    let subnet = UInt32.random(in: 0..<16, using: &random) << 10
    let offset = UInt32.random(in: 0..<512, using: &random)
    let address = IPv4Address(rawValue: 0x0a00_0000 + UInt32(number) << 14 + subnet + offset)
    return Prefix(.v4(address), length: length)
  }

  /// Where the administrators sit.
  static let office = Prefix(.v4(IPv4Address(rawValue: 0xcb00_7100)), length: 24)
}
