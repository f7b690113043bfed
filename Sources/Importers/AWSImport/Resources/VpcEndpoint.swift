import Documents

extension Exported {
  /// A VPC endpoint, from `aws ec2 describe-vpc-endpoints` (API page DescribeVpcEndpoints, type
  /// VpcEndpoint).
  struct VpcEndpoint: ExportedRecord {
    /// `VpcEndpointId`.
    var id: String
    /// `OwnerId`.
    var ownerID: String?
    /// `VpcEndpointType`: `Interface`, `Gateway`, `GatewayLoadBalancer` and others.
    var type: String
    /// `ServiceName`.
    var serviceName: String
    /// `NetworkInterfaceIds`.
    var networkInterfaceIDs: [String]
    /// Where it stands.
    var location: SourceLocation

    init(_ value: JSONValue) throws(ReadFault) {
      id = try value.requiredText("VpcEndpointId")
      ownerID = try value.text("OwnerId")
      type = try value.text("VpcEndpointType") ?? "Gateway"
      serviceName = try value.text("ServiceName") ?? ""
      networkInterfaceIDs = try value.texts("NetworkInterfaceIds")
      location = value.location
    }
  }
}
