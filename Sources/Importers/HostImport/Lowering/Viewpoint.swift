import PacketSets
import Topology

/// From where rules are read: one address, one direction and one kind of packets.
///
/// The address is one of the host, or one for which the host passes packets on.
struct Viewpoint: Hashable, Sendable {
  /// Whether packets go to the address or come from it.
  var direction: FlowDirection
  /// Their family.
  var family: AddressFamily
  /// The interface towards the other end.
  var interface: InterfaceKnowledge
  /// The interface towards the address; none where it is one of the host.
  var inner = InterfaceKnowledge.none
  /// The address; nil when it is not known.
  var own: IPAddress?
  /// The state of the connection: the first packet, or an answer.
  var state: ConnectionStates
  /// Whether the destination was translated; nil when it may have been.
  var isTranslated: Bool? = false

  /// Every address of the family.
  var everybody: AddressSet { family == .v4 ? .allIPv4 : .allIPv6 }

  /// All packets.
  var all: Clause { Clause(peer: everybody, traffic: .all, outcome: .yes) }

  /// The flags that a packet of this state may have.
  var flags: [UInt8] { state == .new ? [0x02] : [0x12, 0x10] }
}
