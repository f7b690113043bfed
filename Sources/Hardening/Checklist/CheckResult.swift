/// An item of the checklist with what it came to.
public struct CheckResult: Sendable {
  /// The item.
  public var check: Check
  /// What was found, failures first.
  public var findings: [CheckFinding]

  /// What the item came to as a whole.
  public var verdict: CheckVerdict { CheckVerdict.combined(findings.map(\.verdict)) }
}
