import Documents
import PacketSets

extension DockerContainer {
  /// Reads a line of `docker ps --format json`; nil when it is none.
  init?(listed value: JSONValue) {
    guard let id = value.text("ID"), let name = value.text("Names"),
      let ports = value["Ports"]?.string
    else { return nil }
    self.init(
      id: id, name: name.split(separator: ",").first.map(String.init) ?? name,
      image: value.text("Image") ?? "", labels: Self.labels(value.text("Labels") ?? ""),
      mode: .networks,
      networks: (value.text("Networks") ?? "").split(separator: ",").map {
        Attachment(network: String($0), addresses: [], aliases: [], gatewayPriority: 0)
      },
      published: Self.ports(ports, at: value.location), requested: [], knowsPorts: true,
      isRunning: value.text("State").map { $0 == "running" } ?? true, location: value.location)
    if networks.map(\.network) == ["host"] { mode = .host }
    if networks.map(\.network) == ["none"] { mode = .none }
    if mode != .networks { networks = [] }
  }

  /// Creates a container from its parts.
  init(
    id: String, name: String, image: String, labels: [String: String], mode: NetworkMode,
    networks: [Attachment], published: [PortMapping], requested: [PortMapping],
    knowsPorts: Bool, isRunning: Bool, location: SourceLocation
  ) {
    self.id = id
    self.name = name
    self.image = image
    self.labels = labels
    self.mode = mode
    self.networks = networks
    self.published = published
    self.requested = requested
    self.knowsPorts = knowsPorts
    self.isRunning = isRunning
    self.location = location
  }

  /// The `key=value` pairs that a listing joins by commas; a value may hold commas of its own.
  private static func labels(_ text: String) -> [String: String] {
    var result: [String: String] = [:]
    var last: String?
    for part in text.split(separator: ",", omittingEmptySubsequences: false) {
      if let equals = part.firstIndex(of: "=") {
        let key = String(part[..<equals])
        result[key] = String(part[part.index(after: equals)...])
        last = key
      } else if let last {
        result[last, default: ""] += ",\(part)"
      }
    }
    return result
  }

  /// The published ports of a listing: `0.0.0.0:8080->80/tcp, :::8080->80/tcp, 9000/tcp`, of which
  /// the last is exposed only (CMP-6.4).
  static func ports(_ text: String, at location: SourceLocation) -> [PortMapping] {
    var result: [PortMapping] = []
    for part in text.split(separator: ",") {
      let part = part.drop { $0 == " " }
      guard let arrow = part.firstRange(of: "->") else { continue }
      let (host, rest) = (part[..<arrow.lowerBound], part[arrow.upperBound...])
      let sides = rest.split(separator: "/")
      guard let colon = host.lastIndex(of: ":"), let container = sides.first,
        let proto = try? PortMapping.proto(sides.count > 1 ? String(sides[1]) : "tcp"),
        let target = try? PortMapping.range(String(container), "container"),
        let published = try? PortMapping.published(
          String(host[host.index(after: colon)...]), for: target)
      else { continue }
      var address = host[..<colon]
      if address.hasPrefix("["), address.hasSuffix("]") { address = address.dropFirst().dropLast() }
      result.append(
        PortMapping(
          hostAddress: IPAddress(address).flatMap(wildcardAsNil), published: published,
          target: target, proto: proto, location: location))
    }
    return result
  }
}
