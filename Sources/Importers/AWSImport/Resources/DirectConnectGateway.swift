import Documents

extension Exported {
  /// A gateway of private lines, from `aws directconnect describe-direct-connect-gateways`.
  struct DirectConnectGateway: ExportedRecord {
    /// `directConnectGatewayId`.
    var id: String
    /// `ownerAccount`.
    var ownerID: String?
    /// `directConnectGatewayName`.
    var name: String?
    /// Where it stands.
    var location: SourceLocation

    init(_ value: JSONValue) throws(ReadFault) {
      id = try value.requiredText("directConnectGatewayId")
      ownerID = try value.text("ownerAccount")
      name = try value.text("directConnectGatewayName")
      location = value.location
    }
  }

  /// What joins a gateway of private lines with one of a VPC, from
  /// `aws directconnect describe-direct-connect-gateway-associations`.
  struct DirectConnectAssociation: ExportedRecord {
    /// `associationId`.
    var id: String
    /// `directConnectGatewayOwnerAccount`.
    var ownerID: String?
    /// `directConnectGatewayId`.
    var lineGatewayID: String?
    /// `associatedGateway.id` or `virtualGatewayId`.
    var gatewayID: String?
    /// `associationState`.
    var state: String
    /// Where it stands.
    var location: SourceLocation

    init(_ value: JSONValue) throws(ReadFault) {
      lineGatewayID = try value.text("directConnectGatewayId")
      let virtual = try value.text("virtualGatewayId")
      gatewayID = try value.object("associatedGateway")?.text("id") ?? virtual
      id =
        try value.text("associationId")
        ?? "\(lineGatewayID ?? "unknown") of \(gatewayID ?? "unknown")"
      ownerID = try value.text("directConnectGatewayOwnerAccount")
      state = try value.text("associationState") ?? "associated"
      location = value.location
    }
  }

  /// A private line of its own, from `aws directconnect describe-virtual-interfaces`.
  struct VirtualInterface: ExportedRecord {
    /// `virtualInterfaceId`.
    var id: String
    /// `ownerAccount`.
    var ownerID: String?
    /// `virtualInterfaceName`.
    var name: String?
    /// `virtualGatewayId`, of one that ends at a VPC.
    var vpnGatewayID: String?
    /// `virtualInterfaceState`.
    var state: String
    /// Where it stands.
    var location: SourceLocation

    init(_ value: JSONValue) throws(ReadFault) {
      id = try value.requiredText("virtualInterfaceId")
      ownerID = try value.text("ownerAccount")
      name = try value.text("virtualInterfaceName")
      vpnGatewayID = try value.text("virtualGatewayId")
      state = try value.text("virtualInterfaceState") ?? "available"
      location = value.location
    }
  }
}
