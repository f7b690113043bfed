import Documents
import PacketSets

/// A network on a host, declared by a compose file or inspected.
struct HostedNetwork: Hashable, Sendable {
  /// What the driver makes of a network (CMP-2.15).
  enum Kind: Hashable, Sendable {
    /// A bridge with the engine's rules.
    case bridge
    /// A network over several hosts.
    case overlay
    /// A place in the network of the parent interface, without rules of the engine.
    case direct
    /// A driver that is not known.
    case other
  }

  /// How a bridge meets what is outside, from its driver options (CMP-4.8).
  enum GatewayMode: String, Hashable, Sendable {
    /// Behind the address of the host.
    case nat
    /// Published ports are open at the container's own address.
    case routed
    /// Every port is open at the container's own address.
    case unprotected = "nat-unprotected"
    /// The bridge has no address of the host.
    case isolated
  }

  /// The real name.
  var name: String
  /// The key in the compose file.
  var key: String?
  /// The compose project that declares it.
  var project: String?
  /// `driver`.
  var driver = "bridge"
  /// `internal`.
  var isInternal = false
  /// Whether nothing tells what it is: another project made it, or somebody by hand (CMP-2.5).
  var isUnknown = false
  /// The ranges of its addresses.
  var ranges: [ComposeNetwork.Range] = []
  /// The driver options.
  var options: [String: String] = [:]
  /// Whether it has IPv6.
  var enablesIPv6 = false
  /// The labels.
  var labels: [String: String] = [:]
  /// Whether the engine itself tells what it is.
  var isInspected = false
  /// The interface of the bridge on the host, where the engine tells it (CMP-6.1).
  var interface: String?
  /// Where it stands.
  var location: SourceLocation

  /// What the driver makes of it.
  var kind: Kind {
    switch driver {
    case "bridge", "default", "": .bridge
    case "overlay": .overlay
    case "macvlan", "ipvlan": .direct
    default: .other
    }
  }

  /// Whether containers on it reach each other (CMP-2.7).
  var isOpenInside: Bool {
    options["com.docker.network.bridge.enable_icc"]?.lowercased() != "false"
  }

  /// The gateway mode of its IPv4 side.
  var gatewayMode: GatewayMode {
    options["com.docker.network.bridge.gateway_mode_ipv4"].flatMap(GatewayMode.init) ?? .nat
  }

  /// Where its ports are published when they name no address (CMP-4.4).
  var bindingAddress: IPAddress? {
    options["com.docker.network.bridge.host_binding_ipv4"].flatMap { IPAddress($0) }
      .flatMap(DockerContainer.wildcardAsNil)
  }

  /// Creates a network of which only the name is known.
  init(unknown name: String, at location: SourceLocation) {
    self.name = name
    self.location = location
    isUnknown = true
  }

  /// Creates a network from its declaration in a compose file.
  init(_ network: ComposeNetwork, project: String) {
    name = network.name
    location = network.location
    key = network.key
    self.project = project
    isUnknown = network.isExternal
    guard !network.isExternal else { return }
    driver = network.driver
    isInternal = network.isInternal
    ranges = network.ranges
    options = network.options
    enablesIPv6 = network.enablesIPv6
    labels = network.labels
  }

  /// Creates a network from what the engine prints.
  init(_ network: DockerNetwork) {
    name = network.name
    location = network.location
    key = network.labels["com.docker.compose.network"]
    project = network.labels["com.docker.compose.project"]
    driver = network.driver
    isInternal = network.isInternal
    ranges = network.ranges
    options = network.options
    enablesIPv6 = network.enablesIPv6
    labels = network.labels
    isInspected = true
    if driver == "bridge" { interface = network.interface }
  }
}
