import PacketSets
public import Topology

/// Asks an SMT solver whether the proof of a claim has a hole, as SMT-LIB in the logic QF_BV.
///
/// The question is whether there is a packet that is sent and in no set, that a way leads out of the
/// sets, or that is in a set and forbidden. `unsat` proves the claim. Filters are written rule by
/// rule, as they stand in the graph.
public struct SolverQuestion {
  private let topology: Topology
  private let writer: CertificateWriter

  /// Prepares questions about a graph.
  public init(_ topology: Topology) {
    self.topology = topology
    writer = CertificateWriter(topology)
  }

  /// Returns the question about a claim.
  ///
  /// - Parameter claim: The claim.
  /// - Returns: The text and whether the sets keep the claim, so that `unsat` is expected; nil where
  ///   nothing can be certified of the graph.
  public func question(_ claim: Claim) -> (text: String, keepsClaim: Bool)? {
    guard TransferGraph.obstacle(topology) == nil, let closure = try? writer.closure(of: claim)
    else { return nil }
    let graph = TransferGraph(topology, usesProxies: claim.countsProxies)
    var text = "(set-logic QF_BV)\n(set-info :status \(closure.breaksClaim ? "sat" : "unsat"))\n"
    var holes: [String] = []
    var four = SolverText(graph, closure.certificate, .v4)
    var six = SolverText(graph, closure.certificate, .v6)
    holes += four.holes() + six.holes()
    holes += four.crossings(into: &six) + six.crossings(into: &four)
    text += four.text + six.text
    text += "(assert (or false\n" + holes.map { "  \($0)\n" }.joined() + "))\n(check-sat)\n(exit)\n"
    return (text, !closure.breaksClaim)
  }

  /// The name of the file about a rule.
  public static func fileName(_ rule: String) -> String {
    let name = rule.map { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-") ? $0 : "_" }
    return String(name.prefix(120)) + ".smt2"
  }
}
