public import Documents

/// The routes by which packets leave a subnet or a gateway.
///
/// The longest prefix wins, then the lowest rank; two routes that are equal in both are tried as
/// alternatives.
public struct RouteTable: Hashable, Sendable {
  /// The provider's id.
  public var id: String
  /// The name that people gave it; the id where they gave none.
  public var name: String
  /// The routes, in the order of the export.
  public var routes: [Route]
  /// Why the routes are not known; anything may then be routed anywhere within reach.
  public var unknown: ID<Assumption>?
  /// Where it stands in the exports.
  public var location: SourceLocation

  /// Creates a table.
  public init(
    id: String, name: String? = nil, routes: [Route] = [], unknown: ID<Assumption>? = nil,
    location: SourceLocation = .unknown
  ) {
    self.id = id
    self.name = name ?? id
    self.routes = routes
    self.unknown = unknown
    self.location = location
  }
}
