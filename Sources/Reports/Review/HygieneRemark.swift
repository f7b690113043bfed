/// Something in the rules that a person would mend, whether or not it breaks the policy.
public struct HygieneRemark: Hashable, Sendable {
  /// What is wrong in one word, such as `shadowed`.
  public var kind: String
  /// What holds the rule, with its id where that is another one.
  public var holder: String
  /// The rule or route; empty where the holder itself is meant.
  public var rule: String
  /// Why it is reported, as a sentence without a full stop.
  public var message: String
  /// Where it stands, as `path:line:column`; empty when that is not known.
  public var place: String
  /// The rules that are the reason.
  public var reasons: [String]

  /// Creates a remark; long texts lose their middle.
  public init(
    kind: String, holder: String, rule: String, message: String, place: String, reasons: [String]
  ) {
    self.kind = kind
    self.holder = NameLimit.short(holder, to: NameLimit.rule)
    self.rule = NameLimit.short(rule, to: NameLimit.rule)
    self.message = NameLimit.short(message, to: NameLimit.message)
    self.place = NameLimit.short(place, to: NameLimit.message)
    self.reasons = reasons.map { NameLimit.short($0, to: NameLimit.rule) }
  }
}
