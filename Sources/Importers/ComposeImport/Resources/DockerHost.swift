import Documents

/// A machine with an engine, its networks and its containers, as files and exports together tell
/// them.
struct DockerHost: Hashable, Sendable {
  /// The name of the machine, or of the folder of its exports.
  var name: String
  /// Whether the exports name the machine; otherwise it is one that must exist.
  var isExported: Bool
  /// What is known of the engine.
  var rules = EngineRules()
  /// The networks, by name.
  var networks: [HostedNetwork] = []
  /// The containers, by name.
  var containers: [HostedContainer] = []
  /// What is said of the machine on which it stands.
  var placement: ContainerPlacement?
  /// The folder of its exports or of the first project on it.
  var folder: String?
  /// Where the exports or the compose files stand.
  var location: SourceLocation

  /// The network of a real name.
  func network(_ name: String) -> HostedNetwork? { networks.first { $0.name == name } }
}
