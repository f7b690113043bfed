import Diagrams
public import Documents
import PacketSets
public import Reachability
public import TierPolicy
public import Topology

/// Makes the review of a run: proves nothing itself, but shows a packet for everything it says.
///
/// Every violation is walked by the packet simulator, which shares nothing with the engine that
/// found it; a violation that does not replay is the program's own mistake and is thrown.
public struct ReviewBuilder {
  let model: ReachabilityModel
  let policy: PolicyReview
  let coverage: Coverage
  let diagnostics: [Diagnostic]
  let catalog: SourceCatalog
  let policyFile: SourceFile?
  let toolVersion: String
  let wording: Wording
  let replay: Replay
  let carriers: FilterCarriers
  /// Whether the review names every input by the hash of its content.
  public var hashesInputs = true

  /// Prepares a review.
  ///
  /// - Parameters:
  ///   - model: The relation that was derived from the graph.
  ///   - policy: The policy, held against the model.
  ///   - coverage: What was read.
  ///   - diagnostics: What was wrong with it, in any order.
  ///   - catalog: The files, to which the places in the graph belong.
  ///   - policyFile: The file of the policy, to which the places of its rules belong.
  ///   - toolVersion: The version of the program.
  public init(
    model: ReachabilityModel, policy: PolicyReview, coverage: Coverage,
    diagnostics: [Diagnostic] = [], catalog: SourceCatalog = SourceCatalog(),
    policyFile: SourceFile? = nil, toolVersion: String
  ) {
    self.model = model
    self.policy = policy
    self.coverage = coverage
    self.diagnostics = diagnostics
    self.catalog = catalog
    self.policyFile = policyFile
    self.toolVersion = toolVersion
    let topology = model.topology
    wording = Wording(topology: topology, catalog: catalog)
    replay = Replay(topology)
    carriers = FilterCarriers(topology)
  }

  /// Returns the review.
  ///
  /// - Parameters:
  ///   - drawsDiagrams: Whether pictures are made as well.
  ///   - surveysFlows: Whether it is asked what is open between tiers beside the register.
  /// - Returns: The review.
  /// - Throws: `ReviewError` when a proof and its packet do not agree.
  public func build(
    drawsDiagrams: Bool = true, surveysFlows: Bool = true
  ) throws(ReviewError) -> Review {
    let findings = try findings()
    let gaps = GapList(policy.rules, wording)
    let topology = model.topology
    var review = Review(
      toolVersion: toolVersion, system: policy.system, asOf: policy.asOf,
      capturedAt: coverage.capturedAt, policy: policy.source, inputs: inputs,
      records: records,
      sizes: GraphSizes(
        networks: topology.networks.count, subnets: topology.subnets.count,
        resources: topology.resources.count, endpoints: topology.endpoints.count,
        gateways: topology.gateways.count,
        filterRules: topology.filters.reduce(0) { $0 + $1.rules.count }),
      diagnostics: reviewedDiagnostics, tiers: tiers,
      rules: policy.rules.map { rule($0, findings, gaps) },
      skipped: policy.skipped.map {
        SkippedRule(id: $0.rule.id, title: $0.rule.title, reason: $0.reason)
      },
      findings: findings.map(\.finding), gaps: gaps.gaps, flows: flows(countsUse: surveysFlows),
      openings: surveysFlows ? openings() : nil, distances: surveysFlows ? distances() : nil,
      waivers: waivers, inventory: inventory,
      hygiene: nil,
      diagrams: [])
    review.singlePoints = singlePoints
    if drawsDiagrams { review.diagrams = diagrams(findings) }
    return review
  }

  private var singlePoints: [HygieneRemark] {
    policy.singlePoints.map { point in
      let breaks = point.isCertain ? "it breaks" : "it may break"
      return HygieneRemark(
        kind: "single-point", holder: "policy", rule: point.rule.id,
        message: "only \(point.layer.rawValue) keeps it: without that layer \(breaks)",
        place: policyPlace(point.rule.location), reasons: [point.rule.title])
    }
  }

  private func rule(
    _ result: RuleResult, _ findings: [PlacedFinding], _ gaps: GapList
  ) -> ReviewedRule {
    let rule = result.rule
    let hasDoubts = result.remainingVerdict == .undecided || result.remaining.undecided > 0
    return ReviewedRule(
      id: rule.id, title: rule.title, form: rule.form, traffic: TrafficLabel.long(rule.traffic),
      severity: rule.severity, why: rule.why, references: rule.references,
      place: policyPlace(rule.location), verdict: result.remainingVerdict,
      verdictWithoutWaivers: result.verdict, isWaived: result.isWaived, pairs: result.remaining,
      pairsWithoutWaivers: result.counts, notes: result.notes,
      findings: findings.filter { $0.finding.rule == rule.id }.map(\.finding.id),
      gaps: gaps.names(of: result.assumptions), doubt: hasDoubts ? doubt(of: result) : nil,
      evidence: evidence(of: result))
  }

  /// A packet of which it is not known whether it breaks the rule.
  private func doubt(of result: RuleResult) -> PacketPath? {
    for example in result.doubts {
      let flow = example.flow
      let possible = flow.connection.possible.subtracting(flow.connection.certain)
      let traffic = possible.intersection(result.rule.traffic)
      if let trace = replay.undecided(from: flow.source, to: flow.destination, traffic) {
        return path(trace, flow)
      }
    }
    return nil
  }

  /// The attempt that comes nearest to breaking a rule, or a packet that shows that it is met.
  private func evidence(of result: RuleResult) -> PacketPath? {
    guard result.remainingVerdict == .proven, !result.isWaived else { return nil }
    if result.rule.form == .must {
      for flow in result.witnesses.map(\.flow) {
        let traffic = result.rule.traffic.intersection(flow.connection.certain)
        if let trace = replay.delivered(from: flow.source, to: flow.destination, traffic) {
          return path(trace, flow)
        }
      }
      return nil
    }
    var nearest: (closeness: Int, path: PacketPath)?
    for flow in result.witnesses.map(\.flow) {
      let traffic = result.rule.traffic
      guard let trace = replay.blocked(from: flow.source, to: flow.destination, traffic) else {
        continue
      }
      let closeness = replay.closeness(of: trace)
      let path = path(trace, flow)
      if let best = nearest {
        if closeness < best.closeness { continue }
        if closeness == best.closeness, path.packet >= best.path.packet { continue }
      }
      nearest = (closeness, path)
    }
    return nearest?.path
  }

  func path(_ trace: Trace, _ flow: FlowExample, deciding: Int? = nil) -> PacketPath {
    wording.path(
      trace, from: wording.party(flow.source, named: flow.sourceName),
      to: wording.party(flow.destination), deciding: deciding)
  }

  func policyPlace(_ location: SourceLocation) -> String {
    guard location != .unknown, let policyFile else { return "" }
    return policyFile.describe(ofByte: Int(location.offset))
  }
}
