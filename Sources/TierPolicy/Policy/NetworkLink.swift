public import Documents
public import PacketSets

/// A link between two networks that the exports of neither show.
public struct NetworkLink: Hashable, Sendable {
  /// The two networks, by id or name.
  public var networks: [String]
  /// What joins them, such as `vpn`.
  public var via: String
  /// The prefixes that the link carries.
  public var routes: [Prefix]
  /// Where it stands in the file.
  public var location: SourceLocation

  /// Creates a link.
  public init(
    networks: [String], via: String = "", routes: [Prefix] = [],
    location: SourceLocation = .unknown
  ) {
    self.networks = networks
    self.via = via
    self.routes = routes
    self.location = location
  }
}
