/// What stands on one machine that another export holds: a compose project, the export of a firewall.
public struct ContainerPlacement: Hashable, Sendable {
  /// The path of the project's file, or the end of it; empty where there is none.
  public var compose: String
  /// The path of the firewall's export, or the end of it; empty where there is none.
  public var firewall: String
  /// The version of the engine; empty where it is not said.
  public var engine: String

  /// Creates a placement.
  public init(compose: String = "", firewall: String = "", engine: String = "") {
    self.compose = compose
    self.firewall = firewall
    self.engine = engine
  }

  /// Returns whether a file of the exports belongs to what is placed.
  ///
  /// - Parameter path: The path of the file.
  /// - Returns: Whether the file is the project's, or lies in the folder of the firewall.
  public func contains(_ path: String) -> Bool {
    Self.matches(path, compose) || Self.matches(path, firewall)
  }

  /// Whether a path is one that a placement names, or lies in it.
  static func matches(_ path: String, _ named: String) -> Bool {
    let own = "/\(FilePath.normalised(path))/"
    let wanted = FilePath.normalised(named)
    return !wanted.isEmpty && own.contains("/\(wanted)/")
  }
}
