import Documents
import PacketSets
import Topology

extension Exported.NetworkInterface {
  /// Reads a record in one pass over its members: accounts have more interfaces than anything else.
  init(_ value: JSONValue) throws(ReadFault) {
    guard value.kind == .object else { throw ReadFault(value, "a record is not an object") }
    self.init(location: value.location)
    var primary = EndpointAddress?.none
    var publicAddress = IPAddress?.none
    var further: [EndpointAddress] = []
    for (key, member) in value.members where !member.isNull {
      switch key {
      case "NetworkInterfaceId": id = try member.asText(key)
      case "SubnetId": subnetID = try member.asText(key)
      case "VpcId": vpcID = try member.asText(key)
      case "OwnerId": ownerID = try member.asText(key)
      case "AvailabilityZone": zone = try member.asText(key)
      case "InterfaceType":
        if !member.equals("interface") { type = Self.normalised(try member.asText(key)) }
      case "Description": note = try member.asText(key)
      case "RequesterId": requesterID = try member.asText(key)
      case "Status": status = try member.asText(key)
      case "Groups": groupIDs = try Self.groupIDs(value, "Groups")
      case "PrivateIpAddress":
        primary = try value.address("PrivateIpAddress").map { EndpointAddress($0) }
      case "Association": publicAddress = try value.object("Association")?.address("PublicIp")
      case "PrivateIpAddresses": addresses = try Self.privateAddresses(of: value)
      case "Ipv6Addresses", "Ipv4Prefixes", "Ipv6Prefixes":
        if member.count > 0 || member.kind != .array {
          further += try Self.furtherAddresses(of: value, key)
          if key == "Ipv6Prefixes" { ipv6Prefixes = try Self.prefixes(of: value) }
        }
      case "SourceDestCheck":
        checksSourceAndDestination = try value.flag("SourceDestCheck") ?? true
      case "Attachment":
        let attachment = try value.object("Attachment")
        instanceID = try attachment?.text("InstanceId")
        isSecondary = try attachment?.number("DeviceIndex") ?? 0 > 0
      case "DenyAllIgwTraffic":
        deniesInternetGateways = try value.flag("DenyAllIgwTraffic") ?? false
      case "TagSet": tags = try value.tags("TagSet")
      default: break
      }
    }
    guard !id.isEmpty else { throw ReadFault(value, "a record has no NetworkInterfaceId") }
    if let primary { add(primary, publicAddress) }
    addresses += further
  }

  /// An interface of which nothing is known yet.
  private init(location: SourceLocation) {
    self.init(
      id: "", groupIDs: [], addresses: [], ipv6Prefixes: [], type: "interface", note: "",
      requesterID: "", checksSourceAndDestination: true, status: "",
      deniesInternetGateways: false, tags: [], location: location)
  }

  /// Adds the primary address, of which the list of addresses may tell as well.
  private mutating func add(_ primary: EndpointAddress, _ publicAddress: IPAddress?) {
    if let index = addresses.firstIndex(where: { $0.address == primary.address }) {
      addresses[index].publicAddress = addresses[index].publicAddress ?? publicAddress
    } else {
      addresses.insert(
        EndpointAddress(primary.address, publicAddress: publicAddress), at: 0)
    }
  }

  /// Reads the ids of a list of groups, sorted.
  static func groupIDs(
    _ value: JSONValue, _ key: StaticString
  ) throws(ReadFault) -> [String] {
    var ids: [String] = []
    for record in try value.records(key) {
      if let id = try record.text("GroupId") { ids.append(id) }
    }
    if ids.count > 1 { ids.sort() }
    return ids
  }

  /// Real exports write `nat_gateway` where the model says `natGateway` (AWS-IO-04).
  private static func normalised(_ type: String) -> String {
    type == "interface" ? type : type.lowercased().filter { $0 != "_" && $0 != "-" }
  }

  /// Reads the IPv4 addresses, each with the public address that stands for it (AWS-IGW-04).
  private static func privateAddresses(of value: JSONValue) throws(ReadFault) -> [EndpointAddress] {
    var result: [EndpointAddress] = []
    for record in try value.records("PrivateIpAddresses") {
      guard let address = try record.address("PrivateIpAddress") else { continue }
      let known = EndpointAddress(
        address, publicAddress: try record.object("Association")?.address("PublicIp"))
      if try record.flag("Primary") == true {
        result.insert(known, at: 0)
      } else {
        result.append(known)
      }
    }
    return result
  }

  /// Reads the IPv6 addresses, or the members of delegated IPv4 prefixes.
  private static func furtherAddresses(
    of value: JSONValue, _ key: JSONKey
  ) throws(ReadFault) -> [EndpointAddress] {
    var result: [EndpointAddress] = []
    if key == "Ipv6Addresses" {
      for record in try value.records("Ipv6Addresses") {
        guard let address = try record.address("Ipv6Address") else { continue }
        result.append(EndpointAddress(address))
      }
    } else if key == "Ipv4Prefixes" {
      for record in try value.records("Ipv4Prefixes") {
        guard let prefix = try record.prefix("Ipv4Prefix") else { continue }
        result += members(of: prefix)
      }
    }
    return result
  }

  /// Reads the delegated IPv6 prefixes.
  private static func prefixes(of value: JSONValue) throws(ReadFault) -> [Prefix] {
    var result: [Prefix] = []
    for record in try value.records("Ipv6Prefixes") {
      if let prefix = try record.prefix("Ipv6Prefix") { result.append(prefix) }
    }
    return result
  }

  /// The addresses of a delegated IPv4 prefix, which AWS makes 16 addresses long.
  private static func members(of prefix: Prefix) -> [EndpointAddress] {
    guard case .v4(let first) = prefix.first, prefix.length >= 24 else { return [] }
    let count = UInt32(1) << UInt32(32 - prefix.length)
    return (0..<count).map { EndpointAddress(.v4(IPv4Address(rawValue: first.rawValue &+ $0))) }
  }
}
