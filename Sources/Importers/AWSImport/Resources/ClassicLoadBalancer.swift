import Documents
import PacketSets

extension Exported {
  /// A Classic Load Balancer, from `aws elb describe-load-balancers` (API page DescribeLoadBalancers
  /// of 2012-06-01, type LoadBalancerDescription).
  struct ClassicLoadBalancer: ExportedRecord {
    /// `LoadBalancerName`, and the VPC, since names are not unique over regions.
    var id: String
    /// `LoadBalancerName`.
    var name: String
    /// `VPCId`.
    var vpcID: String?
    /// `Subnets`.
    var subnetIDs: [String]
    /// `SecurityGroups`, sorted.
    var groupIDs: [String]
    /// `ListenerDescriptions[].Listener`: the port of the balancer and of the instances.
    var listeners: [(port: UInt16, instancePort: UInt16)]
    /// `Instances[].InstanceId`.
    var instanceIDs: [String]
    /// The port in `HealthCheck.Target`, such as `HTTP:80/index.html`.
    var healthCheckPort: UInt16?
    /// Where it stands.
    var location: SourceLocation

    init(_ value: JSONValue) throws(ReadFault) {
      name = try value.requiredText("LoadBalancerName")
      vpcID = try value.text("VPCId")
      id = "\(name) in \(vpcID ?? "no VPC")"
      subnetIDs = try value.texts("Subnets")
      groupIDs = try value.texts("SecurityGroups").sorted()
      listeners = []
      for record in try value.records("ListenerDescriptions") {
        guard let listener = try record.object("Listener"),
          let port = UInt16(exactly: try listener.number("LoadBalancerPort") ?? 0),
          let other = UInt16(exactly: try listener.number("InstancePort") ?? 0)
        else { throw ReadFault(record, "a listener has no ports") }
        listeners.append((port, other))
      }
      instanceIDs = []
      for record in try value.records("Instances") {
        instanceIDs.append(try record.requiredText("InstanceId"))
      }
      let check = try value.object("HealthCheck")?.text("Target") ?? ""
      let digits = check.drop { $0 != ":" }.dropFirst().prefix { $0.isASCII && $0.isNumber }
      healthCheckPort = UInt16(String(digits))
      location = value.location
    }

    /// The record does not tell its account.
    var ownerID: String? { nil }
  }
}
