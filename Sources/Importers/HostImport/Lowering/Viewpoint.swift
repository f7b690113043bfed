import PacketSets
import Topology

/// From where rules are read: one address of the host, one direction and one kind of packets.
struct Viewpoint: Hashable, Sendable {
  /// Whether packets arrive or leave.
  var direction: FlowDirection
  /// Their family.
  var family: AddressFamily
  /// The interface by which they do.
  var interface: InterfaceKnowledge
  /// The host's own address; nil when it is not known.
  var own: IPAddress?
  /// The state of the connection: the first packet, or an answer.
  var state: ConnectionStates

  /// Every address of the family.
  var everybody: AddressSet { family == .v4 ? .allIPv4 : .allIPv6 }

  /// All packets.
  var all: Clause { Clause(peer: everybody, traffic: .all, outcome: .yes) }

  /// The flags that a packet of this state may have.
  var flags: [UInt8] { state == .new ? [0x02] : [0x12, 0x10] }
}
