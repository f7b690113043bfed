/// Edits after which a rule of a policy is proven and no other rule fares worse.
public struct Repair: Hashable, Sendable {
  /// The rule of the policy.
  public var rule: String
  /// The edits; no smaller number of edits was found.
  public var edits: [RuleEdit]

  /// Creates a repair.
  public init(rule: String, edits: [RuleEdit]) {
    self.rule = rule
    self.edits = edits
  }
}
