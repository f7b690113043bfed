/// The unified graph: every network of every source, in neutral words.
///
/// Elements stand in arrays and name each other by `ID`. A topology holds facts only; what can
/// reach what is derived from it elsewhere.
public struct Topology: Hashable, Sendable {
  /// The private address spaces.
  public var networks: [Network] = []
  /// The parts of the networks.
  public var subnets: [Subnet] = []
  /// The machines and services.
  public var resources: [Resource] = []
  /// The network interfaces, which send and receive.
  public var endpoints: [Endpoint] = []
  /// The groups that rules name instead of addresses.
  public var groups: [IdentityGroup] = []
  /// The filters of every layer.
  public var filters: [Filter] = []
  /// The sets of filters and groups that endpoints share.
  public var bindings: [FilterBinding] = []
  /// The route tables.
  public var routeTables: [RouteTable] = []
  /// The gateways between networks and to the worlds outside.
  public var gateways: [Gateway] = []
  /// The proxies.
  public var proxies: [Proxy] = []
  /// Where packets get another destination.
  public var forwardings: [Forwarding] = []
  /// The worlds outside; the first is the internet.
  public var worlds: [World] = [.internet]
  /// Addresses that, by the exports, belong to nobody any more.
  public var vacancies: [Vacancy] = []
  /// Gaps in the graph as a whole, such as interfaces that were not read: while there is any, no
  /// rule is proven, as what is missing may break it.
  public var omissions: [ID<Assumption>] = []
  /// What the exports do not hold.
  public var assumptions: [Assumption] = []

  /// Creates an empty graph with the internet around it.
  public init() {}

  /// The number of the internet.
  public static var internet: ID<World> { ID(0) }

  /// The resource to which an endpoint belongs.
  public func resource(of endpoint: ID<Endpoint>) -> Resource {
    resources[endpoints[endpoint].resource]
  }

  /// The subnet in which an endpoint stands.
  public func subnet(of endpoint: ID<Endpoint>) -> Subnet { subnets[endpoints[endpoint].subnet] }

  /// The network in which an endpoint stands.
  public func network(of endpoint: ID<Endpoint>) -> ID<Network> {
    subnets[endpoints[endpoint].subnet].network
  }
}
