public import Documents
public import EvidenceImport
public import Reachability

/// The hardening checklist, judged.
public struct Checklist: Sendable {
  /// Every item with what it came to, level by level.
  public let results: [CheckResult]

  /// Judges every item.
  ///
  /// - Parameters:
  ///   - evidence: What the files tell about hosts, containers and identities.
  ///   - model: The graph, for the items about who can reach whom.
  ///   - catalog: The files.
  ///   - levels: The parts to judge.
  public init(
    _ evidence: Evidence, model: ReachabilityModel, catalog: SourceCatalog,
    levels: Set<Check.Level> = Set(Check.Level.allCases)
  ) {
    let context = CheckContext(evidence: evidence, model: model, catalog: catalog)
    results = Check.all.filter { levels.contains($0.level) }.map { check in
      CheckResult(check: check, findings: Self.sorted(check.judge(context)))
    }
  }

  /// Failures first, then what is unknown; by subject and place inside.
  private static func sorted(_ findings: [CheckFinding]) -> [CheckFinding] {
    let order = CheckVerdict.allCases
    return findings.sorted { left, right in
      let ranks = [left, right].map { order.firstIndex(of: $0.verdict) ?? 0 }
      if ranks[0] != ranks[1] { return ranks[0] < ranks[1] }
      if left.subject != right.subject { return left.subject < right.subject }
      return (left.location ?? .unknown, left.message) < (right.location ?? .unknown, right.message)
    }
  }

  /// How many items came to a verdict; those that only inform are not counted as failures.
  public func count(_ verdict: CheckVerdict) -> Int {
    results.count { $0.verdict == verdict && !($0.check.isInformational && verdict == .fail) }
  }

  /// Whether an item that does more than inform failed.
  public var hasFailure: Bool { count(.fail) > 0 }
}
