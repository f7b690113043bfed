public import Documents

/// Which machine a container project or the export of a host lives on.
public struct Placement: Hashable, Sendable {
  /// The machine.
  public var host: Selector
  /// The path of the container project's file; empty where there is none.
  public var compose: String
  /// The version of the container engine; empty where it is not said.
  public var engine: String
  /// The path of the host firewall's export; empty where there is none.
  public var firewall: String
  /// Where it stands in the file.
  public var location: SourceLocation

  /// Creates a placement.
  public init(
    host: Selector, compose: String = "", engine: String = "", firewall: String = "",
    location: SourceLocation = .unknown
  ) {
    self.host = host
    self.compose = compose
    self.engine = engine
    self.firewall = firewall
    self.location = location
  }
}
