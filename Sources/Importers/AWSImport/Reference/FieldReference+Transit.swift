/// The members of transit gateways and private lines.
extension FieldReference {
  private static let transitRoutes = FieldReference(
    "Routes[].{DestinationCidrBlock, PrefixListId, Type, State, TransitGatewayAttachments[].{"
      + "TransitGatewayAttachmentId, ResourceId, ResourceType}}",
    "Where a table of a transit gateway sends packets, by longest prefix and then by type.")
  private static let propagations = FieldReference(
    "TransitGatewayAttachmentId, ResourceId, ResourceType, State",
    "Which attachments fill a table with their own ranges.")

  /// The members of each kind, by the key of the export.
  static let ofTransit: [String: FieldReference] = [
    "TransitGateways": .init(
      "TransitGatewayId, OwnerId, State, Options.SecurityGroupReferencingSupport, Tags",
      "The hub between networks."),
    "TransitGatewayAttachments": .init(
      "TransitGatewayAttachmentId, TransitGatewayId, TransitGatewayOwnerId, ResourceId, "
        + "ResourceOwnerId, ResourceType, State, Association.{TransitGatewayRouteTableId, State}, "
        + "Tags",
      "What is attached to a transit gateway, and by which table its packets are routed."),
    "TransitGatewayVpcAttachments": .init(
      "TransitGatewayAttachmentId, TransitGatewayId, VpcId, VpcOwnerId, State, SubnetIds, "
        + "Options.{ApplianceModeSupport, Ipv6Support, SecurityGroupReferencingSupport}, Tags",
      "By which subnets and zones packets of a VPC come and go."),
    "TransitGatewayPeeringAttachments": .init(
      "TransitGatewayAttachmentId, AccepterTransitGatewayAttachmentId, RequesterTgwInfo and "
        + "AccepterTgwInfo.{TransitGatewayId, OwnerId, Region}, State, Tags",
      "Which transit gateways are joined with each other."),
    "TransitGatewayConnects": .init(
      "TransitGatewayAttachmentId, TransitGatewayId, State, Tags",
      "An appliance behind an attachment; what it does is not known."),
    "TransitGatewayRouteTables": .init(
      "TransitGatewayRouteTableId, TransitGatewayId, State, Tags",
      "The tables of a transit gateway."),
    "Routes": transitRoutes,
    "TransitGatewayStaticRoutes": transitRoutes,
    "TransitGatewayPrefixListReferences": .init(
      "TransitGatewayRouteTableId, PrefixListId, Blackhole, State, TransitGatewayAttachment.{"
        + "TransitGatewayAttachmentId, ResourceId, ResourceType}",
      "Routes of a table for the entries of a prefix list."),
    "TransitGatewayPropagations": propagations,
    "TransitGatewayRouteTablePropagations": propagations,
    "Associations": .init(
      "TransitGatewayAttachmentId, ResourceId, ResourceType, State",
      "By which table the packets of an attachment are routed."),
    "VpnGateways": .init(
      "VpnGatewayId, State, VpcAttachments[].{VpcId, State}, Tags",
      "Where a VPC meets private lines."),
    "VpnConnections": .init(
      "VpnConnectionId, CustomerGatewayId, VpnGatewayId, TransitGatewayId, State, "
        + "Options.{StaticRoutesOnly, LocalIpv4NetworkCidr, LocalIpv6NetworkCidr}, "
        + "Routes[].{DestinationCidrBlock, State}, Tags",
      "A private line to an office and the ranges that are routed to it."),
    "CustomerGateways": .init(
      "CustomerGatewayId, DeviceName, State, Tags", "The office at the far end of a line."),
    "directConnectGateways": .init(
      "directConnectGatewayId, directConnectGatewayName, ownerAccount",
      "The office behind leased lines."),
    "directConnectGatewayAssociations": .init(
      "associationId, associationState, directConnectGatewayId, "
        + "directConnectGatewayOwnerAccount, associatedGateway.id, virtualGatewayId",
      "Which gateways leased lines end at."),
    "virtualInterfaces": .init(
      "virtualInterfaceId, virtualInterfaceName, virtualInterfaceState, virtualGatewayId, "
        + "directConnectGatewayId, ownerAccount",
      "A leased line that ends at a gateway of a VPC."),
  ]
}
