/// The sections of a report, in the order in which all forms show them.
enum ReportSection: Int, CaseIterable {
  case summary = 1
  case scope
  case diagrams
  case rules
  case findings
  case flows
  case hygiene
  case exceptions
  case changes
  case hardening
  case compliance
  case appendices

  /// The name without its number.
  var title: String {
    switch self {
    case .summary: "Summary"
    case .scope: "Scope and coverage"
    case .diagrams: "Diagrams"
    case .rules: "Rules and proofs"
    case .findings: "Findings"
    case .flows: "Register of allowed flows"
    case .hygiene: "Rule hygiene"
    case .exceptions: "Exceptions"
    case .changes: "Changes since the last review"
    case .hardening: "Hardening checklist"
    case .compliance: "Compliance"
    case .appendices: "Appendices"
    }
  }

  /// The number and the name.
  var heading: String { "\(rawValue). \(title)" }

  /// The identity within a page.
  var anchor: String { "\(self)" }
}
