import ArgumentParser
import Composition
import Documents
import Reachability

/// Answers a list of connections, one a row.
struct AskCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "ask",
    abstract: "Answers a list of connections, one a row.",
    discussion: """
      The list is CSV with a header. Columns: src, dst, proto, port, and where wanted src_port, \
      icmp_type and icmp_code; any others are copied. src and dst are an address, a resource id, an \
      ARN, a name that is unique, container:NAME, host:NAME or internet. proto is tcp, udp, icmp, \
      icmpv6, sctp, a number or any. A range of ports, no port and any ask for all of it.

      Added columns: verdict (delivered: the answer comes back too; blocked; undecided; error: the \
      row cannot be asked, message says why), direction, blocked_by, assumptions, message.

      EXAMPLES
        bailey ask exports/ --flows flows.csv
        echo 'src,dst,proto,port
        internet,i-0abc,tcp,22' | bailey ask exports/ --flows - --format text
      """)

  @OptionGroup var input: InputOptions

  @Option(help: "The list of connections, a CSV file; - is standard input.", completion: .file())
  var flows: String

  @Option(help: "csv, json (with the hops) or text.")
  var format = AskFormat.csv

  @Option(help: "The file into which the answers are written.", completion: .file())
  var out: String?

  func validate() throws {
    if flows == "-", input.paths.contains("-") {
      throw ValidationError("standard input cannot be both the exports and the flows")
    }
  }

  func run() async throws {
    let table = try AskTable.read(flows)
    let graph = try await PolicyOptions.composeForQuestions(input, besides: [flows, out])
    let asker = FlowAsker(graph.topology)
    let between = HostsBetween(graph.catalog)
    let answers = table.rows.map { AskAnswer($0, asker, between) }
    let output = AskOutput(table: table, answers: answers, asker: asker, catalog: graph.catalog)
    try OutputFiles.result(output.text(format), to: out)
    let isWrong = answers.contains { $0.isError }
    if isWrong, format != .text, !input.quiet {
      let count = answers.count { $0.isError }
      Console.error("\(count) of \(answers.count) rows cannot be asked; their message says why")
    }
    try input.finish(graph, isWrong ? .usage : .success)
  }
}
