import TierPolicy

/// All findings as CSV, one a row.
public struct FindingsTable: Sendable {
  /// Creates the table.
  public init() {}

  /// Returns the table with a header.
  public func render(_ review: Review) -> String {
    var table = CSVTable([
      "id", "severity", "state", "baseline", "risk", "rule", "title", "pairs", "packet", "traffic",
      "sources", "tiers", "cause", "cause_id", "cause_rule", "place", "change", "checked",
      "references", "first_seen", "fingerprint",
    ])
    for finding in review.findings {
      table.add([
        finding.id, finding.severity.rawValue, finding.isWaived ? "waived" : "open",
        finding.baseline?.rawValue ?? "", finding.risk.map { "\($0.value)" } ?? "", finding.rule,
        finding.title, "\(finding.pairs)", finding.packet, finding.whole.traffic,
        finding.whole.sources.joined(separator: " "), finding.tiers.joined(separator: " "),
        finding.cause.phrase, finding.cause.id, finding.cause.ruleID, finding.cause.place,
        finding.change, finding.check ?? "", finding.references.joined(separator: " "),
        finding.firstSeen?.description ?? "", finding.fingerprint,
      ])
    }
    return table.text
  }
}
