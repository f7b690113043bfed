import PacketSets

/// A rule of the baseline, to be fitted to the tiers that were found.
struct BaselineRules {
  var id: String
  var form: PolicyRule.Form
  /// Tiers of which at least one must have members; those that have none are left out.
  var sources: [String]
  var destinations: [String]
  var services: [String]
  var severity: Severity
  var why: String
  var references: [String]
  /// The rule that takes its place when no source has members.
  var substitute: [BaselineRules] = []
  /// A tier that must have members besides those of which the rule speaks.
  var condition: String?

  /// The rules of the baseline.
  static func all(appServices: [String]) -> [BaselineRules] {
    let administration = ["ssh", "rdp", "winrm"]
    return [
      BaselineRules(
        id: "ssh-only-from-bastion", form: .only, sources: ["bastion", "vpn", "on-premises"],
        destinations: ["server"], services: administration, severity: .high,
        why: "Machines are administered by way of a bastion or a VPN.",
        references: ["PCI-DSS-4.0/1.3.1", "NIST-800-53r5/AC-17(1)"],
        substitute: [
          BaselineRules(
            id: "ssh-not-from-internet", form: .never, sources: ["internet"],
            destinations: ["server"], services: administration, severity: .high,
            why: "Machines are not administered from the internet.",
            references: ["PCI-DSS-4.0/1.3.1", "NIST-800-53r5/AC-17(1)"])
        ]),
      BaselineRules(
        id: "https-only-to-load-balancer", form: .never, sources: ["internet"],
        destinations: ["behind-load-balancer"], services: ["https", "http"], severity: .medium,
        why: "Web traffic from the internet enters by a load balancer only.",
        references: ["PCI-DSS-4.0/1.4.2", "NIST-800-53r5/SC-7"], condition: "load-balancer"),
      BaselineRules(
        id: "app-only-from-load-balancer", form: .only, sources: ["load-balancer"],
        destinations: ["app"], services: appServices, severity: .medium,
        why: "The application is reached by way of its load balancer only.",
        references: ["NIST-800-53r5/SC-7"]),
      BaselineRules(
        id: "db-only-from-app", form: .only, sources: ["app"], destinations: ["db"],
        services: TierInference.dataServices, severity: .high,
        why: "Data is reached by way of the application only.",
        references: ["PCI-DSS-4.0/1.4.4", "NIST-800-53r5/SC-7"]),
      BaselineRules(
        id: "no-direct-internet", form: .never, sources: ["internet"],
        destinations: ["app", "db"], services: [], severity: .critical,
        why: "Neither the application nor its data is open to the internet.",
        references: ["PCI-DSS-4.0/1.4.4", "NIST-800-53r5/SC-7(11)"]),
      BaselineRules(
        id: "no-egress-from-db", form: .never, sources: ["db"], destinations: ["internet"],
        services: [], severity: .low, why: "Data stores open no connections to the internet.",
        references: ["PCI-DSS-4.0/1.3.2", "NIST-800-53r5/SC-7(5)"]),
    ]
  }

  /// The rule for the tiers that have members, or nil when it cannot be asked.
  func rule(_ names: Set<String>) -> PolicyRule? {
    guard missing(names) == nil else {
      return substitute.lazy.compactMap { $0.rule(names) }.first
    }
    return rule(
      from: sources.filter(names.contains), to: destinations.filter(names.contains))
  }

  /// Why the rule is not asked as it stands, or nil when it is.
  func note(_ names: Set<String>) -> PolicyReview.SkippedRule? {
    guard let missing = missing(names) else { return nil }
    let instead = substitute.lazy.compactMap { $0.rule(names) }.first
    return PolicyReview.SkippedRule(
      rule: rule(from: sources, to: destinations),
      reason: missing
        + (instead.map { "; \($0.id) is asked instead" } ?? ""))
  }

  private func missing(_ names: Set<String>) -> String? {
    for side in [sources, destinations] where !side.contains(where: names.contains) {
      return side.count == 1
        ? Self.lacksMembers(side[0]) : "none of \(PolicyRule.joined(side)) has members"
    }
    return condition.flatMap { names.contains($0) ? nil : Self.lacksMembers($0) }
  }

  private static func lacksMembers(_ tier: String) -> String {
    "the tier \(tier) has no members"
  }

  private func rule(from sources: [String], to destinations: [String]) -> PolicyRule {
    let catalog = ServiceCatalog()
    let traffic = services.reduce(TrafficSet.empty) { $0.union(catalog[$1] ?? .empty) }
    return PolicyRule(
      id: id, form: form, sources: sources, destinations: destinations, services: services,
      traffic: services.isEmpty ? .all : traffic, severity: severity, why: why,
      references: references)
  }
}
