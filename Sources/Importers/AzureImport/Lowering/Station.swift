import Documents
import PacketSets
import Topology

/// An interface, or some addresses of it that the rules treat alike, on its way to an endpoint.
struct Station {
  /// The id of the endpoint.
  var id: String
  /// The name for people.
  var name: String
  /// The subnet.
  var subnetID: AzureID
  /// The machine or service to which it belongs.
  var resource: ID<Resource>
  /// Its addresses.
  var addresses: [EndpointAddress]
  /// The end of rules at which it stands.
  var own: OwnSide
  /// Its own security group.
  var securityGroupID: AzureID?
  /// Whether security groups filter it.
  var policy = Policy.applies
  /// Whether a Standard public address is closed because no group opens it (AZ-3.8).
  var isClosedWithoutGroup = false
  /// What balancers do for it.
  var publication: Publication?
  /// The address configurations of Azure that it stands for, with their addresses.
  var configurations: [(id: AzureID, address: IPAddress)] = []
  /// Whether it does not track TCP connections.
  var isStateless = false
  /// Stages of which nothing is known, with the reason.
  var unknowns: [(name: String, reason: ID<Assumption>)] = []
  /// What limits the device itself, such as a gateway that asks its backends alone.
  var passage: Lowering.FilterPair?
  /// Whether it passes on packets of others.
  var forwards = false
  /// Whether it opens connections.
  var initiates = true
  /// What it answers.
  var offers = TrafficSet.all
  /// Whether the routes of its subnet do not hold for it, as for private endpoints (AZ-9.1).
  var ignoresRoutes = false
  /// Whether it may have default outbound access (AZ-7.3).
  var mayDefaultOut = true
  /// Where it stands in the exports.
  var location: SourceLocation

  /// Whether the security groups of a subnet hold for an interface (AZ-9.1).
  enum Policy {
    case applies
    case ignored
    case unknown(ID<Assumption>)
  }

  /// Whether its subnet has a NAT gateway, which comes before a balancer (AZ-7.5).
  var hasNAT = false
  /// Whether a default route of the subnet leads elsewhere than to the internet, so that a public
  /// address changes no way out.
  var hasDefaultRoute = false

  /// The part of the subnet in which it stands.
  var part: SubnetPart {
    var part = SubnetPart(
      subnet: subnetID,
      reachesInternet4: !hasDefaultRoute && addresses.contains { $0.publicAddress != nil },
      reachesInternet6: hasPublic6, ignoresRoutes: ignoresRoutes)
    if let publication, publication.outbound != .none, !hasDefaultRoute, !hasNAT,
      !part.reachesInternet4
    {
      part.balancer = publication.balancerID
      part.isCertain = publication.outbound == .certain
    }
    return part
  }

  /// Whether one of its addresses is a public IPv6 address.
  var hasPublic6 = false
}

/// The interfaces of a subnet whose packets go the same ways.
///
/// In Azure, routes hold for interfaces: one with a public address goes to the internet by it, its
/// neighbour by a NAT gateway or not at all.
struct SubnetPart: Hashable, Comparable {
  var subnet: AzureID
  var reachesInternet4 = false
  var reachesInternet6 = false
  var ignoresRoutes = false
  /// The balancer through which it gets out.
  var balancer: AzureID?
  /// Whether that is certain.
  var isCertain = false

  /// Whether the left part stands before the right one.
  static func < (left: SubnetPart, right: SubnetPart) -> Bool {
    (left.subnet, left.rank, left.balancer?.text ?? "")
      < (right.subnet, right.rank, right.balancer?.text ?? "")
  }

  private var rank: Int {
    (reachesInternet4 ? 1 : 0) + (reachesInternet6 ? 2 : 0) + (ignoresRoutes ? 4 : 0)
      + (balancer == nil ? 0 : isCertain ? 8 : 16)
  }

  /// What people call the part beside the rest of the subnet.
  var suffix: String {
    if ignoresRoutes { return "private endpoints" }
    if let balancer { return "interfaces behind \(balancer.name)" }
    return reachesInternet4 || reachesInternet6
      ? "interfaces with a public address" : "other interfaces"
  }
}
