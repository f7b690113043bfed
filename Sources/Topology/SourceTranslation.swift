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

  /// Creates the description of a translating gateway.
  public init(
    endpoints: [ID<Endpoint>], traffic: TrafficSet, ports: ClosedRange<UInt16> = 1024...65535,
    reachesInternet: Bool = true
  ) {
    self.endpoints = endpoints
    self.traffic = traffic
    self.ports = ports
    self.reachesInternet = reachesInternet
  }
}
