import Documents
import PacketSets

extension Exported {
  /// An Elastic IP address, from `aws ec2 describe-addresses` (API page DescribeAddresses, type
  /// Address).
  struct ElasticAddress: ExportedRecord {
    /// `AllocationId`, or the address itself where there is none.
    var id: String
    /// `NetworkInterfaceOwnerId`.
    var ownerID: String?
    /// `PublicIp`.
    var publicAddress: IPAddress?
    /// `PrivateIpAddress` with which it is associated.
    var privateAddress: IPAddress?
    /// `NetworkInterfaceId` with which it is associated.
    var networkInterfaceID: String?
    /// `InstanceId` with which it is associated.
    var instanceID: String?
    /// Where it stands.
    var location: SourceLocation

    init(_ value: JSONValue) throws(ReadFault) {
      publicAddress = try value.address("PublicIp")
      if let id = try value.text("AllocationId") {
        self.id = id
      } else {
        id = try value.requiredText("PublicIp")
      }
      ownerID = try value.text("NetworkInterfaceOwnerId")
      privateAddress = try value.address("PrivateIpAddress")
      networkInterfaceID = try value.text("NetworkInterfaceId")
      instanceID = try value.text("InstanceId")
      location = value.location
    }
  }
}
