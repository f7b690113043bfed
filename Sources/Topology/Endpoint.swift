public import Documents
public import PacketSets

/// A network interface: the unit that sends and receives packets, and that proofs count.
public struct Endpoint: Hashable, Sendable {
  /// The provider's id of the interface, such as `eni-0abc`.
  public var id: String
  /// The machine or service to which it belongs.
  public var resource: ID<Resource>
  /// The subnet in which it stands.
  public var subnet: ID<Subnet>
  /// Its addresses, the primary one first.
  public var addresses: [EndpointAddress]
  /// The filters and identities that it shares with all interfaces that carry the same ones.
  public var binding: ID<FilterBinding>
  /// Whether it may pass on packets that are not its own (no source and destination check).
  public var forwards: Bool
  /// Whether it opens connections at all; a door to a service only answers.
  public var initiates: Bool
  /// What it can answer at all, whatever the filters say.
  public var offers: TrafficSet
  /// Where it stands in the exports.
  public var location: SourceLocation

  /// Creates an endpoint.
  public init(
    id: String, resource: ID<Resource>, subnet: ID<Subnet>, addresses: [EndpointAddress],
    binding: ID<FilterBinding>, forwards: Bool = false, initiates: Bool = true,
    offers: TrafficSet = .all, location: SourceLocation = .unknown
  ) {
    self.id = id
    self.resource = resource
    self.subnet = subnet
    self.addresses = addresses
    self.binding = binding
    self.forwards = forwards
    self.initiates = initiates
    self.offers = offers
    self.location = location
  }
}
