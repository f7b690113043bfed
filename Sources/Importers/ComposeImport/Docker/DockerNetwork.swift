import Documents
import PacketSets

/// A network as the engine keeps it, from `docker network inspect` (CMP-6.1).
struct DockerNetwork: Hashable, Sendable {
  /// A container on it; only running ones are listed.
  struct Member: Hashable, Sendable {
    /// The id of the container.
    var id: String
    /// `Name`.
    var name: String
    /// `IPv4Address` and `IPv6Address` without their lengths.
    var addresses: [IPAddress]
    /// Where it stands.
    var location: SourceLocation
  }

  /// `Name`.
  var name: String
  /// `Id`.
  var id: String
  /// `Driver`.
  var driver: String
  /// `Internal`.
  var isInternal: Bool
  /// `Attachable`.
  var isAttachable: Bool
  /// `EnableIPv6`.
  var enablesIPv6: Bool
  /// `IPAM.Config`.
  var ranges: [ComposeNetwork.Range]
  /// `Options`.
  var options: [String: String]
  /// `Labels`.
  var labels: [String: String]
  /// `Containers`, by their names.
  var members: [Member]
  /// Where it stands.
  var location: SourceLocation

  /// The interface of the bridge on the host.
  var interface: String {
    options["com.docker.network.bridge.name"] ?? "br-\(id.prefix(12))"
  }

  /// Reads an element; nil when it is no network.
  init?(_ value: JSONValue) {
    guard let name = value.text("Name"), let id = value.text("Id"),
      let driver = value.text("Driver"), value["IPAM"] != nil || value["Scope"] != nil
    else { return nil }
    self.name = name
    self.id = id
    self.driver = driver
    isInternal = value.flag("Internal")
    isAttachable = value.flag("Attachable")
    enablesIPv6 = value.flag("EnableIPv6")
    options = value.texts("Options")
    labels = value.texts("Labels")
    ranges = []
    if let config = value["IPAM"]?["Config"], config.kind == .array {
      for entry in config.elements where entry.kind == .object {
        ranges.append(
          ComposeNetwork.Range(
            subnet: entry.text("Subnet").flatMap { Prefix($0) },
            range: entry.text("IPRange").flatMap { Prefix($0) },
            gateway: entry.text("Gateway").flatMap {
              IPAddress($0.split(separator: "/").first ?? "")
            }))
      }
    }
    members = []
    if let list = value["Containers"], list.kind == .object {
      for member in list.members where member.value.kind == .object {
        let addresses = [member.value.text("IPv4Address"), member.value.text("IPv6Address")]
          .compactMap { $0?.split(separator: "/").first }.compactMap { IPAddress($0) }
        members.append(
          Member(
            id: member.key.string, name: member.value.text("Name") ?? member.key.string,
            addresses: addresses, location: member.value.location))
      }
    }
    members.sort { ($0.name, $0.id) < ($1.name, $1.id) }
    location = value.location
  }
}
