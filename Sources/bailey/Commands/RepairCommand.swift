import ArgumentParser
import Composition
import Documents
import Reachability
import Repairs
import TierPolicy

/// Looks for the smallest edits after which violated rules are proven.
struct RepairCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "repair",
    abstract: "Looks for the smallest edits after which a violated rule is proven.",
    discussion: """
      Edits take out or narrow rules of filters. After each repair the rule is proven anew, and no \
      other rule of the policy and no registered flow fares worse; where there are several with as \
      few edits, all are shown. Nothing is changed.

      The exit status is 0 when every violated rule has a repair, 1 when one has none.

      EXAMPLES
        bailey repair exports/ --policy bailey.yaml
        bailey repair exports/ --rule db-only-from-app
      """)

  @OptionGroup var input: InputOptions
  @OptionGroup var policy: PolicyOptions

  @Option(help: "The rule; all violated ones when it is not given.")
  var rule: String?

  @Option(name: .customLong("edits"), help: "How many edits there may be.")
  var editLimit = 4

  @Option(help: "The file into which the repairs are written.", completion: .file())
  var out: String?

  func run() async throws {
    let graph = try await policy.compose(input, besides: [out])
    let progress = Progress.start("searching", isQuiet: input.quiet)
    let judge = try policy.judge(graph, input)
    let before = judge(ReachabilityModel(graph.topology))
    if let rule, !before.rules.contains(where: { $0.id == rule }) {
      throw Problem(.usage, "there is no rule \(Escape.terminal(rule))")
    }
    let search = RepairSearch(graph.topology, editLimit: editLimit, review: { judge($0) })
    let text = RepairText(graph.topology, files: graph.catalog)
    var result = ""
    var isOpen = false
    for violated in before.rules
    where violated.verdict == .violated && violated.rule.form != .must
      && (rule == nil || rule == violated.id)
    {
      let repairs = search.repairs(of: violated.id)
      if repairs.isEmpty { isOpen = true }
      result += text.text(violated.id, repairs)
    }
    progress.stop()
    if result.isEmpty { result = "nothing is violated that edits of filters could repair\n" }
    try OutputFiles.result(result, to: out)
    try input.finish(graph, isOpen ? .violation : .success)
  }
}
