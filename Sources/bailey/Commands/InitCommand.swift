import ArgumentParser
import Composition
import Documents
import TierPolicy

/// Writes a policy to begin with.
struct InitCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "init",
    abstract: "Writes a policy with the tiers that the networks seem to have.",
    discussion: """
      The policy holds the inferred tiers with the reasons, and the rules of the built-in baseline. \
      It is there to be corrected; a file that exists is not overwritten.

      EXAMPLES
        bailey init exports/ > bailey.yaml
        bailey init exports/ --out bailey.yaml --system "Orders platform"
      """)

  @OptionGroup var input: InputOptions

  @Option(help: "Where to write the policy; standard output when it is not given.")
  var out: String?

  @Option(help: "The name of the system.")
  var system = ""

  @Flag(help: "Overwrite a file that exists.")
  var force = false

  func run() async throws {
    if let out, out != "-", !force, Self.exists(out) {
      throw Problem(.usage, "\(Escape.terminal(out)) exists; --force overwrites it")
    }
    let graph = try await input.compose(besides: [out])
    let text = PolicyWriter.initial(topology: graph.topology, system: system)
    try OutputFiles.result(text, to: out)
    try input.finish(graph)
  }

  private static func exists(_ path: String) -> Bool {
    var refusals = Diagnostics()
    let entries = FileReader.inventory([path], into: &refusals)
    return !entries.isEmpty || refusals.all.contains { $0.code != "file.missing" }
  }
}
