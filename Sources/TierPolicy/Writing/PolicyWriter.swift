import Reachability
public import Topology

/// Writes a policy file to begin with.
public enum PolicyWriter {
  /// Returns a policy file with the tiers that a graph seems to have and the baseline's rules.
  ///
  /// The text reads back without errors, and its tiers have the members that were inferred; where
  /// that would take a long list of machines, a comment says that a shorter selector picks more.
  ///
  /// - Parameters:
  ///   - topology: The graph.
  ///   - system: The name of the system; empty for none.
  /// - Returns: The text of the file.
  public static func initial(topology: Topology, system: String = "") -> String {
    let evaluation = SelectorEvaluation(topology)
    let baseline = Baseline(evaluation)
    let selectors = InferredSelectors(evaluation, baseline.inference)
    var lines = [
      "# What must be true of this system, for bailey to prove.",
      "# The tiers were inferred; the comments say why. Correct them, then the rules.",
      "version: 1",
    ]
    if !system.isEmpty { lines.append("system: \(YAMLText.scalar(system))") }
    let isEmpty = baseline.inference.tiers.isEmpty && baseline.rules.isEmpty
    lines += ["", isEmpty ? "tiers: {}" : "tiers:"] + tiers(baseline, selectors)
    lines += ["", baseline.rules.isEmpty ? "rules: []" : "rules:"]
    for rule in baseline.rules { lines += self.lines(of: rule) }
    for skipped in baseline.skipped {
      lines += [
        "  # \(skipped.rule.id): \(skipped.rule.title)",
        "  #   is left out: \(skipped.reason)",
      ]
    }
    return (lines + closing).joined(separator: "\n") + "\n"
  }

  private static func tiers(_ baseline: Baseline, _ selectors: InferredSelectors) -> [String] {
    var lines: [String] = []
    for tier in baseline.inference.tiers {
      lines.append(comment(tier.name, tier.members.count, tier.reasons))
      if selectors.inexact.contains(tier.name) {
        lines.append("  # (the selector below picks others too, which are too many to list)")
      }
      lines.append("  \(tier.name):")
      let claims = selectors.claims(of: tier.name)
      if let only = claims.first, claims.count == 1 {
        lines.append("    \(only.yamlClaim)")
      } else {
        lines.append("    any:")
        lines += claims.map { "      - \($0.yamlClaim)" }
      }
    }
    for tier in baseline.tiers {
      guard let selector = made(tier.name, selectors) else { continue }
      lines.append(comment(tier.name, tier.parties.endpoints.count, tier.reasons))
      lines.append("  \(tier.name):")
      lines += selector.map { "    \($0.yamlClaim)" }
    }
    for name in TierWords.tiers where selectors.claims(of: name).isEmpty {
      lines.append("  # \(name): nobody was found; for example { tag: { Role: \(name) } }")
    }
    return lines
  }

  /// The claims of a tier that is made of others.
  private static func made(_ name: String, _ selectors: InferredSelectors) -> [Selector]? {
    func nobody(of names: [String]) -> [Selector] {
      let others = names.flatMap { selectors.claims(of: $0) }
      return others.isEmpty ? [] : [.not(.any(others))]
    }
    switch name {
    case "server": return [.kind([.instance, .host])] + nobody(of: ["bastion", "vpn"])
    case "behind-load-balancer": return nobody(of: ["load-balancer", "vpn"])
    default: return nil
    }
  }

  private static func comment(_ name: String, _ count: Int, _ reasons: [String]) -> String {
    let shown = reasons.prefix(8).joined(separator: ", ")
    let more = reasons.count > 8 ? " and \(reasons.count - 8) more" : ""
    let noun = count == 1 ? "endpoint" : "endpoints"
    return YAMLText.comment("  # \(name): \(count) \(noun): \(shown)\(more)")
  }

  private static func lines(of rule: PolicyRule) -> [String] {
    var lines = [
      "  # \(rule.title)",
      "  - id: \(YAMLText.scalar(rule.id))",
      "    \(rule.form.rawValue): \(YAMLText.list(rule.sources))",
      "    reach: \(YAMLText.list(rule.destinations))",
    ]
    if !rule.services.isEmpty { lines.append("    on: \(YAMLText.list(rule.services))") }
    lines.append("    severity: \(rule.severity.rawValue)")
    if !rule.why.isEmpty { lines.append("    why: \(YAMLText.scalar(rule.why))") }
    if !rule.references.isEmpty {
      lines.append("    references: \(YAMLText.list(rule.references))")
    }
    return lines
  }

  /// What else a policy may hold, to be uncommented.
  private static let closing = """

    # flows:                      # what is allowed on purpose
    #   - { from: [app], to: [db], on: [postgres], owner: team, why: storage }

    # waivers:                    # exceptions, a year at most
    #   - rule: ssh-only-from-bastion
    #     from: { name: "runner" }
    #     to: { name: "app-2" }
    #     on: [ssh]
    #     reason: until the runner moves
    #     owner: team
    #     expires: 2027-01-31
    """.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
}
