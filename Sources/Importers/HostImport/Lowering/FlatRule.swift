import Documents
import PacketSets

/// A rule of a chain and of the chains that it calls, in one list where the first match decides.
struct FlatRule: Hashable, Sendable {
  /// What happens to packets that match.
  var action: Action
  /// The new destination, where it is known.
  var translation: Translation?
  /// The addresses at the other end.
  var peer: AddressSet
  /// The packets by protocol and ports.
  var traffic: TrafficSet
  /// Why the rule may match rather than certainly matches; nil when it certainly does.
  var uncertainty: String?
  /// The rule as the export writes it.
  var text: String
  /// Where it stands.
  var location: SourceLocation

  /// What happens to a packet.
  enum Action: Hashable, Sendable {
    case allow
    case deny
    /// The connection gets another destination.
    case divert
  }
}

/// A base chain as one list, with what happens at its end.
struct FlatChain: Hashable, Sendable {
  var rules: [FlatRule] = []
  /// What happens to packets that no rule matches; nil when that is not known.
  var allowsRest: Bool?
  var location: SourceLocation = .unknown

  /// Whether every packet certainly passes.
  var passesAll: Bool {
    for rule in rules {
      guard rule.action == .allow else { return false }
      if rule.uncertainty == nil, rule.traffic.isFull,
        rule.peer.contains(.allIPv4) || rule.peer.contains(.allIPv6)
      {
        return true
      }
    }
    return allowsRest == true
  }
}
