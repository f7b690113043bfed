import Documents
import PacketSets

/// A service of a compose file, as far as networking goes.
struct ComposeService: Hashable, Sendable {
  /// A place in a network.
  struct Attachment: Hashable, Sendable {
    /// The key of the network.
    var network: String
    /// `ipv4_address` and `ipv6_address`.
    var addresses: [IPAddress] = []
    /// `aliases`.
    var aliases: [String] = []
    /// `gw_priority` (CMP-2.12).
    var gatewayPriority = 0
    /// Where it stands.
    var location: SourceLocation
  }

  /// The key in the file.
  var name: String
  /// `image`.
  var image: String?
  /// Whether it has an image or says how to build one.
  var isRunnable = false
  /// `container_name`.
  var containerName: String?
  /// `network_mode`.
  var mode = NetworkMode.networks
  /// `networks`.
  var networks: [Attachment] = []
  /// `ports`.
  var ports: [PortMapping] = []
  /// `expose`: documentation only (CMP-4.9).
  var exposed: [String] = []
  /// `profiles` (CMP-1.12).
  var profiles: [String] = []
  /// `deploy.replicas` or `scale`.
  var replicas = 1
  /// `labels`.
  var labels: [String: String] = [:]
  /// What `depends_on` and `links` name.
  var needs: [Need] = []
  /// Where it stands.
  var location: SourceLocation

  /// A service that another one needs.
  struct Need: Hashable, Sendable {
    /// The name of the service.
    var name: String
    /// Where it is named.
    var location: SourceLocation
  }

  /// Reads a service.
  init(
    _ member: YAMLMember, uses: [SourceLocation: [Template.Use]]
  ) throws(ComposeFault) {
    let node = member.value
    let path = "services.\(Escape.terminal(member.name))"
    name = member.name
    location = member.key.location
    try SchemaKeys.check(node, SchemaKeys.service, at: path)
    image = node["image"]?.text
    isRunnable =
      image?.isEmpty == false || node["build"].map { !$0.isNull } == true
      || node["provider"] != nil
    containerName = node["container_name"]?.text.flatMap { $0.isEmpty ? nil : $0 }
    if let text = node["network_mode"]?.text { mode = NetworkMode(text) }
    try readNetworks(node, path)
    ports = try PortMapping.all(of: node["ports"], uses: uses)
    exposed = node.list("expose").compactMap(\.text)
    profiles = node.list("profiles").compactMap(\.text)
    labels = node.texts("labels")
    for need in node.names("depends_on") {
      if node["depends_on"]?[need.name]?["required"]?.bool == false { continue }
      needs.append(Need(name: need.name, location: need.location))
    }
    let scale = try node.number("scale", at: path)
    let asked = try node["deploy"]?.number("replicas", at: "\(path).deploy")
    replicas = min(max(asked ?? scale ?? 1, 0), 1000)
    try checkLimits(node, path)
  }

  private mutating func readNetworks(_ node: YAMLNode, _ path: String) throws(ComposeFault) {
    guard let list = node["networks"], !list.isNull else { return }
    guard list.kind == .mapping || list.kind == .sequence else {
      throw ComposeFault(
        "compose.schema", "\(path).networks must be a list or a mapping", at: list.location)
    }
    for member in Merge.asMapping(list).members {
      var place = Attachment(network: member.name, location: member.key.location)
      if member.value.kind == .mapping {
        try SchemaKeys.check(
          member.value, SchemaKeys.attachment, at: "\(path).networks.\(member.name)")
        place.aliases = member.value.list("aliases").compactMap(\.text)
        place.gatewayPriority =
          try member.value.number("gw_priority", at: "\(path).networks.\(member.name)") ?? 0
        for key in ["ipv4_address", "ipv6_address"] {
          guard let value = member.value[key], let text = value.text, !text.isEmpty else {
            continue
          }
          guard let address = IPAddress(text) else {
            throw ComposeFault(
              "compose.network.address",
              "\(path).networks: `\(Escape.terminal(text))` is no address", at: value.location)
          }
          place.addresses.append(address)
        }
      } else if !member.value.isNull {
        throw ComposeFault(
          "compose.schema", "\(path).networks.\(Escape.terminal(member.name)) must be a mapping",
          at: member.value.location)
      }
      networks.append(place)
    }
  }

  /// Compose refuses limits that are set in both forms and differ (section 7).
  private func checkLimits(_ node: YAMLNode, _ path: String) throws(ComposeFault) {
    let limits = node["deploy"]?["resources"]?["limits"]
    guard let deploy = limits, deploy.kind == .mapping else { return }
    for (own, other) in [("pids_limit", "pids"), ("mem_limit", "memory"), ("cpus", "cpus")] {
      guard let value = node[own], let text = value.text, !value.isNull else { continue }
      let set = deploy[other]?.text
      let isEqual =
        text.lowercased() == set?.lowercased()
        || (Double(text) != nil && Double(text) == set.flatMap(Double.init))
      guard !isEqual else { continue }
      guard own == "pids_limit" || deploy[other] != nil else { continue }
      throw ComposeFault(
        "compose.limits",
        "\(path): `\(own)` and `deploy.resources.limits.\(other)` cannot be set apart",
        at: value.location)
    }
  }
}
