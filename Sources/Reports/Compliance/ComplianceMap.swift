/// The requirements that rules cite, by framework, with what came of the rules.
struct ComplianceMap {
  /// A framework with its version.
  struct Framework {
    var title: String
    var entries: [Entry]
  }

  /// A requirement that a rule cites.
  struct Entry {
    var requirement: String
    /// What it is about in short; empty where that is not known.
    var about: String
    var rule: ReviewedRule
  }

  /// A requirement that the report itself supports evidence for.
  struct ReportEntry {
    var requirement: String
    var about: String
    var section: ReportSection
  }

  /// The frameworks by title, each with its requirements in order.
  private(set) var frameworks: [Framework] = []

  init(_ review: Review) {
    var groups: [String: [Entry]] = [:]
    for rule in review.rules {
      for reference in rule.references {
        let (framework, number) = Self.parts(of: reference)
        let about = RequirementCatalog.about(framework: framework, number: number)
        groups[RequirementCatalog.title(of: framework), default: []].append(
          Entry(requirement: number, about: about, rule: rule))
      }
    }
    frameworks = groups.keys.sorted().map { title in
      Framework(
        title: title,
        entries: (groups[title] ?? []).sorted {
          ($0.requirement, $0.rule.id) < ($1.requirement, $1.rule.id)
        })
    }
  }

  /// A reference such as `PCI-DSS-4.0/1.4.4`, taken apart at its first slash.
  static func parts(of reference: String) -> (framework: String, number: String) {
    guard let slash = reference.firstIndex(of: "/") else { return ("", reference) }
    return (
      String(reference[..<slash]), String(reference[reference.index(after: slash)...])
    )
  }

  /// What a report supports evidence for, whatever its policy cites.
  static let ofReport: [ReportEntry] = [
    ReportEntry(
      requirement: "PCI DSS 4.0.1, 1.2.3", about: "network diagrams that show all connections",
      section: .diagrams),
    ReportEntry(
      requirement: "PCI DSS 4.0.1, 1.2.5",
      about: "allowed services, protocols and ports, each with a business need", section: .flows),
    ReportEntry(
      requirement: "PCI DSS 4.0.1, 1.2.6", about: "insecure services in use", section: .flows),
    ReportEntry(
      requirement: "PCI DSS 4.0.1, 1.2.7",
      about: "review of the configurations of network controls at least every six months",
      section: .appendices),
    ReportEntry(
      requirement: "NIST SP 800-53 r5, AC-4", about: "list of authorised information flows",
      section: .flows),
    ReportEntry(
      requirement: "NIST SP 800-53 r5, SC-7",
      about: "control at external and key internal boundaries", section: .rules),
    ReportEntry(
      requirement: "NIST SP 800-53 r5, CM-2", about: "documented configuration as of a date",
      section: .scope),
  ]
}

/// What is said beside every mapping.
enum ComplianceWords {
  /// That a mapping is no verdict of compliance.
  static let caution =
    "A rule supports evidence for the requirements that it cites; whether a requirement is met is"
    + " for an assessor to say. Numbers differ between versions of a framework: each is printed with"
    + " the version that the policy names."
}
