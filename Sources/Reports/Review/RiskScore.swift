public import TierPolicy

/// How bad a finding is, as a sum that anybody can check.
///
/// The points are those for the exposure (who can use it), the asset (what it leads to), the
/// service (what is spoken there) and the breadth (how much is open).
public struct RiskScore: Hashable, Sendable {
  /// The terms of the sum.
  public var terms: [Term]

  /// A term of the sum.
  public struct Term: Hashable, Sendable {
    /// What is counted, such as `exposure`.
    public var name: String
    /// What was found, such as `internet`.
    public var finding: String
    /// The points.
    public var points: Int

    /// Creates a term.
    public init(_ name: String, _ finding: String, _ points: Int) {
      self.name = name
      self.finding = finding
      self.points = points
    }
  }

  /// Creates a score.
  public init(_ terms: [Term]) { self.terms = terms }

  /// The sum, from 0 to 10.
  public var value: Int { min(10, max(0, terms.reduce(0) { $0 + $1.points })) }

  /// The severity that the sum alone would have.
  public var band: Severity {
    switch value {
    case 9...: .critical
    case 7...8: .high
    case 4...6: .medium
    default: .low
    }
  }

  /// The sum with its terms, such as `exposure internet 4 + asset data store 3`.
  public var explanation: String {
    terms.map { "\($0.name) \($0.finding) \($0.points)" }.joined(separator: " + ")
  }
}
