import Documents
import PacketSets
import Topology

extension Exported {
  /// A NAT gateway, from `aws ec2 describe-nat-gateways` (API page DescribeNatGateways, type
  /// NatGateway).
  struct NatGateway: ExportedRecord {
    /// `NatGatewayId`.
    var id: String
    /// The account is not part of the record.
    var ownerID: String? { nil }
    /// `State`; only `available` ones carry packets, deleted ones stay listed (AWS-NAT-04).
    var state: String
    /// `VpcId`.
    var vpcID: String?
    /// `SubnetId`; a regional NAT gateway has none.
    var subnetID: String?
    /// `RouteTableId` of a regional one, by which what it translated is routed (AWS-NAT-05).
    var tableID: String?
    /// `AutoProvisionZones` is `enabled`: it serves every zone in which something stands.
    var servesAllZones: Bool
    /// The zones of its addresses, by name and by id.
    var zones: Set<String>
    /// `ConnectivityType` is not `private`.
    var isPublic: Bool
    /// `NatGatewayAddresses` that are in force.
    var addresses: [Address]
    /// `Tags`.
    var tags: [Tag]
    /// Where it stands.
    var location: SourceLocation

    /// One of the addresses of a NAT gateway.
    struct Address: Sendable {
      /// `NetworkInterfaceId`.
      var networkInterfaceID: String?
      /// `PrivateIp` and `PublicIp`.
      var address: EndpointAddress?
      /// Where it stands.
      var location: SourceLocation
    }

    /// The states of an address that is not in force.
    private static let idleStates: Set<String> = ["unassigning", "failed", "assigning"]

    init(_ value: JSONValue) throws(ReadFault) {
      id = try value.requiredText("NatGatewayId")
      state = try value.text("State") ?? "available"
      vpcID = try value.text("VpcId")
      subnetID = try value.text("SubnetId")
      tableID = try value.text("RouteTableId")
      servesAllZones = try value.text("AutoProvisionZones") == "enabled"
      zones = []
      isPublic = try value.text("ConnectivityType") != "private"
      addresses = []
      for record in try value.records("NatGatewayAddresses") {
        guard !Self.idleStates.contains(try record.text("Status") ?? "") else { continue }
        let publicAddress = try record.address("PublicIp")
        for zone in [try record.text("AvailabilityZone"), try record.text("AvailabilityZoneId")] {
          if let zone { zones.insert(zone) }
        }
        var known = try record.address("PrivateIp").map {
          EndpointAddress($0, publicAddress: publicAddress)
        }
        // A regional one stands in no subnet and has no other address.
        if known == nil, subnetID == nil {
          known = publicAddress.map { EndpointAddress($0, publicAddress: $0) }
        }
        let address = Address(
          networkInterfaceID: try record.text("NetworkInterfaceId"), address: known,
          location: record.location)
        if try record.flag("IsPrimary") == true {
          addresses.insert(address, at: 0)
        } else {
          addresses.append(address)
        }
      }
      tags = try value.tags()
      location = value.location
    }
  }
}
