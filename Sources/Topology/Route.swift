public import Documents
public import PacketSets

/// A route: where packets to a destination go next.
public struct Route: Hashable, Sendable {
  /// The destination as the export writes it: a prefix or the id of a list.
  public var text: String
  /// The prefixes that the route certainly covers.
  public var destinations: [Prefix]
  /// Further destinations that the route may cover, with the reason why that is not known.
  public var possible: PossiblePeers?
  /// Which of several routes to the same prefix wins: the lowest.
  public var rank: Int
  /// Where matching packets go.
  public var target: RouteTarget
  /// Where it stands in the exports.
  public var location: SourceLocation

  /// Creates a route.
  public init(
    text: String? = nil, destinations: [Prefix], possible: PossiblePeers? = nil, rank: Int = 0,
    target: RouteTarget, location: SourceLocation = .unknown
  ) {
    self.text = text ?? destinations.map(\.description).joined(separator: ", ")
    self.destinations = destinations
    self.possible = possible
    self.rank = rank
    self.target = target
    self.location = location
  }
}

/// Where a route sends packets.
public enum RouteTarget: Hashable, Sendable {
  /// To the endpoint of the same network that owns the destination address.
  case local
  /// To a gateway.
  case gateway(ID<Gateway>)
  /// To an endpoint that passes packets on.
  case endpoint(ID<Endpoint>)
  /// To an attachment of the transit gateway in whose table the route stands.
  case attachment(Int)
  /// Nowhere; the reason is said in a few words.
  case drop(String)
}
