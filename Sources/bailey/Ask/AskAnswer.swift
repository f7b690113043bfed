import Composition
import Documents
import PacketSets
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
  init(_ row: AskTable.Row, _ asker: FlowAsker, _ between: HostsBetween) {
    do throws(ResolutionError) {
      let ruling = try asker.rule(try row.flow.get())
      verdict = ruling.verdict.rawValue
      direction = ruling.direction?.rawValue ?? ""
      blockedBy = ruling.blockedBy ?? ""
      assumptions = ruling.assumptions.map { asker.model.topology.assumptions[$0].statement }
      message = ruling.message
      isError = false
    } catch {
      if let passage = between.verdict(row, error) {
        verdict = passage.word
        direction = passage.word == "blocked" ? FlowRuling.Direction.forward.rawValue : ""
        blockedBy = passage.word == "blocked" ? "host-firewall:\(passage.host)" : ""
        assumptions = []
        message = "the host \(passage.host) stands between the two"
        isError = false
        return
      }
      verdict = "error"
      direction = ""
      blockedBy = ""
      assumptions = []
      message = error.message
      isError = true
    }
  }
}

/// The hosts that may stand between two machines that are in no export.
final class HostsBetween {
  private let catalog: SourceCatalog
  private lazy var passages = HostPassages(catalog)

  init(_ catalog: SourceCatalog) { self.catalog = catalog }

  /// What they do with the packets of a row that cannot be asked for its ends alone.
  func verdict(
    _ row: AskTable.Row, _ error: ResolutionError
  ) -> (word: String, host: String)? {
    guard error.kind == .outside || error.kind == .unownedSource,
      case .success(let flow) = row.flow, let source = IPAddress(flow.source),
      let destination = IPAddress(flow.destination), let proto = flow.traffic.proto
    else { return nil }
    let ports = flow.traffic.ports.intervals
    guard ports.count == 1, ports[0].count == 1 || !proto.hasPorts && !proto.isICMP else {
      return nil
    }
    let sourcePort = proto.hasPorts ? flow.traffic.sourcePort ?? 49152 : 0
    return passages.verdict(
      on: Packet(
        source: source, destination: destination, proto: proto, sourcePort: sourcePort,
        destinationPort: ports[0].lowerBound))
  }
}
