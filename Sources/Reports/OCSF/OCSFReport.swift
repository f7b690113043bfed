import Documents
import TierPolicy

/// The review as OCSF compliance findings (class 2003), one an event for each rule.
///
/// Times are the start of the day of the review, so that equal input gives equal bytes.
public struct OCSFReport: Sendable {
  /// The version of the schema whose fields are used.
  static let schemaVersion = "1.3.0"

  /// The spaces of a level, or nil for one line.
  public var indent: Int?

  /// Creates a report of a form.
  public init(indent: Int? = 2) { self.indent = indent }

  /// Returns the events as an array, ended by a line feed.
  public func render(_ review: Review) -> [UInt8] {
    var writer = JSONWriter(indent: indent)
    writer.beginArray()
    for rule in review.rules { event(rule, review, &writer) }
    writer.endArray()
    return writer.finish()
  }

  private func event(_ rule: ReviewedRule, _ review: Review, _ writer: inout JSONWriter) {
    let time = review.asOf.daysSinceEpoch * 86_400_000
    let findings = review.findings.filter { $0.rule == rule.id }
    writer.element {
      $0.member("activity_id", 1)
      $0.member("activity_name", "Create")
      $0.member("category_uid", 2)
      $0.member("category_name", "Findings")
      $0.member("class_uid", 2003)
      $0.member("class_name", "Compliance Finding")
      $0.member("type_uid", 200_301)
      $0.member("time", time)
      $0.member("severity_id", rule.severity.ocsfID)
      $0.member("severity", FindingWords.capitalized(rule.severity.rawValue))
      $0.member("status_id", rule.isWaived ? 3 : rule.verdict == .proven ? 4 : 1)
      $0.member(
        "status", rule.isWaived ? "Suppressed" : rule.verdict == .proven ? "Resolved" : "New")
      $0.member("message", NameLimit.short(ReviewWords.outcome(rule), to: 1000))
      $0.object("metadata") { metadata in
        metadata.member("version", Self.schemaVersion)
        metadata.object("product") {
          $0.member("name", "Bailey")
          $0.member("vendor_name", "Bailey")
          $0.member("version", review.toolVersion)
        }
      }
      $0.object("finding_info") {
        $0.member("uid", rule.id)
        $0.member("title", NameLimit.short(FindingWords.capitalized(rule.title), to: 300))
        if !rule.why.isEmpty { $0.member("desc", NameLimit.short(rule.why, to: 1000)) }
        $0.member("created_time", time)
      }
      $0.object("compliance") { compliance in
        let status = rule.ocsfStatus
        compliance.member("control", rule.id)
        compliance.member("requirements", rule.references)
        let standards = Set(
          rule.references.map {
            RequirementCatalog.title(of: ComplianceMap.parts(of: $0).framework)
          })
        compliance.member("standards", standards.isEmpty ? ["Own policy"] : standards.sorted())
        compliance.member("status", status.name)
        compliance.member("status_id", status.id)
      }
      $0.array("resources") {
        for id in Set(findings.map(\.cause.id)).sorted().prefix(100) where !id.isEmpty {
          $0.element { $0.member("uid", NameLimit.short(id, to: 1000)) }
        }
      }
      if let first = findings.first {
        $0.object("remediation") {
          $0.member("desc", NameLimit.short(first.change, to: 1000))
        }
      }
      $0.object("unmapped") { unmapped in
        unmapped.member("verdict", rule.isWaived ? "waived" : rule.verdict.rawValue)
        unmapped.array("findings") {
          for finding in findings.prefix(20) {
            $0.element {
              $0.member("id", finding.id)
              $0.member("title", NameLimit.short(finding.title, to: 600))
              $0.member("packet", finding.packet)
              $0.member("hops", finding.path.flatMap { hops($0) })
            }
          }
        }
      }
    }
  }

  private func hops(_ path: PacketPath) -> [String] {
    path.forward.enumerated().map { ReviewWords.step($0 + 1, $1) }
  }
}

extension Severity {
  /// The number of the severity.
  fileprivate var ocsfID: Int {
    switch self {
    case .low: 2
    case .medium: 3
    case .high: 4
    case .critical: 5
    }
  }
}

extension ReviewedRule {
  /// The status of the control: pass, fail, or the warning that information is missing.
  ///
  /// What waivers except fails, in a finding that is suppressed.
  fileprivate var ocsfStatus: (id: Int, name: String) {
    switch verdict {
    case _ where isWaived: (3, "Fail")
    case .proven: (1, "Pass")
    case .violated: (3, "Fail")
    case .undecided, .vacuous: (2, "Warning")
    }
  }
}
