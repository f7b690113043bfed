import Topology

/// One of the targets of a forwarding.
struct RelayStep: Hashable {
  var forwarding: ID<Forwarding>
  var target: Int
}

/// A forwarding that a packet took, with all that its answer needs to come back through it.
struct Relay {
  /// The packet as it came to the forwarding.
  var packet: SymbolicPacket
  /// Where it came to it.
  var end: PathEnd
  /// Where its way to it began.
  var start: PathStart
  var keepsSource: Bool
  /// The subnet from which the packet went on, where that is not the forwarding endpoint's own.
  var origin: ID<Subnet>?
}

/// The forwardings by which a packet that is sent to one endpoint gets to another.
struct RelayChain: Hashable {
  /// The endpoint to which the packet is sent.
  var machine: ID<Endpoint>
  /// The forwardings in their order.
  var steps: [RelayStep]
}
