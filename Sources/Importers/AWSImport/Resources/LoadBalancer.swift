import Documents
import PacketSets
import Topology

extension Exported {
  /// A load balancer, from `aws elbv2 describe-load-balancers` (API page DescribeLoadBalancers, type
  /// LoadBalancer).
  struct LoadBalancer: ExportedRecord {
    /// `LoadBalancerArn`.
    var id: String
    /// `LoadBalancerName`.
    var name: String
    /// `Type`: `application`, `network` or `gateway`.
    var type: String
    /// `VpcId`.
    var vpcID: String?
    /// `SecurityGroups`, sorted; a network load balancer may have none.
    var groupIDs: [String]
    /// `AvailabilityZones`: one subnet for each zone that is enabled.
    var zones: [Zone]
    /// `EnforceSecurityGroupInboundRulesOnPrivateLinkTraffic`, which is on where nothing is said.
    var filtersPrivateLinks: Bool
    /// Where it stands.
    var location: SourceLocation

    /// A zone in which it has a node.
    struct Zone: Sendable {
      /// `ZoneName`.
      var name: String?
      /// `SubnetId`.
      var subnetID: String?
      /// The private addresses that `LoadBalancerAddresses` tells, with the public ones.
      var addresses: [EndpointAddress]
    }

    init(_ value: JSONValue) throws(ReadFault) {
      id = try value.requiredText("LoadBalancerArn")
      name = try value.text("LoadBalancerName") ?? ARN.tail(of: id, after: "loadbalancer/")
      type = try value.text("Type") ?? "application"
      vpcID = try value.text("VpcId")
      groupIDs = try value.texts("SecurityGroups").sorted()
      filtersPrivateLinks =
        try value.text("EnforceSecurityGroupInboundRulesOnPrivateLinkTraffic")?.lowercased()
        != "off"
      zones = []
      for record in try value.records("AvailabilityZones") {
        zones.append(try Self.zone(record))
      }
      location = value.location
    }

    private static func zone(_ value: JSONValue) throws(ReadFault) -> Zone {
      var zone = Zone(
        name: try value.text("ZoneName"), subnetID: try value.text("SubnetId"), addresses: [])
      for record in try value.records("LoadBalancerAddresses") {
        if let address = try record.address("PrivateIPv4Address") {
          zone.addresses.append(
            EndpointAddress(address, publicAddress: try record.address("IpAddress")))
        }
        if let address = try record.address("IPv6Address") {
          zone.addresses.append(EndpointAddress(address))
        }
      }
      return zone
    }

    /// The account in its name.
    var ownerID: String? { ARN.account(of: id) }

    /// What the descriptions of its interfaces say of it: `net/NAME/HASH`.
    var key: String {
      let tail = ARN.tail(of: id, after: "loadbalancer/")
      let words = ["application": "app", "network": "net", "gateway": "gwy"]
      guard let word = words[type], let slash = tail.firstIndex(of: "/") else { return tail }
      return word + tail[slash...]
    }
  }
}
