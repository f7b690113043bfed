import Documents
import Topology

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
    /// `VpcId`.
    var vpcID: String?
    /// `State`, in lower case: the API writes `available` and `Available`.
    var state: String
    /// Whether `PolicyDocument` says more than that everybody may do everything.
    var limitsRequests: Bool
    /// `NetworkInterfaceIds`.
    var networkInterfaceIDs: [String]
    /// `SubnetIds`.
    var subnetIDs: [String]
    /// `Tags`: the endpoints of firewalls name their firewall.
    var tags: [Tag]
    /// Where it stands.
    var location: SourceLocation

    init(_ value: JSONValue) throws(ReadFault) {
      id = try value.requiredText("VpcEndpointId")
      ownerID = try value.text("OwnerId")
      type = try value.text("VpcEndpointType") ?? "Gateway"
      serviceName = try value.text("ServiceName") ?? ""
      vpcID = try value.text("VpcId")
      state = try value.text("State")?.lowercased() ?? ""
      limitsRequests = (try? value.text("PolicyDocument")).map(Self.limitsRequests) ?? false
      networkInterfaceIDs = try value.texts("NetworkInterfaceIds")
      subnetIDs = try value.texts("SubnetIds")
      tags = try value.tags()
      location = value.location
    }

    /// Whether it hands packets to appliances, which hand them back (AWS-VPE-05).
    var isInspection: Bool { type.lowercased().hasPrefix("gatewayloadbalancer") }

    /// Whether it is of the kind to which routes of prefix lists lead (AWS-VPE-01).
    var isGateway: Bool {
      type.lowercased() == "gateway" && vpcID != nil && networkInterfaceIDs.isEmpty
    }

    /// The policy that AWS gives an endpoint allows everything in one statement.
    private static func limitsRequests(_ policy: String) -> Bool {
      let text = policy.filter { !$0.isWhitespace }
      return text.contains("Deny") || text.contains("arn:") || text.contains("\"Condition\"")
    }
  }
}
