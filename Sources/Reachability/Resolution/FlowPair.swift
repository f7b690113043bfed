import PacketSets
import Topology

/// Two concrete ends of a connection: the addresses that its first packet bears.
struct FlowPair: Hashable {
  /// Who sends, and from which address; no address when the sender's is not known.
  var sender: Party
  var source: IPAddress?
  /// Who is to receive; nil when nobody has the destination address.
  var receiver: Party?
  var destination: IPAddress?

  /// The family of the packets; nil when no address is known or the two families differ.
  var family: AddressFamily? {
    guard let source, let destination else { return (source ?? destination)?.family }
    return source.family == destination.family ? source.family : nil
  }
}

/// What can be said about two ends, with what verdicts ask for made ready.
struct PairFinding {
  /// The ends.
  let pair: FlowPair
  /// What can be opened between them; nil when nobody has the destination address.
  let connection: Connection?
  /// What certainly passes from every usual client port.
  let certain: TrafficSet
  /// What may pass from some port from 1024.
  let possible: TrafficSet

  /// The source ports that clients usually have.
  static let clientPorts = PortSet(32768...60999)
  /// The source ports that a client may choose.
  static let openPorts = PortSet(1024...65535)

  init(_ pair: FlowPair, _ connection: Connection?) {
    self.pair = pair
    self.connection = connection
    let known = connection ?? .none
    certain = known.certain.projectingSourcePorts(over: Self.clientPorts, every: true)
    possible = known.possible.projectingSourcePorts(over: Self.openPorts, every: false)
  }
}
