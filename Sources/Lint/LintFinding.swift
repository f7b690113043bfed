public import Documents

/// Something that a person may want to mend, with the rules that are the reason.
public struct LintFinding: Hashable, Sendable {
  /// What is wrong.
  public var kind: LintKind
  /// What holds the rule: a filter or a route table, as people call it.
  public var holder: String
  /// The provider's id of what holds the rule.
  public var holderID: String
  /// The rule or route in its provider's words; empty where the holder itself is meant.
  public var rule: String
  /// Why it is reported, as a sentence without a full stop.
  public var message: String
  /// Where it stands.
  public var location: SourceLocation
  /// The rules that are the reason, such as those that cover this one.
  public var reasons: [Reason]
  /// Whether a person would act on it; the rest is shown on demand.
  public var isActionable: Bool

  /// A rule that is the reason of a finding.
  public struct Reason: Hashable, Sendable {
    /// The rule in its provider's words.
    public var rule: String
    /// Where it stands.
    public var location: SourceLocation
  }

  /// Creates a finding.
  public init(
    kind: LintKind, holder: String, holderID: String, rule: String = "", message: String,
    location: SourceLocation, reasons: [Reason] = [], isActionable: Bool = true
  ) {
    self.kind = kind
    self.holder = holder
    self.holderID = holderID
    self.rule = rule
    self.message = message
    self.location = location
    self.reasons = reasons
    self.isActionable = isActionable
  }
}
