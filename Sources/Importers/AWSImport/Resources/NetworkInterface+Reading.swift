import Documents
import PacketSets
import Topology

extension Exported.NetworkInterface {
  init(_ value: JSONValue) throws(ReadFault) {
    id = try value.requiredText("NetworkInterfaceId")
    ownerID = try value.text("OwnerId")
    subnetID = try value.text("SubnetId")
    vpcID = try value.text("VpcId")
    zone = try value.text("AvailabilityZone")
    groupIDs = try Self.groupIDs(value, "Groups")
    addresses = try Self.addresses(of: value)
    ipv6Prefixes = []
    for record in try value.records("Ipv6Prefixes") {
      if let prefix = try record.prefix("Ipv6Prefix") { ipv6Prefixes.append(prefix) }
    }
    type = Self.normalised(try value.text("InterfaceType") ?? "interface")
    note = try value.text("Description") ?? ""
    requesterID = try value.text("RequesterId") ?? ""
    checksSourceAndDestination = try value.flag("SourceDestCheck") ?? true
    status = try value.text("Status") ?? ""
    instanceID = try value.object("Attachment")?.text("InstanceId")
    deniesInternetGateways = try value.flag("DenyAllIgwTraffic") ?? false
    tags = try value.tags("TagSet")
    location = value.location
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

  /// Reads all addresses, each with the public address that stands for it (AWS-IGW-04).
  private static func addresses(of value: JSONValue) throws(ReadFault) -> [EndpointAddress] {
    var result: [EndpointAddress] = []
    let listed = try value.records("PrivateIpAddresses")
    for record in listed {
      guard let address = try record.address("PrivateIpAddress") else { continue }
      let known = EndpointAddress(
        address, publicAddress: try record.object("Association")?.address("PublicIp"))
      if try record.flag("Primary") == true {
        result.insert(known, at: 0)
      } else {
        result.append(known)
      }
    }
    if let address = try value.address("PrivateIpAddress") {
      let publicAddress = try value.object("Association")?.address("PublicIp")
      if let index = result.firstIndex(where: { $0.address == address }) {
        result[index].publicAddress = result[index].publicAddress ?? publicAddress
      } else {
        result.insert(EndpointAddress(address, publicAddress: publicAddress), at: 0)
      }
    }
    for record in try value.records("Ipv4Prefixes") {
      guard let prefix = try record.prefix("Ipv4Prefix") else { continue }
      result += Self.members(of: prefix)
    }
    for record in try value.records("Ipv6Addresses") {
      guard let address = try record.address("Ipv6Address") else { continue }
      result.append(EndpointAddress(address))
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
