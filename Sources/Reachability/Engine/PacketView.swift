/// How a packet of a connection looks at some point of its way, compared with the first packet as
/// its sender sent it.
struct PacketView: Hashable {
  /// Whether it is the answer, with ports swapped.
  var isAnswer: Bool
  /// The source ports among which a translation chose, when one did.
  var remappedPorts: ClosedRange<UInt16>?
  /// How far forwardings moved the destination port of the first packet.
  var portOffset = 0

  /// The first packet as it was sent.
  static let plain = PacketView(isAnswer: false, remappedPorts: nil)
}
