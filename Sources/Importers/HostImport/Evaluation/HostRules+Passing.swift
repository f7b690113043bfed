public import PacketSets

extension HostRules {
  /// What becomes of a packet between two machines that stand on different sides of a host.
  public enum Passing: String, Hashable, Sendable {
    /// It is passed on, and so is the answer.
    case delivered
    /// It is stopped.
    case blocked
    /// The exports do not tell.
    case undecided
  }

  /// Returns what the host does with the first packet of a connection from one of its networks to
  /// another, and with the answer.
  ///
  /// - Parameter packet: The packet.
  /// - Returns: What becomes of it; nil when the host does not stand between the two.
  public func passing(_ packet: Packet) -> Passing? {
    guard packet.source.family == packet.destination.family,
      let inner = export.facts.interface(towards: packet.source), inner != "lo"
    else { return nil }
    if let outer = export.facts.interface(towards: packet.destination),
      outer == inner || outer == "lo"
    {
      return nil
    }
    let path = HostPath(export.ruleset, facts: export.facts)
    var judgement = path.arrive(packet, by: inner)
    if let answer = packet.answer { judgement = judgement.then(path.passBack(answer)) }
    return judgement.certainlyPasses ? .delivered : judgement.mayPass ? .undecided : .blocked
  }
}

extension HostPath {
  /// What becomes of an answer that is passed on.
  func passBack(_ answer: Packet) -> Judgement {
    var view = PacketView(
      packet: answer, input: output(to: answer.source), output: .none, state: .established,
      isTranslated: nil)
    let before = evaluator.judge(.prerouting, view)
    view.output = output(to: answer.destination)
    return before.then(evaluator.judge(.forward, view)).then(evaluator.judge(.postrouting, view))
  }
}
