import Topology

/// A forwarding that a packet took.
struct RelayRecord {
  /// The forwarding.
  var forwarding: ID<Forwarding>
  /// The endpoint at which the packet arrives next.
  var target: ID<Endpoint>
  /// The packet's journey up to the forwarding, in an array of one as it may hold such a record
  /// again.
  var before: [Journey]
}
