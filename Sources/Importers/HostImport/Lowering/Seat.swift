import PacketSets
import Topology

/// The place from which the rules of a host are looked at: its own addresses, or those of a machine
/// for which it passes packets on.
struct Seat: Hashable, Sendable {
  /// The addresses by family; nil where one is not known, absent where there is none.
  var own: [AddressFamily: IPAddress?]
  /// The interface towards the other end.
  var interface: InterfaceKnowledge
  /// The interface towards the addresses; none where they are the host's.
  var inner = InterfaceKnowledge.none
  /// Whether the destination of packets was translated; nil when it may have been.
  var isTranslated: Bool? = false

  /// The hooks that packets of a direction meet, which translate nothing (4.1).
  func hooks(_ direction: FlowDirection) -> [Hook] {
    // What arrives translated was in `prerouting` before with the address that it had then.
    guard inner == .none else {
      return direction == .inbound
        ? [.forward, .postrouting] : [.prerouting, .forward, .postrouting]
    }
    return direction == .inbound ? [.prerouting, .input] : [.output, .postrouting]
  }

  /// Whether no address is known.
  var isUnplaced: Bool { own.values.allSatisfy { $0 == nil } }

  /// The seat of one family in one direction.
  func view(
    _ direction: FlowDirection, _ family: AddressFamily, _ state: ConnectionStates
  ) -> Viewpoint {
    Viewpoint(
      direction: direction, family: family, interface: interface, inner: inner,
      own: own[family] ?? nil, state: state, isTranslated: isTranslated)
  }
}
