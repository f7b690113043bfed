public import Documents

/// How one container is set up, from a compose file or from the engine that runs it.
public struct WorkloadEvidence: Sendable {
  /// The service or the container.
  public var name: String
  /// The compose project, empty when there is none.
  public var project: String
  /// Where it is declared.
  public var location: SourceLocation

  /// Creates a container of which nothing is known yet.
  public init(name: String, project: String, location: SourceLocation) {
    self.name = name
    self.project = project
    self.location = location
  }
}
