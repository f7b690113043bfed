import Documents
import PacketSets
import Reachability
import Topology

/// An explanation as text for people.
struct ExplanationText {
  let topology: Topology
  let catalog: SourceCatalog

  /// The whole text.
  func text(_ explanation: Explanation) -> String {
    var lines = [
      "From  \(party(explanation.source, explanation.sourceAddress))",
      "To    \(party(explanation.destination, explanation.destinationAddress))",
    ]
    if let ruling = explanation.ruling {
      lines += verdict(ruling)
      if let trace = explanation.trace { lines += [""] + ways(trace) }
    } else {
      lines += overview(explanation)
    }
    return lines.map { Escape.terminal($0) }.joined(separator: "\n") + "\n"
  }

  private func party(_ name: String, _ address: IPAddress?) -> String {
    guard let address, !name.hasPrefix("\(address)") else { return name }
    return "\(name) at \(address)"
  }

  private func verdict(_ ruling: FlowRuling) -> [String] {
    var line = ruling.verdict.rawValue.uppercased()
    if let direction = ruling.direction {
      line += direction == .forward ? ", the first packet" : ", the answer"
    }
    if let blockedBy = ruling.blockedBy { line += " by \(blockedBy)" }
    if !ruling.message.isEmpty { line += ": \(ruling.message)" }
    return ["", line] + assumptions(ruling.assumptions)
  }

  private func assumptions(_ ids: [ID<Assumption>]) -> [String] {
    ids.map {
      let assumption = topology.assumptions[$0]
      return "  not known: \(assumption.statement); \(assumption.remedy)"
    }
  }

  /// What is open between the two, and what stops the rest.
  private func overview(_ explanation: Explanation) -> [String] {
    var lines = [""]
    if let connection = explanation.connection {
      lines.append("Open       \(connection.certain)")
      if !connection.isDecided {
        lines.append("May be     \(connection.possible.subtracting(connection.certain))")
        lines += assumptions(connection.assumptions)
      }
    } else {
      lines.append("Open       none")
    }
    for part in explanation.blocked {
      lines.append("Blocked    \(part.traffic)")
      guard let trace = part.trace else { continue }
      switch trace.outcome {
      case .blockedForward: lines += stop("first packet", trace.forward.last)
      case .blockedAnswer: lines += stop("answer", trace.answer.last)
      case .delivered, .undecided: break
      }
    }
    if let trace = explanation.trace { lines += [""] + ways(trace) }
    return lines
  }

  private func stop(_ packet: String, _ hop: Hop?) -> [String] {
    guard let hop else { return [] }
    return ["           the \(packet) ends here: \(text(hop))"]
  }

  /// The steps of a packet and of its answer.
  private func ways(_ trace: Trace) -> [String] {
    var lines = ["Packet  \(trace.packet)"] + steps(trace.forward, from: trace.packet)
    if let answer = trace.packet.answer, !trace.answer.isEmpty {
      lines += ["Answer  \(trace.answer.first?.packet ?? answer)"]
      lines += steps(trace.answer, from: trace.answer.first?.packet ?? answer)
    }
    return lines
  }

  private func steps(_ hops: [Hop], from first: Packet) -> [String] {
    var packet = first
    return hops.enumerated().map { number, hop in
      var line = "  \(number + 1). \(text(hop))"
      if hop.packet != packet { line += "  => \(hop.packet)" }
      packet = hop.packet
      return line
    }
  }

  private func text(_ hop: Hop) -> String {
    let name = topology.name(of: hop.component)
    let id = topology.id(of: hop.component)
    var text = "\(word(hop.decision))  \(hop.layer.rawValue)  \(name)"
    if id != name { text += " (\(id))" }
    if !hop.rule.isEmpty { text += "  \(hop.rule)" }
    switch hop.decision {
    case .drops(let reason): text += "  \(reason)"
    case .unknown(let assumption): text += "  \(topology.assumptions[assumption].statement)"
    case .passes, .translates, .delivered: break
    }
    if catalog.resolve(hop.location) != nil { text += "  \(catalog.describe(hop.location))" }
    return text
  }

  private func word(_ decision: Hop.Decision) -> String {
    switch decision {
    case .passes: "passes"
    case .drops: "DROPS"
    case .translates: "translates"
    case .delivered: "delivered"
    case .unknown: "unknown"
    }
  }
}
