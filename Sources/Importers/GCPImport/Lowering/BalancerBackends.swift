import PacketSets
import Topology

/// The machines to which a balancer opens connections, and on which ports.
struct BalancerBackends {
  /// The machines with the traffic to them, by backend service.
  var targets: [(endpoints: [ID<Endpoint>], opens: TrafficSet)] = []
  /// What of it is not known, in words.
  var gaps: [String] = []

  /// All machines.
  var endpoints: [ID<Endpoint>] { targets.flatMap(\.endpoints) }
  /// The traffic to any of them.
  var opens: TrafficSet { targets.reduce(.empty) { $0.union($1.opens) } }
}
