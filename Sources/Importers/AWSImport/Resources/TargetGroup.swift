import Documents
import PacketSets

extension Exported {
  /// A target group, from `aws elbv2 describe-target-groups` (API page DescribeTargetGroups, type
  /// TargetGroup).
  struct TargetGroup: ExportedRecord {
    /// `TargetGroupArn`.
    var id: String
    /// `TargetGroupName`.
    var name: String
    /// `TargetType`: `instance`, `ip`, `lambda` or `alb`.
    var type: String
    /// `Protocol`, in capitals.
    var proto: String
    /// `Port`, which a target may replace by its own.
    var port: UInt16?
    /// `HealthCheckPort`, where it is another than that of the traffic.
    var healthCheckPort: UInt16?
    /// `VpcId`.
    var vpcID: String?
    /// `IpAddressType`.
    var family: AddressFamily
    /// Where it stands.
    var location: SourceLocation

    init(_ value: JSONValue) throws(ReadFault) {
      id = try value.requiredText("TargetGroupArn")
      name = try value.text("TargetGroupName") ?? ARN.tail(of: id, after: "targetgroup/")
      type = try value.text("TargetType") ?? "instance"
      proto = try value.text("Protocol")?.uppercased() ?? ""
      port = try value.number("Port").flatMap { UInt16(exactly: $0) }
      healthCheckPort = try value.text("HealthCheckPort").flatMap { UInt16($0) }
      vpcID = try value.text("VpcId")
      family = try value.text("IpAddressType") == "ipv6" ? .v6 : .v4
      location = value.location
    }

    /// The account in its name.
    var ownerID: String? { ARN.account(of: id) }

    /// Whether packets keep the address of the client unless an attribute says otherwise
    /// (AWS-ELB-05).
    var keepsSourceByDefault: Bool { type != "ip" || !["TCP", "TLS"].contains(proto) }
  }
}
