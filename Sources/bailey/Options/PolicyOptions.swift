import ArgumentParser
import Composition
import Documents
import FoundationEssentials
import Reachability
import Reports
import TierPolicy
import Topology

/// What must be true, and when it is judged.
struct PolicyOptions: ParsableArguments {
  @Option(
    help: "The policy; bailey.yaml beside the first PATH when it is not given.",
    completion: .file(extensions: ["yaml", "yml"]))
  var policy: String?

  @Option(name: .customLong("fail-on"), help: "The least severity that counts as a violation.")
  var leastSeverity = LeastSeverity.low

  /// A severity as an argument.
  enum LeastSeverity: String, ExpressibleByArgument, CaseIterable {
    case low
    case medium
    case high
    case critical

    /// The severity.
    var severity: Severity {
      switch self {
      case .low: .low
      case .medium: .medium
      case .high: .high
      case .critical: .critical
      }
    }
  }

  /// Reads the inputs, with what the policy places on machines standing there.
  func compose(_ input: InputOptions, besides others: [String?]) async throws -> ComposedGraph {
    var placements: [Placement] = []
    if let path = policy ?? PolicyLocation.find(besides: input.paths) {
      // The day decides about waivers alone, which are judged when that of the exports is known.
      placements = try Self.read(path, asOf: input.day?.date ?? Self.latestDay).1.placements
    }
    return try await Self.compose(input, besides: [policy] + others, placements)
  }

  /// Reads the inputs of a question, with what the policy beside them places, if there is one that
  /// can be read.
  static func composeForQuestions(
    _ input: InputOptions, besides others: [String?]
  ) async throws -> ComposedGraph {
    let policy = PolicyLocation.find(besides: input.paths).flatMap {
      try? read($0, asOf: latestDay).1
    }
    return try await compose(input, besides: others, policy?.placements ?? [])
  }

  private static func compose(
    _ input: InputOptions, besides others: [String?], _ placements: [Placement]
  ) async throws -> ComposedGraph {
    let places = placements.map {
      MachinePlacement(compose: $0.compose, firewall: $0.firewall, engine: $0.engine)
    }
    var graph = try await input.compose(besides: others, placements: places)
    for (placement, place) in zip(placements, places) {
      graph.place(place, on: placement.machine(in: graph.topology))
    }
    return graph
  }

  /// Reviews a graph, and says what the policy itself is like.
  func review(
    _ graph: ComposedGraph, _ input: InputOptions, drawsDiagrams: Bool,
    surveysFlows: Bool = false, hashesInputs: Bool = true
  ) throws -> Review {
    let model = ReachabilityModel(graph.topology)
    var (result, file) = try read(model, graph, input)
    if surveysFlows { result.studySingleLayers(model) }
    var builder = ReviewBuilder(
      model: model, policy: result, coverage: graph.coverage,
      diagnostics: graph.diagnostics.all, catalog: graph.catalog, policyFile: file,
      toolVersion: Bailey.version)
    builder.hashesInputs = hashesInputs
    do throws(ReviewError) {
      var review = try builder.build(drawsDiagrams: drawsDiagrams, surveysFlows: surveysFlows)
      review.command = command(input, asOf: review.asOf)
      return review
    } catch {
      throw Problem(.failure, Escape.terminal("\(error)"))
    }
  }

  /// Holds the policy against a graph, and says what the policy itself is like.
  func review(
    _ model: ReachabilityModel, _ graph: ComposedGraph, _ input: InputOptions
  ) throws -> PolicyReview {
    try read(model, graph, input).review
  }

  private func read(
    _ model: ReachabilityModel, _ graph: ComposedGraph, _ input: InputOptions
  ) throws -> (review: PolicyReview, file: SourceFile?) {
    let asOf = input.day?.date ?? Self.captureDay(graph) ?? Self.today
    guard let path = policy ?? PolicyLocation.find(besides: input.paths) else {
      return (PolicyReview(baselineFor: model, asOf: asOf), nil)
    }
    let (source, policy) = try Self.read(path, asOf: asOf)
    input.report(Self.notes(policy), in: SourceCatalog([source]))
    return (PolicyReview(policy, model: model, asOf: asOf), source)
  }

  /// What judges graphs by the policy, with registered flows as rules that require them.
  func judge(
    _ graph: ComposedGraph, _ input: InputOptions
  ) throws -> (any FlowAnswering) -> PolicyReview {
    let asOf = input.day?.date ?? Self.captureDay(graph) ?? Self.today
    guard let path = policy ?? PolicyLocation.find(besides: input.paths) else {
      return { PolicyReview(baselineFor: $0, asOf: asOf) }
    }
    var (_, read) = try Self.read(path, asOf: asOf)
    for (number, flow) in read.flows.enumerated() {
      read.rules.append(
        PolicyRule(
          id: "flow \(number + 1)", form: .must, sources: flow.sources,
          destinations: flow.destinations, services: flow.services, traffic: flow.traffic))
    }
    let policy = read
    return { PolicyReview(policy, model: $0, asOf: asOf) }
  }

  /// The status of a review over inputs.
  func status(
    of review: Review, _ input: InputOptions, newOnly: Bool = false
  ) -> ExitStatus {
    let status = ReviewStatus(
      of: review, failOn: leastSeverity.severity, newOnly: newOnly,
      allowIncomplete: input.allowIncomplete)
    switch status {
    case .proven: return .success
    case .violated: return .violation
    case .undecided: return .incomplete
    }
  }

  /// The command that makes the review again from the same files.
  private func command(_ input: InputOptions, asOf: CalendarDate) -> [String] {
    var words = ["bailey", "review"] + input.paths.sorted()
    if let path = policy ?? PolicyLocation.find(besides: input.paths) {
      words += ["--policy", path]
    }
    return words + ["--as-of", "\(asOf)"]
  }

  private static func read(
    _ path: String, asOf: CalendarDate
  ) throws -> (SourceFile, Policy) {
    let file: SourceFile
    do throws(FileError) {
      file = try FileReader.read(path)
    } catch {
      throw Problem(.usage, Escape.terminal(error.description))
    }
    do throws(PolicyError) {
      return (file, try Policy(reading: file, asOf: asOf))
    } catch {
      let lines = error.problems.map { Escape.terminal($0.description) }
      throw Problem(.usage, "the policy cannot be used\n" + lines.joined(separator: "\n"))
    }
  }

  private static func notes(_ policy: Policy) -> Diagnostics {
    var notes = Diagnostics()
    for note in policy.notes { notes.append(note) }
    return notes
  }

  /// The day on which the newest export was made.
  private static func captureDay(_ graph: ComposedGraph) -> CalendarDate? {
    graph.coverage.capturedAt.flatMap { CalendarDate(startOf: $0) }
  }

  /// A day after which no waiver of today reaches.
  private static let latestDay = CalendarDate(daysSinceEpoch: 2_000_000)

  private static var today: CalendarDate {
    let days = (Date().timeIntervalSince1970 / 86_400).rounded(.down)
    return CalendarDate(daysSinceEpoch: Int(days))
  }
}
