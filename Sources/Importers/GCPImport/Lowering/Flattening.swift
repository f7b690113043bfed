import Documents
import PacketSets
import Topology

/// Makes one ordered list of rules of stages of which a rule may hand on to the next stage.
///
/// A rule with `goto_next` goes on at the first rule of the next stage (GCP-3.2).
struct Flattening {
  /// The rules so far.
  private(set) var rules: [FilterRule] = []
  /// Why a rule of which nothing is certain is not.
  private let reason: ID<Assumption>

  /// Starts a list.
  init(because reason: ID<Assumption>) { self.reason = reason }

  /// Adds the rules of a stage that hold for a machine, in order; another stage or rule must follow.
  mutating func add(_ stage: [PlannedRule]) {
    let next = rules.count + stage.reduce(0) { $0 + ($1.action == .inspect ? 2 : 1) }
    for rule in stage {
      switch rule.action {
      case .next: emit(rule, .jump(to: next), rule.peer)
      case .allow: emit(rule, .allow, rule.peer)
      case .deny: emit(rule, .deny, rule.peer)
      case .inspect:
        // An inspection may let it pass; nothing after this rule is asked (GCP-3.3).
        emit(rule, .allow, doubtful(rule.peer))
        emit(rule, .deny, rule.peer)
      }
    }
  }

  /// Adds a rule that stands behind all stages.
  mutating func add(_ rule: FilterRule) { rules.append(rule) }

  /// A match of which nothing is certain.
  func doubtful(_ peer: PeerMatch) -> PeerMatch {
    Self.doubtful(peer, because: peer.possible?.assumption ?? reason)
  }

  /// A match of which nothing is certain, for a reason.
  static func doubtful(_ peer: PeerMatch, because reason: ID<Assumption>) -> PeerMatch {
    let addresses = peer.addresses.union(peer.possible?.addresses ?? .empty)
    return PeerMatch(
      possible: PossiblePeers(peer.groups.isEmpty ? addresses : .all, because: reason))
  }

  private mutating func emit(_ rule: PlannedRule, _ action: FilterAction, _ peer: PeerMatch) {
    rules.append(
      FilterRule(
        id: rule.id, text: rule.text, action: action, traffic: rule.traffic, peer: peer,
        location: rule.location))
  }
}
