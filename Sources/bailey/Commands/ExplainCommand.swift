import ArgumentParser
import Composition
import Documents
import Reachability

/// Explains one connection hop by hop.
struct ExplainCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain",
    abstract: "Explains hop by hop how a packet and its answer fare.",
    discussion: """
      --from and --to are an address, a resource id, an ARN, a name that is unique, container:NAME, \
      host:NAME or internet. Without a protocol, everything that is open between the two is listed, \
      and what stops the rest.

      EXAMPLES
        bailey explain exports/ --from internet --to i-0abc --port 22
        bailey explain exports/ --from app-1 --to 10.0.3.7
        bailey explain exports/ --from app-1 --to db-1 --protocol icmp
      """)

  @OptionGroup var input: InputOptions

  @Option(help: "The party that opens the connection.")
  var from: String

  @Option(help: "The party to which it is opened.")
  var to: String

  @Option(name: [.long, .customLong("proto")], help: "tcp, udp, icmp, a number or any.")
  var `protocol`: String?

  @Option(help: "The destination port, or a range; TCP when no protocol is given.")
  var port: String?

  @Option(help: "The source port.")
  var sourcePort: String?

  @Option(help: "The ICMP type; an echo request when it is not given.")
  var icmpType: String?

  @Option(help: "The ICMP code.")
  var icmpCode: String?

  @Option(help: "The file into which the explanation is written.", completion: .file())
  var out: String?

  func run() async throws {
    let traffic = try request()
    let graph = try await PolicyOptions.composeForQuestions(input, besides: [out])
    let asker = FlowAsker(graph.topology)
    let explanation: Explanation
    do throws(ResolutionError) {
      explanation = try asker.explain(from: from, to: to, traffic)
    } catch {
      throw Problem(.usage, Escape.terminal(error.message))
    }
    let text = ExplanationText(topology: asker.model.topology, catalog: graph.catalog)
    try OutputFiles.result(text.text(explanation), to: out)
    try input.finish(graph)
  }

  private func request() throws -> TrafficRequest? {
    let options = [`protocol`, port, sourcePort, icmpType, icmpCode]
    if options.allSatisfy({ $0 == nil }) { return nil }
    do throws(ResolutionError) {
      return try TrafficRequest(
        proto: `protocol` ?? (icmpType == nil ? "tcp" : "icmp"), port: port ?? "",
        sourcePort: sourcePort ?? "", icmpType: icmpType ?? "", icmpCode: icmpCode ?? "")
    } catch {
      throw Problem(.usage, Escape.terminal(error.message))
    }
  }
}
