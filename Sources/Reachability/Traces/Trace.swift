public import PacketSets
public import Topology

/// The way of one packet and of its answer, hop by hop.
public struct Trace: Hashable, Sendable {
  /// The first packet as its sender sent it.
  public var packet: Packet
  /// The steps of the first packet.
  public var forward: [Hop]
  /// The steps of the answer; empty when the first packet did not arrive or has no answer.
  public var answer: [Hop]
  /// What came of it.
  public var outcome: Outcome

  /// Creates a trace.
  public init(packet: Packet, forward: [Hop], answer: [Hop], outcome: Outcome) {
    self.packet = packet
    self.forward = forward
    self.answer = answer
    self.outcome = outcome
  }

  /// What came of a packet.
  public enum Outcome: Hashable, Sendable {
    /// It arrived, and its answer came back.
    case delivered
    /// It did not arrive: the last forward hop says why.
    case blockedForward
    /// It arrived, and its answer did not come back: the last hop of the answer says why.
    case blockedAnswer
    /// It depends on what the exports do not hold.
    case undecided([ID<Assumption>])
  }
}
