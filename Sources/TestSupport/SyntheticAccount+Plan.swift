import PacketSets

extension SyntheticAccount {
  /// What a host does.
  public enum Tier: String, Sendable, CaseIterable {
    case bastion
    case loadBalancer = "load-balancer"
    case app, db, cache, batch
    /// A gateway that translates source addresses.
    case translation = "nat"
  }

  /// Where a subnet's route table leads.
  enum Side: String, Sendable {
    /// To an internet gateway.
    case front
    /// To a translating gateway.
    case middle
    /// Nowhere but to networks of the account.
    case back
  }

  /// One network with all that is in it.
  struct NetworkPlan: Sendable {
    let number: Int
    let id: String
    let prefix: Prefix
    var subnets: [SubnetPlan] = []
    var groups: [GroupPlan] = []
    var interfaces: [InterfacePlan] = []
    /// How many zones the subnets are spread over.
    var zoneCount = 3
  }

  /// One subnet.
  struct SubnetPlan: Sendable {
    let id: String
    let name: String
    let prefix: Prefix
    let zone: Int
    let side: Side
    /// Whether it has an access list of its own.
    let hasAccessList: Bool
  }

  /// One security group.
  struct GroupPlan: Sendable {
    let id: String
    let name: String
    var inbound: [RulePlan]
    var outbound: [RulePlan]
  }

  /// One rule of a security group; without ports it means all traffic.
  struct RulePlan: Sendable {
    var ports: ClosedRange<UInt16>?
    var peer: PeerPlan
  }

  /// Whom a rule means.
  enum PeerPlan: Sendable {
    case prefix(Prefix)
    /// A group, by its network and its place among that network's groups.
    case group(network: Int, index: Int)
  }

  /// One network interface.
  struct InterfacePlan: Sendable {
    let id: String
    let name: String
    let tier: Tier
    /// The subnet's place among those of the network.
    let subnet: Int
    let address: IPv4Address
    let publicAddress: IPv4Address?
    /// The places of its groups among those of the network, ascending.
    let groups: [Int]
  }
}

extension SyntheticAccount.RulePlan {
  static let everything = SyntheticAccount.RulePlan(ports: nil, peer: .prefix(.allIPv4))

  static func port(_ port: UInt16, from peer: SyntheticAccount.PeerPlan) -> Self {
    SyntheticAccount.RulePlan(ports: port...port, peer: peer)
  }
}
