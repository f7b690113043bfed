public import Documents

/// What the files of one host tell about how it is set up.
public struct HostEvidence: Sendable {
  /// What the host is called.
  public var name: String
  /// The folder of its files.
  public var folder: String
  /// Where the first of its files stands.
  public var location: SourceLocation

  /// Creates a host of which nothing is known yet.
  public init(name: String, folder: String, location: SourceLocation) {
    self.name = name
    self.folder = folder
    self.location = location
  }
}
