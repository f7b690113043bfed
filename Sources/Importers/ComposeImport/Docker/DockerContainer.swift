import Documents
import PacketSets

/// A container as it runs, from `docker inspect` or `docker ps` (CMP-6.2, CMP-6.4).
struct DockerContainer: Hashable, Sendable {
  /// A network on which it is, from NetworkSettings.Networks.
  struct Attachment: Hashable, Sendable {
    /// The real name of the network.
    var network: String
    /// `IPAddress` and `GlobalIPv6Address`.
    var addresses: [IPAddress]
    /// `Aliases`.
    var aliases: [String]
    /// `GwPriority`.
    var gatewayPriority: Int
  }

  /// `Id`.
  var id: String
  /// `Name` without its slash.
  var name: String
  /// `Config.Image`.
  var image: String
  /// `Config.Labels`.
  var labels: [String: String]
  /// `HostConfig.NetworkMode`; a container on a user-defined network is on networks of its own.
  var mode: NetworkMode
  /// The networks on which it is.
  var networks: [Attachment]
  /// `NetworkSettings.Ports`: what is published in fact.
  var published: [PortMapping]
  /// `HostConfig.PortBindings`: what was asked for.
  var requested: [PortMapping]
  /// Whether the export tells which ports are published.
  var knowsPorts: Bool
  /// `State.Running`.
  var isRunning: Bool
  /// Where it stands.
  var location: SourceLocation

  /// The compose project that made it (CMP-6.3).
  var project: String? { labels["com.docker.compose.project"] }
  /// The service of which it is.
  var service: String? { labels["com.docker.compose.service"] }

  /// Reads an element of `docker inspect`; nil when it is no container.
  init?(inspected value: JSONValue) {
    guard let id = value.text("Id"), let name = value.text("Name"),
      let config = value["Config"], let settings = value["NetworkSettings"]
    else { return nil }
    self.id = id
    self.name = name.hasPrefix("/") ? String(name.dropFirst()) : name
    image = config.text("Image") ?? ""
    labels = config.texts("Labels")
    let host = value["HostConfig"]
    networks = []
    if let list = settings["Networks"], list.kind == .object {
      for member in list.members {
        let addresses = [
          member.value.text("IPAddress"), member.value.text("GlobalIPv6Address"),
        ].compactMap { $0 }.compactMap { IPAddress($0) }
        networks.append(
          Attachment(
            network: member.key.string, addresses: addresses,
            aliases: member.value["Aliases"]?.elements.compactMap(\.string) ?? [],
            gatewayPriority: member.value["GwPriority"]?.int ?? 0))
      }
    }
    networks.sort { $0.network < $1.network }
    mode = Self.mode(host?.text("NetworkMode") ?? "", networks)
    published = Self.bindings(settings["Ports"])
    requested = Self.bindings(host?["PortBindings"])
    knowsPorts = true
    isRunning = value["State"]?["Running"]?.bool ?? (value["State"]?.text("Status") == "running")
    location = value.location
  }

  /// The mode of HostConfig, where `default` is the default bridge and a network's name is one of
  /// its own networks.
  private static func mode(_ text: String, _ networks: [Attachment]) -> NetworkMode {
    switch NetworkMode(text) {
    case .networks, .bridge:
      return networks.isEmpty && text.isEmpty ? .none : .networks
    case .named: return .networks
    case let other: return other
    }
  }

  /// The bindings of an object of `port/protocol` to lists of host addresses and ports.
  private static func bindings(_ value: JSONValue?) -> [PortMapping] {
    guard let value, value.kind == .object else { return [] }
    var result: [PortMapping] = []
    for member in value.members where member.value.kind == .array {
      let parts = member.key.string.split(separator: "/")
      guard let text = parts.first, let target = UInt16(text),
        let proto = try? PortMapping.proto(parts.count > 1 ? String(parts[1]) : "tcp")
      else { continue }
      for binding in member.value.elements {
        let port = binding.text("HostPort").flatMap { UInt16($0) }
        let address = binding.text("HostIp").flatMap { IPAddress($0) }
        result.append(
          PortMapping(
            hostAddress: address.flatMap(wildcardAsNil),
            published: port.map { $0 == 0 ? .ephemeral : .paired($0...$0) } ?? .ephemeral,
            target: target...target, proto: proto, location: binding.location))
      }
    }
    return result.sorted {
      ($0.target.lowerBound, $0.identity) < ($1.target.lowerBound, $1.identity)
    }
  }

  /// Nothing for the IPv4 address that stands for all; `::` stays, as it is IPv6 alone.
  static func wildcardAsNil(_ address: IPAddress) -> IPAddress? {
    if case .v4(let value) = address, value.rawValue == 0 { return nil }
    return address
  }
}
