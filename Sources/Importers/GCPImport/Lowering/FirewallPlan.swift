import Documents
import PacketSets
import Topology

/// All firewall rules of a network in the order in which they are asked (GCP-4).
struct FirewallPlan {
  /// The stages for packets that arrive.
  var inbound: [Stage] = []
  /// The stages for packets that leave.
  var outbound: [Stage] = []
  /// Why the rules are not known.
  var unknown: ID<Assumption>?
  /// The own addresses that rules name, by which the addresses of a machine may differ (GCP-2.7).
  var ownRanges: [AddressSet] = []
  /// The network tags that are targets of rules.
  var targetTags: Set<String> = []
  /// The service accounts that are targets of rules.
  var targetAccounts: Set<String> = []

  /// A policy, or the rules of the network: the first rule that matches decides, or hands on.
  struct Stage {
    /// What it is, in the provider's words.
    var name: String
    /// Its rules in order.
    var rules: [PlannedRule] = []
  }

  /// The stages of a direction.
  func stages(_ direction: FlowDirection) -> [Stage] {
    direction == .inbound ? inbound : outbound
  }
}

/// A rule of any stage, with what it matches at the other end and whom it holds for.
struct PlannedRule {
  /// The name or number by which people cite it.
  var id: String
  /// The rule in words.
  var text: String
  /// What it does.
  var action: Exported.PolicyRule.Action
  /// The packets.
  var traffic: TrafficSet
  /// The other end.
  var peer: PeerMatch
  /// The own addresses for which it holds; `nil` for all.
  var own: AddressSet?
  /// The machines for which it holds.
  var target: Target
  /// Where it stands.
  var location: SourceLocation

  /// The machines for which a rule holds (GCP-2.4, GCP-3.7).
  enum Target {
    /// All of them.
    case all
    /// Those with one of these network tags.
    case tags([String])
    /// Those with one of these service accounts.
    case accounts([String])
    /// Those with one of these secure tags, which only bindings tell (GCP-3.8).
    case secureTags([String], ID<Assumption>)
  }
}

/// What rules know of a machine beside its addresses.
struct MachineTraits: Hashable {
  /// The network tags that rules of its network name as targets.
  var tags: [String]
  /// Its service account.
  var account: String?
  /// The secure tags that are known to be bound to it.
  var secureTags: [String]
  /// Whether these are all.
  var knowsAllTags: Bool
}

/// The machines that share a binding.
struct BindingKey: Hashable {
  var plan: Lowering.PlanKey
  var traits: MachineTraits
  var groups: [ID<IdentityGroup>]
  /// For each family, which own ranges of the plan hold the addresses; `nil` without addresses.
  var own4: [Bool]?
  var own6: [Bool]?
}

/// The rules that make one filter.
struct FilterKey: Hashable {
  var plan: Lowering.PlanKey
  var direction: FlowDirection
  var rules: [Applied]

  /// A rule that holds, by its number in the plan.
  struct Applied: Hashable {
    var stage: Int
    var rule: Int
    /// Whether it is only known that it may hold.
    var isDoubtful: Bool
    /// The family for which alone it holds.
    var family: AddressFamily?
  }
}
