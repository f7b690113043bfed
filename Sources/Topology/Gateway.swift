public import Documents

/// A device to which routes point and that carries packets out of their network.
public struct Gateway: Hashable, Sendable {
  /// The provider's id.
  public var id: String
  /// The name that people gave it; the id where they gave none.
  public var name: String
  /// What it does with packets.
  public var kind: GatewayKind
  /// The networks to which it is attached.
  public var networks: [ID<Network>]
  /// Where it stands in the exports.
  public var location: SourceLocation

  /// Creates a gateway.
  public init(
    id: String, name: String? = nil, kind: GatewayKind, networks: [ID<Network>],
    location: SourceLocation = .unknown
  ) {
    self.id = id
    self.name = name ?? id
    self.kind = kind
    self.networks = networks
    self.location = location
  }
}

/// What a gateway does with the packets that routes send to it.
public enum GatewayKind: Hashable, Sendable {
  /// Joins a network to a world, translating IPv4 addresses one to one where an endpoint has a
  /// public address and passing global IPv6 addresses as they are.
  case internet(ID<World>)
  /// Lets connections out to a world over IPv6 and only their answers back.
  case egressOnly(ID<World>)
  /// Lets connections out to services of a world under the source's own address, and only their
  /// answers back.
  case service(ServiceGateway)
  /// Hides sources behind its own addresses and lets only answers back.
  case sourceTranslation(SourceTranslation)
  /// Joins two networks without changing addresses.
  case peering(Peering)
  /// Routes between what is attached to it by tables of its own.
  case transit(Transit)
  /// Exists, but what it does with packets is not modelled or not exported.
  case opaque(OpaqueGateway)
}
