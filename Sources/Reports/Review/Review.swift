import Documents
public import TierPolicy
import Topology

/// Everything that a run found out, in words and numbers: the one value that every report shows.
///
/// Names, places and packets are text already, so that a renderer needs neither the graph nor the
/// files, and two reports of one run cannot disagree. The text is as the exports have it; each
/// renderer makes it harmless in its own way.
public struct Review: Hashable, Sendable {
  /// The version of the program.
  public var toolVersion: String
  /// The system's name; empty where the policy gives none.
  public var system: String
  /// The day on which waivers were judged.
  public var asOf: CalendarDate
  /// The newest time at which an export says it was taken.
  public var capturedAt: String?
  /// Where the policy comes from.
  public var policy: PolicySource
  /// The files, by path.
  public var inputs: [ReviewedInput]
  /// What became of each type of records, by scope and type.
  public var records: [ReviewedRecords]
  /// How much there is in the graph.
  public var sizes: GraphSizes
  /// What the files did that their owner should know, by place.
  public var diagnostics: [ReviewedDiagnostic]
  /// The tiers, in the order of the policy.
  public var tiers: [ReviewedTier]
  /// What came of each rule, in the order of the policy.
  public var rules: [ReviewedRule]
  /// Rules of the baseline that were not asked.
  public var skipped: [SkippedRule]
  /// What breaks rules, the gravest first.
  public var findings: [ReviewFinding]
  /// What the exports do not hold.
  public var gaps: [ReviewGap]
  /// The register of flows that are allowed on purpose.
  public var flows: [ReviewedFlow]
  /// What is open between tiers and stands in no entry of the register; nil when that was not asked.
  public var openings: [UnregisteredFlow]?
  /// How far the tiers are from the worlds outside; nil when that was not asked.
  public var distances: [TierDistance]?
  /// The exceptions, in the order of the policy.
  public var waivers: [ReviewedWaiver]
  /// The machines and services, by scope and id, as many as reports list.
  public var inventory: [ReviewedResource]
  /// The rules that hold by a single layer alone, to stand among what a person would mend.
  public var singlePoints: [HygieneRemark] = []
  /// What a person would mend in the rules; nil when nobody looked.
  public var hygiene: [HygieneRemark]?
  /// The pictures.
  public var diagrams: [ReviewDiagram]
  /// What changed since an earlier review; nil when none was given.
  public var changes: ReviewChanges?
  /// The command that makes this review again, word by word; empty when it is not known.
  public var command: [String] = []

  /// Whether every file that was recognised was read whole, and anything was read at all.
  ///
  /// A file that no importer knows is listed, and does not make the input incomplete.
  public var isComplete: Bool {
    inputs.contains { $0.state == .read }
      && !inputs.contains { $0.state == .partial || $0.state == .refused }
      && !diagnostics.contains { $0.severity == .error } && sizes.endpoints > 0
  }

  /// How many rules have a verdict; rules that hold only because of waivers are not counted.
  public func count(of verdict: Verdict) -> Int {
    rules.count { !$0.isWaived && $0.verdict == verdict }
  }

  /// How many rules hold only because of waivers.
  public var waivedCount: Int { rules.count(where: \.isWaived) }

  /// The verdict in one line, such as `7 of 9 rules proven, 2 violated, 0 undecided`.
  public var verdictLine: String {
    let total = rules.count == 1 ? "1 rule" : "\(rules.count) rules"
    var parts = ["\(count(of: .proven)) of \(total) proven"]
    if waivedCount > 0 { parts.append("\(waivedCount) waived") }
    parts.append("\(count(of: .violated)) violated")
    parts.append("\(count(of: .undecided)) undecided")
    if count(of: .vacuous) > 0 { parts.append("\(count(of: .vacuous)) vacuous") }
    return parts.joined(separator: ", ")
  }
}

/// How much there is in a graph.
public struct GraphSizes: Hashable, Sendable {
  /// The networks.
  public var networks: Int
  /// The subnets.
  public var subnets: Int
  /// The machines and services.
  public var resources: Int
  /// The network interfaces.
  public var endpoints: Int
  /// The gateways.
  public var gateways: Int
  /// The rules of all filters.
  public var filterRules: Int
}

/// A rule of the baseline that was not asked.
public struct SkippedRule: Hashable, Sendable {
  /// The name of the rule.
  public var id: String
  /// The rule as a sentence without a full stop.
  public var title: String
  /// Why it was not asked.
  public var reason: String
}
