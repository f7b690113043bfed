public import TierPolicy

/// Something that breaks a rule, with its one root cause and a packet that proves it.
public struct ReviewFinding: Hashable, Sendable {
  /// The name by which it is cited, such as `F-7c1e`; the same in every run that finds it.
  public var id: String
  /// The whole hash of which the name shows the first digits.
  public var fingerprint: String
  /// The rule that is broken.
  public var rule: String
  /// The rule as a sentence without a full stop.
  public var ruleTitle: String
  /// What is wrong, as a sentence without a full stop.
  public var title: String
  /// How much it matters, as the rule says.
  public var severity: Severity
  /// How bad it is; `nil` for a requirement that is not met, which opens nothing.
  public var risk: RiskScore?
  /// Whether active waivers except it.
  public var isWaived: Bool
  /// How many pairs have this root cause, as far as they were looked at.
  public var pairs: Int
  /// Whether there may be more such pairs than were looked at.
  public var mayHaveMorePairs: Bool
  /// Some of the pairs, such as `internet -> app-1 (10.0.1.5)`.
  public var affected: [String]
  /// Everything that the shown pair can open because of it.
  public var traffic: String
  /// The addresses outside from which it can be opened; empty for sources inside.
  public var sourceAddresses: String
  /// The same without any shortening.
  public var whole: WholeSet
  /// The tiers to which the shown destination belongs, or the source where the packet leaves.
  public var tiers: [String]
  /// The requirements that the rule gives evidence for.
  public var references: [String]
  /// The way of the packet: through proxies first, when there are some.
  public var path: [PacketPath]
  /// What makes it possible.
  public var cause: RootCause
  /// What to change, as a sentence.
  public var change: String
  /// The change in the words of the provider, as far as it follows from the exports.
  public var remedies: [Remedy]
  /// What asking again without the cause gave; `nil` when that was not tried.
  public var check: String?

  /// Whether an earlier review had it; nil when none was given.
  public var baseline: BaselineState?
  /// The day of the first review that had it, as far as earlier reviews were given.
  public var firstSeen: CalendarDate?

  /// The packet that proves it, as the last of its connections.
  public var packet: String { path.last?.packet ?? "" }
}

/// Everything that a finding opens, with nothing left out.
public struct WholeSet: Hashable, Sendable {
  /// The prefixes outside from which it can be opened; empty for sources inside.
  public var sources: [String]
  /// How many prefixes are listed at most.
  static let limit = 1000
  /// The traffic as a canonical text, such as `tcp/22,3389`.
  public var traffic: String
}

/// What makes a finding possible.
public struct RootCause: Hashable, Sendable {
  /// What kind of cause it is.
  public var kind: Kind
  /// What kind of thing holds the cause.
  public var component: PathStep.Kind
  /// The name of the thing.
  public var name: String
  /// The id of the thing.
  public var id: String
  /// The id of the rule; empty when it is none.
  public var ruleID: String
  /// The rule in the provider's words; empty when it is none.
  public var rule: String
  /// Where it stands, as `path:line:column`; empty when that is not known.
  public var place: String
  /// Whether the provider sets the rule and nobody can remove it.
  public var isFixed: Bool
  /// Why the packet ends there; empty when it does not.
  public var reason: String
  /// Other rules that admit the same packet, which must change as well.
  public var alsoAdmitting: [String]
  /// The same, of rules that nobody can remove: a rule before them must deny it.
  public var alsoFixed: [String]

  /// What kind of cause it is.
  public enum Kind: String, Hashable, Sendable, CaseIterable {
    /// A rule of a filter that allows it.
    case allowRule = "allow-rule"
    /// A filter that allows what no rule of it matches.
    case openDefault = "open-default"
    /// Nothing filters what arrives.
    case noFilter = "no-filter"
    /// A route that leads there.
    case route
    /// The step at which a connection that must be possible ends.
    case stop
  }

  /// The cause as a phrase, such as `rule sgr-1 of filter sg-db`.
  public var phrase: String {
    let thing = "\(component.words) \(name)"
    switch kind {
    case .allowRule: return "rule \(ruleID.isEmpty ? rule : ruleID) of \(thing)"
    case .openDefault: return "the open default of \(thing)"
    case .noFilter: return "no filter at \(thing)"
    case .route: return rule.isEmpty ? thing : "route \(rule) of \(thing)"
    case .stop: return ruleID.isEmpty ? thing : "rule \(ruleID) of \(thing)"
    }
  }
}
