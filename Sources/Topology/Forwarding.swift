public import Documents
public import PacketSets

/// A place where packets get another destination: a balancer that passes connections through, a
/// published port of a container, an inbound translation rule.
public struct Forwarding: Hashable, Sendable {
  /// The provider's identifier.
  public var id: String
  /// What people call it.
  public var name: String
  /// The endpoint at which packets arrive.
  public var endpoint: ID<Endpoint>
  /// The addresses of the endpoint at which packets are taken; all of its own when empty.
  public var addresses: [IPAddress]
  /// The packets that are taken, as they arrive.
  public var accepts: TrafficSet
  /// How far destination ports are moved.
  public var portOffset: Int
  /// The addresses to which packets may go; which one a packet takes is chosen anew each time.
  public var targets: [ForwardingTarget]
  /// Whether packets keep their source; otherwise they bear the address of `sender` and a port of
  /// `sourcePorts`.
  public var keepsSource: Bool
  /// The endpoint whose address and groups packets bear where they do not keep their source; nil for
  /// the one at which they arrive.
  public var bearer: ID<Endpoint>?
  /// The source ports among which it chooses where it does not keep the source.
  public var sourcePorts: ClosedRange<UInt16>
  /// The filters that packets meet in place of those of the endpoint; nil for the endpoint's own.
  public var binding: ID<FilterBinding>?
  /// The subnet from which packets go on; nil for that of the endpoint, or of the bearer.
  public var origin: ID<Subnet>?
  /// What forwardings of one endpoint have in common that take the same packets, of which each may be
  /// chosen; empty for one that stands alone.
  public var choice: String
  /// Where it stands in the exports.
  public var location: SourceLocation

  /// The endpoint from which packets go on: the bearer of their address, or where they arrived.
  public var sender: ID<Endpoint> { keepsSource ? endpoint : bearer ?? endpoint }

  /// Whether packets that one of two forwardings takes may go by the other as well.
  public func isChosen(with other: Forwarding) -> Bool {
    !choice.isEmpty && choice == other.choice && endpoint == other.endpoint
  }

  /// Makes a forwarding.
  public init(
    id: String, name: String? = nil, endpoint: ID<Endpoint>, addresses: [IPAddress] = [],
    accepts: TrafficSet, portOffset: Int = 0, targets: [ForwardingTarget],
    keepsSource: Bool = true, bearer: ID<Endpoint>? = nil,
    sourcePorts: ClosedRange<UInt16> = 1024...65535,
    binding: ID<FilterBinding>? = nil, origin: ID<Subnet>? = nil,
    choice: String = "", location: SourceLocation = .unknown
  ) {
    self.id = id
    self.name = name ?? id
    self.endpoint = endpoint
    self.addresses = addresses
    self.accepts = accepts
    self.portOffset = portOffset
    self.targets = targets
    self.keepsSource = keepsSource
    self.bearer = bearer
    self.sourcePorts = sourcePorts
    self.binding = binding
    self.origin = origin
    self.choice = choice
    self.location = location
  }
}

/// An address to which a forwarding sends packets.
public struct ForwardingTarget: Hashable, Sendable {
  /// The endpoint.
  public var endpoint: ID<Endpoint>
  /// Its own address to which packets go.
  public var address: IPAddress

  /// Makes a target.
  public init(_ endpoint: ID<Endpoint>, at address: IPAddress) {
    self.endpoint = endpoint
    self.address = address
  }
}
