import ArgumentParser
import Composition
import Connectivity
import Documents
import PacketSets
import Reachability
import TierPolicy

/// Says what became reachable between two exports and what ceased to be.
struct DiffCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "diff",
    abstract: "Says what became reachable and what ceased to be, with the rule that did it.",
    discussion: """
      OLD and NEW are files or folders. Endpoints are aligned by id, then by name, then by address. \
      + is gained, - lost; +? and -? hang on what the exports do not hold.

      The exit status is 1 when a rule is violated in NEW that was not in OLD, 3 when one is \
      undecided or vacuous in NEW that was not in OLD, and 0 otherwise; --strict makes it 1 as well \
      when anything became reachable.

      EXAMPLES
        bailey diff yesterday/ today/
        bailey diff main/ branch/ --policy bailey.yaml --strict
        bailey diff old.json new.json --format json --out diff.json
      """)

  @Argument(help: "The exports before.", completion: .file())
  var old: String

  @Argument(help: "The exports now.", completion: .file())
  var new: String

  @Flag(help: "Accept inputs that could not be read whole.")
  var allowIncomplete = false

  @Flag(name: .shortAndLong, help: "Say nothing but results and errors.")
  var quiet = false

  @Flag(name: .shortAndLong, help: "Show every diagnostic.")
  var verbose = false

  @Option(help: "Colours: auto, always or never.")
  var color = ColorChoice.auto

  @OptionGroup var policy: PolicyOptions

  @Flag(help: "Exit with 1 when anything became reachable.")
  var strict = false

  @Option(help: "text or json.")
  var format = Format.text

  @Option(help: "The file into which the comparison is written.", completion: .file())
  var out: String?

  /// The forms of a comparison.
  enum Format: String, ExpressibleByArgument, CaseIterable {
    case text
    case json
  }

  func run() async throws {
    let first = input(old)
    let second = input(new)
    let before = try await policy.compose(first, besides: [out, new])
    let now = try await policy.compose(second, besides: [out, old])
    let progress = Progress.start("comparing", isQuiet: quiet)
    let models = (old: ReachabilityModel(before.topology), new: ReachabilityModel(now.topology))
    let reviews = (
      old: try policy.review(models.old, before, first),
      new: try policy.review(models.new, now, second)
    )
    let builder = DiffBuilder(old: models.old, new: models.new)
    let diff = builder.diff()
    progress.stop()
    let rules = Self.changes(reviews.old, reviews.new)
    let text = DiffText(
      diff, rules: rules, by: builder, oldFiles: before.catalog, newFiles: now.catalog)
    try OutputFiles.result(format == .text ? text.text() : text.json(), to: out)
    let status = status(rules, reviews.new, diff)
    try first.finish(before, try combined(status, second, now))
  }

  private func combined(
    _ status: ExitStatus, _ input: InputOptions, _ graph: ComposedGraph
  ) throws -> ExitStatus {
    status.combined(with: ExitStatus.ofInputs(graph, allowsIncomplete: input.allowIncomplete))
  }

  private func input(_ path: String) -> InputOptions {
    var options = InputOptions()
    options.paths = [path]
    options.allowIncomplete = allowIncomplete
    options.day = nil
    options.quiet = quiet
    options.verbose = verbose
    options.color = color
    return options
  }

  private static func changes(_ old: PolicyReview, _ new: PolicyReview) -> [RuleChange] {
    let before = Dictionary(old.rules.map { ($0.id, $0) }) { first, _ in first }
    let now = Set(new.rules.map(\.id))
    return new.rules.map {
      RuleChange(
        rule: $0.id, old: before[$0.id]?.remainingVerdict.rawValue ?? "",
        new: $0.remainingVerdict.rawValue)
    }
      + old.rules.filter { !now.contains($0.id) }.map {
        RuleChange(rule: $0.id, old: $0.remainingVerdict.rawValue, new: "")
      }
  }

  private func status(
    _ rules: [RuleChange], _ review: PolicyReview, _ diff: ReachabilityDiff
  ) -> ExitStatus {
    let counted = Set(
      review.rules.filter { $0.severity >= policy.leastSeverity.severity }.map(\.id))
    let worse = rules.filter { counted.contains($0.rule) && $0.old != $0.new }
    if worse.contains(where: { $0.new == Verdict.violated.rawValue }) { return .violation }
    let hasGained = diff.changes.contains {
      !$0.change.gained.isEmpty || !$0.change.perhapsGained.isEmpty
    }
    if strict && hasGained { return .violation }
    let open = [Verdict.undecided.rawValue, Verdict.vacuous.rawValue]
    let isOpen = worse.contains {
      open.contains($0.new) && !open.contains($0.old) && $0.old != Verdict.violated.rawValue
    }
    return isOpen ? .incomplete : .success
  }
}
