import Documents
import PacketSets

/// A container on a host, declared by a compose file or running.
struct HostedContainer: Hashable, Sendable {
  /// A place in a network.
  struct Place: Hashable, Sendable {
    /// The real name of the network.
    var network: String
    /// The addresses that are known.
    var addresses: [IPAddress] = []
    /// The names by which others on the network find it (CMP-2.8).
    var aliases: [String] = []
    /// `gw_priority`.
    var gatewayPriority = 0
    /// Where it stands; unknown where that is the container's own place.
    var location = SourceLocation.unknown
  }

  /// The id or the name by which the engine knows it.
  var id: String
  /// The name of the container.
  var name: String
  /// The name for people: that of the service.
  var title: String
  /// The image.
  var image: String
  /// The compose project.
  var project: String?
  /// The compose service.
  var service: String?
  /// The labels.
  var labels: [String: String] = [:]
  /// How it meets the network.
  var mode = NetworkMode.networks
  /// Its places in networks.
  var places: [Place] = []
  /// What it publishes, as it is declared or in force.
  var ports: [PortMapping] = []
  /// Whether it is known which ports it publishes.
  var knowsPorts = true
  /// Whether it runs.
  var isRunning = true
  /// The services and containers that live in its network namespace.
  var lodgers: [String] = []
  /// Where it stands.
  var location: SourceLocation
}
