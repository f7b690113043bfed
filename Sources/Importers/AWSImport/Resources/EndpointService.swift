import Documents

extension Exported {
  /// A service that an account offers by PrivateLink, from
  /// `aws ec2 describe-vpc-endpoint-service-configurations` (AWS-VPE-04).
  struct EndpointService: ExportedRecord {
    /// `ServiceId`.
    var id: String
    /// `ServiceName`, by which endpoints name it.
    var name: String
    /// `ServiceState`, in lower case.
    var state: String
    /// `NetworkLoadBalancerArns`.
    var balancerARNs: [String]
    /// Where it stands.
    var location: SourceLocation

    init(_ value: JSONValue) throws(ReadFault) {
      id = try value.requiredText("ServiceId")
      name = try value.text("ServiceName") ?? ""
      state = try value.text("ServiceState")?.lowercased() ?? ""
      balancerARNs = try value.texts("NetworkLoadBalancerArns")
      location = value.location
    }

    /// The account is not part of the record.
    var ownerID: String? { nil }
  }
}
