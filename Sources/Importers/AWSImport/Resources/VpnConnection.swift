import Documents
import PacketSets
import Topology

extension Exported {
  /// A connection to a private network, from `aws ec2 describe-vpn-connections` (API page
  /// DescribeVpnConnections, type VpnConnection).
  struct VpnConnection: ExportedRecord {
    /// `VpnConnectionId`.
    var id: String
    /// The account is not part of the record.
    var ownerID: String? { nil }
    /// `CustomerGatewayId`.
    var customerGatewayID: String?
    /// `VpnGatewayId`, of one that ends at a VPC.
    var vpnGatewayID: String?
    /// `State`.
    var state: String
    /// `Options.StaticRoutesOnly`: no routes are learned.
    var isStatic: Bool
    /// `Routes` in force.
    var routes: [Prefix]
    /// `Options.LocalIpv4NetworkCidr` and its IPv6 counterpart: what the other side may send.
    var sources: AddressSet
    /// `Tags`.
    var tags: [Tag]
    /// Where it stands.
    var location: SourceLocation

    init(_ value: JSONValue) throws(ReadFault) {
      id = try value.requiredText("VpnConnectionId")
      customerGatewayID = try value.text("CustomerGatewayId")
      vpnGatewayID = try value.text("VpnGatewayId")
      state = try value.text("State") ?? "available"
      let options = try value.object("Options")
      isStatic = try options?.flag("StaticRoutesOnly") == true
      routes = []
      for record in try value.records("Routes") {
        guard try record.text("State") ?? "available" == "available" else { continue }
        if let prefix = try record.prefix("DestinationCidrBlock") { routes.append(prefix) }
      }
      var sent: [Prefix] = []
      sent.append(try options?.prefix("LocalIpv4NetworkCidr") ?? .allIPv4)
      sent.append(try options?.prefix("LocalIpv6NetworkCidr") ?? .allIPv6)
      sources = AddressSet(sent)
      tags = try value.tags()
      location = value.location
    }
  }

  /// The device at the other end of a VPN, from `aws ec2 describe-customer-gateways`.
  struct CustomerGateway: ExportedRecord {
    /// `CustomerGatewayId`.
    var id: String
    /// The account is not part of the record.
    var ownerID: String? { nil }
    /// The tag `Name`, else `DeviceName`.
    var name: String?
    /// Where it stands.
    var location: SourceLocation

    init(_ value: JSONValue) throws(ReadFault) {
      id = try value.requiredText("CustomerGatewayId")
      let device = try value.text("DeviceName")
      name = try value.tags().name ?? device
      location = value.location
    }
  }

  /// A gateway at which private lines end at a VPC, from `aws ec2 describe-vpn-gateways`.
  struct VpnGateway: ExportedRecord {
    /// `VpnGatewayId`.
    var id: String
    /// The account is not part of the record.
    var ownerID: String? { nil }
    /// `State`.
    var state: String
    /// `VpcAttachments` in force.
    var vpcIDs: [String]
    /// `Tags`.
    var tags: [Tag]
    /// Where it stands.
    var location: SourceLocation

    init(_ value: JSONValue) throws(ReadFault) {
      id = try value.requiredText("VpnGatewayId")
      state = try value.text("State") ?? "available"
      vpcIDs = []
      for record in try value.records("VpcAttachments") {
        guard try record.text("State") ?? "attached" == "attached" else { continue }
        if let vpc = try record.text("VpcId") { vpcIDs.append(vpc) }
      }
      tags = try value.tags()
      location = value.location
    }
  }
}
