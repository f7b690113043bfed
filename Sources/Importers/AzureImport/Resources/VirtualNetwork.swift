import PacketSets

extension Exported {
  /// A virtual network, from `az network vnet list`.
  struct VirtualNetwork: ExportedRecord {
    var header: Header
    /// `addressSpace.addressPrefixes`.
    var prefixes: [Prefix]
    /// Whether the listing has a `virtualNetworkPeerings`, even an empty one.
    var listsPeerings: Bool
    /// `defaultPublicNatGateway.id`: a gateway for all subnets without one (AZ-7.4).
    var natGatewayID: AzureID?

    init(_ header: Header, _ fields: Fields) throws(ReadFault) {
      self.header = header
      prefixes = try fields.object("addressSpace")?.prefixes("addressPrefixes") ?? []
      listsPeerings = fields.has("virtualNetworkPeerings")
      natGatewayID = try fields.reference("defaultPublicNatGateway")
    }
  }

  /// A subnet, from `az network vnet subnet list` or inside its network.
  struct Subnet: ExportedRecord {
    var header: Header
    /// `addressPrefix` and `addressPrefixes`.
    var prefixes: [Prefix]
    /// `networkSecurityGroup.id` (AZ-3.1).
    var securityGroupID: AzureID?
    /// `routeTable.id`.
    var routeTableID: AzureID?
    /// `natGateway.id`.
    var natGatewayID: AzureID?
    /// `defaultOutboundAccess`; absent in older lists (AZ-7.3).
    var defaultOutboundAccess: Bool?
    /// `privateEndpointNetworkPolicies` in lower case (AZ-9.1).
    var privateEndpointPolicies: String?
    /// `serviceEndpoints[].service`, such as `Microsoft.Storage`.
    var serviceEndpoints: [String]
    /// `delegations[].serviceName`.
    var delegations: [String]
    /// `ipConfigurations[].id`: what has addresses here.
    var configurationIDs: [AzureID]

    /// The id of the virtual network.
    var networkID: AzureID { id.parent }

    init(_ header: Header, _ fields: Fields) throws(ReadFault) {
      self.header = header
      let single = try fields.prefixes("addressPrefix")
      prefixes = single
      for prefix in try fields.prefixes("addressPrefixes") where !single.contains(prefix) {
        prefixes.append(prefix)
      }
      securityGroupID = try fields.reference("networkSecurityGroup")
      routeTableID = try fields.reference("routeTable")
      natGatewayID = try fields.reference("natGateway")
      defaultOutboundAccess = try fields.flag("defaultOutboundAccess")
      privateEndpointPolicies = try fields.text("privateEndpointNetworkPolicies")?.lowercased()
      serviceEndpoints = []
      for endpoint in try fields.objects("serviceEndpoints") {
        if let service = try endpoint.text("service") { serviceEndpoints.append(service) }
      }
      delegations = []
      for delegation in try fields.objects("delegations") {
        if let service = try delegation.text("serviceName") { delegations.append(service) }
      }
      configurationIDs = try fields.references("ipConfigurations")
    }
  }

  /// One side of a peering, from `az network vnet peering list` or inside its network (AZ-6.1).
  struct Peering: ExportedRecord {
    var header: Header
    /// `remoteVirtualNetwork.id`.
    var remoteID: AzureID?
    /// `peeringState`.
    var state: String
    /// `peeringSyncLevel`.
    var syncLevel: String
    /// `allowVirtualNetworkAccess` (AZ-6.3).
    var allowsAccess: Bool
    /// `allowForwardedTraffic` (AZ-6.4).
    var allowsForwarded: Bool
    /// `allowGatewayTransit` (AZ-6.5).
    var allowsGatewayTransit: Bool
    /// `useRemoteGateways` (AZ-6.5).
    var usesRemoteGateways: Bool
    /// `remoteVirtualNetworkAddressSpace`: what the other network has now (AZ-6.6).
    var remotePrefixes: [Prefix]
    /// `remoteAddressSpace`: what this side knows of it.
    var syncedPrefixes: [Prefix]
    /// `peerCompleteVnets` (AZ-6.7).
    var isComplete: Bool
    /// `localSubnetNames` in lower case.
    var localSubnets: [String]
    /// `remoteSubnetNames` in lower case.
    var remoteSubnets: [String]
    /// `enableOnlyIPv6Peering`.
    var isOnlyIPv6: Bool

    /// The id of the network to which this side belongs.
    var networkID: AzureID { id.parent }

    init(_ header: Header, _ fields: Fields) throws(ReadFault) {
      self.header = header
      remoteID = try fields.reference("remoteVirtualNetwork")
      // A template describes what will be; its peerings become connected.
      state = try fields.text("peeringState") ?? (fields.template == nil ? "" : "Connected")
      syncLevel = try fields.text("peeringSyncLevel") ?? ""
      allowsAccess = try fields.flag("allowVirtualNetworkAccess") ?? true
      allowsForwarded = try fields.flag("allowForwardedTraffic") ?? false
      allowsGatewayTransit = try fields.flag("allowGatewayTransit") ?? false
      usesRemoteGateways = try fields.flag("useRemoteGateways") ?? false
      let now = try fields.object("remoteVirtualNetworkAddressSpace")?.prefixes("addressPrefixes")
      syncedPrefixes = try fields.object("remoteAddressSpace")?.prefixes("addressPrefixes") ?? []
      remotePrefixes = now ?? syncedPrefixes
      isComplete = try fields.flag("peerCompleteVnets") ?? true
      localSubnets = try fields.texts("localSubnetNames").map { $0.lowercased() }
      remoteSubnets = try fields.texts("remoteSubnetNames").map { $0.lowercased() }
      isOnlyIPv6 = try fields.flag("enableOnlyIPv6Peering") ?? false
    }
  }
}
