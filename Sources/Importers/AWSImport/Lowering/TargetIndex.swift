import PacketSets
import Topology

/// An interface at which clients of a load balancer arrive.
struct BalancerNode {
  /// The endpoint.
  var endpoint: ID<Endpoint>
  /// Its groups and the filters beside them.
  var key: BindingKey
}

/// Who stands behind the targets of load balancers.
struct TargetIndex {
  /// The first endpoint of each instance that is a target.
  var instances: [String: ID<Endpoint>] = [:]
  /// The endpoints that own an address that is a target.
  var owners: [IPAddress: [ID<Endpoint>]] = [:]
}

/// A registered target, as far as the exports tell who it is.
struct BalancerTarget {
  /// Who it is; nil when that is not exported.
  var endpoint: ID<Endpoint>?
  /// Its address of the family of the target group.
  var address: IPAddress?
  /// The port to which connections go.
  var port: UInt16
  /// Further ports, for health checks.
  var healthCheckPort: UInt16?
  /// Its zone; nil for all.
  var zone: String?
  /// Whether packets keep their source.
  var keepsSource: Bool
  /// What people call it.
  var text: String
}
