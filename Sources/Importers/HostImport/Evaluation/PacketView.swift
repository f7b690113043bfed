import PacketSets

/// A packet at a point of its way through a host.
struct PacketView: Hashable, Sendable {
  /// The packet as it is at this point.
  var packet: Packet
  /// The interface by which it came.
  var input: InterfaceKnowledge
  /// The interface by which it goes.
  var output: InterfaceKnowledge
  /// The state of its connection, one of them.
  var state: ConnectionStates
  /// Whether its destination was translated; nil when that is not known.
  var isTranslated: Bool?
  /// The flags that it may have when it is TCP.
  var flags: [UInt8] { state == .new ? [0x02] : [0x12, 0x10] }
}
