import PacketSets

/// What a rule does with a packet that it matches.
enum Verdict: Hashable, Sendable {
  /// Ends this base chain; the packet goes on (4.3, 5.1).
  case accept
  /// Ends the packet in silence.
  case drop
  /// Ends the packet with an answer, such as `tcp-reset`.
  case reject(String)
  /// Tries the rules of another chain and comes back at its end.
  case jump(String)
  /// Tries the rules of another chain and comes back to where this chain was called from (4.2).
  case goto(String)
  /// Leaves the chain.
  case `return`
  /// Tries the next rule, after logging, counting or marking.
  case next
  /// Gives the connection another destination.
  case translateDestination(Translation)
  /// Gives the connection another source.
  case translateSource(Translation)
  /// Hands the packet to something that the exports do not hold, such as a queue.
  case unknown(String)

  /// Whether it has no effect on where the packet goes.
  var isWithoutEffect: Bool { self == .next }
}

/// The new address and ports of a connection.
struct Translation: Hashable, Sendable {
  /// The possible new addresses; nil for an address of the host itself.
  var addresses: AddressSet?
  /// The possible new ports; nil when the port stays.
  var ports: ClosedRange<UInt16>?
  /// Whether the export does not tell to what the address changes.
  var isUnknown = false
}
