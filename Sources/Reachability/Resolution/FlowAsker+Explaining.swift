import PacketSets
import Topology

/// The hops behind an answer.
extension FlowAsker {
  /// Returns the way of a packet that shows why a row was answered as it was.
  ///
  /// - Parameter row: The row.
  /// - Returns: The way; nil for an endpoint with itself and where no address is known.
  /// - Throws: Why the row cannot be asked.
  public func trace(_ row: FlowRow) throws(ResolutionError) -> Trace? {
    try shown(ends(row.source, row.destination), row.traffic).trace
  }

  /// Explains the connections from one party to another.
  ///
  /// - Parameters:
  ///   - source: The word for the party that opens them.
  ///   - destination: The word for the party to which they are opened.
  ///   - traffic: Which connections are asked about; nil for all that are open.
  /// - Returns: The explanation.
  /// - Throws: Why there is nothing to explain.
  public func explain(
    from source: String, to destination: String, _ traffic: TrafficRequest?
  ) throws(ResolutionError) -> Explanation {
    let ends = try ends(source, destination)
    var result = Explanation(
      source: describe(ends.source), destination: describe(ends.destination))
    let finding: PairFinding?
    if let traffic {
      let shown = try shown(ends, traffic)
      result.ruling = shown.ruling
      result.trace = shown.trace
      finding = shown.finding
    } else {
      let found = try findings(ends)
      finding =
        found.first { $0.connection?.certain.isEmpty == false }
        ?? found.first { $0.connection?.possible.isEmpty == false } ?? found.first
      if let finding { explainAll(finding, &result) }
    }
    result.sourceAddress = finding?.pair.source
    result.destinationAddress = finding?.pair.destination
    result.connection = finding?.connection
    return result
  }

  private func ends(_ source: String, _ destination: String) throws(ResolutionError) -> Ends {
    Ends(source: try reference(source), destination: try reference(destination))
  }

  private func describe(_ reference: PartyReference) -> String {
    switch reference {
    case .internet: return "internet"
    case .endpoint(let id), .address(_, let id?): return directory.describe(id)
    case .address(let address, nil):
      let names = directory.worlds(at: address).map { model.topology.worlds[$0].name }
      return names.isEmpty ? "\(address), which nobody owns" : names.joined(separator: " or ")
    }
  }

  /// The ruling about a question, and the way of a packet that shows it.
  private func shown(
    _ ends: Ends, _ traffic: TrafficRequest
  ) throws(ResolutionError) -> (ruling: FlowRuling, finding: PairFinding?, trace: Trace?) {
    let (ruling, finding) = try decide(ends, traffic)
    guard let finding else { return (ruling, nil, nil) }
    var packets = asked(traffic, finding.pair)
    let isFixed = traffic.sourcePort != nil
    let possible = isFixed ? finding.connection?.possible : finding.possible
    switch ruling.verdict {
    case .delivered: break
    case .blocked: packets = packets.subtracting(possible ?? .empty)
    case .undecided: packets = packets.intersection(finding.connection?.possible ?? .all)
    }
    return (ruling, finding, trace(finding.pair, packets, traffic))
  }

  /// Tells what is open, by a packet of it, and what stops the rest of each protocol.
  private func explainAll(_ finding: PairFinding, _ result: inout Explanation) {
    let opening = opening(finding.pair.family ?? .v4)
    let possible = finding.connection?.possible ?? .empty
    if !possible.isEmpty { result.trace = trace(finding.pair, possible, .any) }
    var rest = opening.subtracting(possible)
    var parts: [TrafficSet] = []
    for proto in [IPProtocol.tcp, .udp, .icmp, .icmpv6] {
      let part = rest.intersection(TrafficSet(proto))
      rest = rest.subtracting(part)
      if !part.isEmpty { parts.append(part) }
    }
    if !rest.isEmpty { parts.append(rest) }
    result.blocked = parts.map {
      BlockedTraffic(traffic: $0, trace: trace(finding.pair, $0, .any))
    }
  }
}
