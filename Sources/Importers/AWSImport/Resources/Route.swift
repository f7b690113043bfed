import Documents
import PacketSets

extension Exported {
  /// A route of a VPC route table (type Route): one destination and one target (AWS-RT-03, -04).
  struct Route: Sendable {
    /// `DestinationCidrBlock` or `DestinationIpv6CidrBlock`.
    var destination: Prefix?
    /// `DestinationPrefixListId`.
    var prefixListID: String?
    /// What carries the packets on.
    var target: Target
    /// `State`: `active`, `blackhole` or `filtered`.
    var state: String
    /// `Origin`: how the route came to be.
    var origin: String
    /// Where it stands.
    var location: SourceLocation

    /// What a route points at, by the key that names it.
    enum Target: Hashable, Sendable {
      /// `GatewayId`: `local`, or the id of a gateway or endpoint.
      case gateway(String)
      /// `NatGatewayId`.
      case natGateway(String)
      /// `EgressOnlyInternetGatewayId`.
      case egressOnlyGateway(String)
      /// `VpcPeeringConnectionId`.
      case peering(String)
      /// `TransitGatewayId`.
      case transitGateway(String)
      /// `NetworkInterfaceId`, which decides also where `InstanceId` is given.
      case networkInterface(String)
      /// `InstanceId` alone.
      case instance(String)
      /// `CarrierGatewayId`.
      case carrierGateway(String)
      /// `LocalGatewayId`, of an Outpost.
      case localGateway(String)
      /// `CoreNetworkArn`, of Cloud WAN.
      case coreNetwork(String)
      /// A target that is none of these.
      case other(String)
    }

    init(_ value: JSONValue) throws(ReadFault) {
      let destination4 = try value.prefix("DestinationCidrBlock")
      destination = try value.prefix("DestinationIpv6CidrBlock") ?? destination4
      prefixListID = try value.text("DestinationPrefixListId")
      state = try value.text("State") ?? ""
      origin = try value.text("Origin") ?? ""
      location = value.location
      guard destination != nil || prefixListID != nil else {
        throw ReadFault(value, "a route has no destination")
      }
      if let id = try value.text("NetworkInterfaceId") {
        target = .networkInterface(id)
      } else if let id = try value.text("NatGatewayId") {
        target = .natGateway(id)
      } else if let id = try value.text("VpcPeeringConnectionId") {
        target = .peering(id)
      } else if let id = try value.text("TransitGatewayId") {
        target = .transitGateway(id)
      } else if let id = try value.text("EgressOnlyInternetGatewayId") {
        target = .egressOnlyGateway(id)
      } else if let id = try value.text("CarrierGatewayId") {
        target = .carrierGateway(id)
      } else if let id = try value.text("LocalGatewayId") {
        target = .localGateway(id)
      } else if let id = try value.text("CoreNetworkArn") {
        target = .coreNetwork(id)
      } else if let id = try value.text("GatewayId") {
        target = .gateway(id)
      } else if let id = try value.text("InstanceId") {
        target = .instance(id)
      } else {
        let network = try value.text("OdbNetworkArn")
        target = .other(try value.text("IpAddress") ?? network ?? "an unknown target")
      }
    }

    /// Whether a gateway or a route server announced it, so that it never beats a local route
    /// (AWS-RT-08, AWS-RT-13).
    var isPropagated: Bool {
      origin == "EnableVgwRoutePropagation" || origin == "Advertisement"
    }
  }
}
