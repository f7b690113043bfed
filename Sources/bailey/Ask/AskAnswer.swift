import Reachability
import Topology

/// What came of a row, in the words of the output.
struct AskAnswer {
  let verdict: String
  let direction: String
  let blockedBy: String
  let assumptions: [String]
  let message: String
  /// Whether the row could not be asked.
  let isError: Bool

  /// Asks a row.
  init(_ row: AskTable.Row, _ asker: FlowAsker) {
    do throws(ResolutionError) {
      let ruling = try asker.rule(try row.flow.get())
      verdict = ruling.verdict.rawValue
      direction = ruling.direction?.rawValue ?? ""
      blockedBy = ruling.blockedBy ?? ""
      assumptions = ruling.assumptions.map { asker.model.topology.assumptions[$0].statement }
      message = ruling.message
      isError = false
    } catch {
      verdict = "error"
      direction = ""
      blockedBy = ""
      assumptions = []
      message = error.message
      isError = true
    }
  }
}
