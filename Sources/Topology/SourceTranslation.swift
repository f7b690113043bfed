public import PacketSets

/// A gateway that hides sources behind its own address (NAT).
///
/// A packet enters the gateway's subnet, takes the gateway's private address and a new source
/// port, and leaves by the route table of that subnet; only answers come back.
public struct SourceTranslation: Hashable, Sendable {
  /// The interfaces of the gateway; their addresses are the ones that sources hide behind.
  public var endpoints: [ID<Endpoint>]
  /// What it translates; everything else is dropped.
  public var traffic: TrafficSet
  /// The source ports that translated packets may have.
  public var ports: ClosedRange<UInt16>
  /// Whether it may send to the internet.
  public var reachesInternet: Bool
  /// The filters that packets meet on their way out of the translating machine; nil for none.
  public var binding: ID<FilterBinding>?
  /// Whether the endpoints are sides of a router that stands in the networks which it serves too, so
  /// that packets do not cross the border of the endpoint's subnet on their way in.
  public var isRouter: Bool
  /// The subnet from which answers go on to whom they belong; nil for the one of the endpoint.
  public var origin: ID<Subnet>?

  /// Creates the description of a translating gateway.
  public init(
    endpoints: [ID<Endpoint>], traffic: TrafficSet, ports: ClosedRange<UInt16> = 1024...65535,
    reachesInternet: Bool = true, binding: ID<FilterBinding>? = nil, isRouter: Bool = false,
    origin: ID<Subnet>? = nil
  ) {
    self.origin = origin
    self.binding = binding
    self.isRouter = isRouter
    self.endpoints = endpoints
    self.traffic = traffic
    self.ports = ports
    self.reachesInternet = reachesInternet
  }
}
