import Documents
import PacketSets

/// A network of a compose file, from the top-level `networks` (section 2).
struct ComposeNetwork: Hashable, Sendable {
  /// A range of addresses from `ipam.config` (CMP-2.13).
  struct Range: Hashable, Sendable {
    /// `subnet`.
    var subnet: Prefix?
    /// `ip_range`: where containers get their addresses.
    var range: Prefix?
    /// `gateway`.
    var gateway: IPAddress?
  }

  /// The key in the file.
  var key: String
  /// The real name (CMP-2.4).
  var name: String
  /// Whether the file gives the real name itself.
  var isNamed = false
  /// Whether it must exist already (CMP-2.5).
  var isExternal = false
  /// `internal` (CMP-2.9).
  var isInternal = false
  /// `driver`; the engine's default is `bridge`.
  var driver = "bridge"
  /// `driver_opts`.
  var options: [String: String] = [:]
  /// `enable_ipv4`.
  var enablesIPv4 = true
  /// `enable_ipv6`.
  var enablesIPv6 = false
  /// `attachable`.
  var isAttachable = false
  /// `ipam.config`.
  var ranges: [Range] = []
  /// `labels`.
  var labels: [String: String] = [:]
  /// Where it stands.
  var location: SourceLocation

  /// Reads a network; `node` is nil for the implicit one.
  init(
    _ key: String, _ node: YAMLNode?, project: String, at location: SourceLocation
  ) throws(ComposeFault) {
    self.key = key
    self.location = location
    name = "\(project)_\(key)"
    guard let node, !node.isNull else { return }
    guard node.kind == .mapping else {
      throw ComposeFault(
        "compose.schema",
        "networks.\(Escape.terminal(key)) must be a mapping, found \(node.kind.phrase)",
        at: node.location)
    }
    try SchemaKeys.check(node, SchemaKeys.network, at: "networks.\(key)")
    if let external = node["external"], external.kind == .mapping {
      isExternal = true
      name = external["name"]?.text ?? key
    } else if try node.flag("external", at: "networks.\(key)") == true {
      isExternal = true
      name = key
    }
    if let given = node["name"]?.text, !given.isEmpty { name = given }
    isNamed = isExternal || node["name"]?.text?.isEmpty == false
    isInternal = try node.flag("internal", at: "networks.\(key)") ?? false
    enablesIPv4 = try node.flag("enable_ipv4", at: "networks.\(key)") ?? true
    enablesIPv6 = try node.flag("enable_ipv6", at: "networks.\(key)") ?? false
    isAttachable = try node.flag("attachable", at: "networks.\(key)") ?? false
    if let text = node["driver"]?.text, !text.isEmpty { driver = text }
    options = node.texts("driver_opts")
    labels = node.texts("labels")
    try readRanges(node)
  }

  private mutating func readRanges(_ node: YAMLNode) throws(ComposeFault) {
    guard let ipam = node["ipam"], !ipam.isNull else { return }
    try SchemaKeys.check(ipam, SchemaKeys.ipam, at: "networks.\(key).ipam")
    for entry in ipam["config"]?.elements ?? [] {
      try SchemaKeys.check(entry, SchemaKeys.ipamRange, at: "networks.\(key).ipam.config")
      var range = Range()
      if let text = entry["subnet"] { range.subnet = try prefix(text) }
      if let text = entry["ip_range"] { range.range = try prefix(text) }
      if let text = entry["gateway"], let gateway = text.text, !gateway.isEmpty {
        guard let address = IPAddress(gateway) else {
          throw ComposeFault(
            "compose.network.address",
            "networks.\(Escape.terminal(key)): the gateway is no address", at: text.location)
        }
        range.gateway = address
      }
      ranges.append(range)
    }
  }

  private func prefix(_ node: YAMLNode) throws(ComposeFault) -> Prefix? {
    guard let text = node.text, !text.isEmpty else { return nil }
    guard text.contains("/"), let prefix = Prefix(text) else {
      throw ComposeFault(
        "compose.network.address",
        "networks.\(Escape.terminal(key)): `\(Escape.terminal(text))` is no address range",
        at: node.location)
    }
    return prefix
  }
}
