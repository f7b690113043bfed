/// The members that are read of one kind of records, for the documentation.
struct FieldReference: Sendable {
  /// The members, inner ones behind the outer one.
  var fields: String
  /// What they decide.
  var effect: String

  init(_ fields: String, _ effect: String) {
    self.fields = fields
    self.effect = effect
  }

  /// The members of a kind.
  init(_ kind: RecordKind) {
    self = Self.networks[kind] ?? Self.services[kind] ?? FieldReference("", "")
  }

  /// Networks, interfaces and rules.
  private static let networks: [RecordKind: FieldReference] = [
    .virtualNetworks: .init(
      "addressSpace.addressPrefixes, subnets[], virtualNetworkPeerings[], "
        + "defaultPublicNatGateway.id",
      "The network and its ranges."),
    .subnets: .init(
      "addressPrefix, addressPrefixes, networkSecurityGroup.id, routeTable.id, "
        + "natGateway.id, defaultOutboundAccess, privateEndpointNetworkPolicies, "
        + "serviceEndpoints[].service, delegations[].serviceName, ipConfigurations[].id",
      "The subnet, its group, its table and its ways out."),
    .peerings: .init(
      "remoteVirtualNetwork.id, peeringState, peeringSyncLevel, "
        + "allowVirtualNetworkAccess, allowForwardedTraffic, allowGatewayTransit, "
        + "useRemoteGateways, remoteVirtualNetworkAddressSpace and "
        + "remoteAddressSpace.addressPrefixes, peerCompleteVnets, localSubnetNames, "
        + "remoteSubnetNames, enableOnlyIPv6Peering",
      "One side of a link between two networks."),
    .securityGroups: .init(
      "securityRules[], defaultSecurityRules[], subnets[].id, networkInterfaces[].id",
      "The filter at each interface of a subnet, and at single interfaces."),
    .securityRules: .init(
      "name, priority, direction, access, protocol, sourceAddressPrefix, "
        + "sourceAddressPrefixes, sourceApplicationSecurityGroups[].id, sourcePortRange, "
        + "sourcePortRanges and the same of "
        + "destinations, such as destinationApplicationSecurityGroups[].id",
      "The rules of a group; the lowest number decides."),
    .applicationGroups: .init(
      "id, name",
      "Identities to which rules refer."),
    .interfaces: .init(
      "ipConfigurations[].{id, name, primary, privateIPAllocationMethod, "
        + "privateIPAddress, subnet.id, publicIPAddress.id, applicationSecurityGroups[].id, "
        + "loadBalancerBackendAddressPools[].id, loadBalancerInboundNatRules[].id, "
        + "applicationGatewayBackendAddressPools[].id}, networkSecurityGroup.id, "
        + "enableIPForwarding, virtualMachine.id, privateEndpoint.id, "
        + "disableTcpStateTracking, defaultOutboundConnectivityEnabled",
      "The parties of every proof: addresses, groups and what stands behind them."),
    .publicAddresses: .init(
      "ipAddress, sku.name, ipConfiguration.id",
      "Public addresses, and whether they are closed without a group."),
    .publicPrefixes: .init(
      "ipPrefix",
      "Public addresses of NAT gateways and balancers."),
    .routeTables: .init(
      "routes[], disableBgpRoutePropagation, disablePeeringRoute, subnets[].id",
      "What subnets route by themselves."),
    .routes: .init(
      "name, addressPrefix, nextHopType, nextHopIpAddress, nextHop.nextHopIpAddresses, "
        + "hasBgpOverride",
      "One route."),
    .natGateways: .init(
      "publicIpAddresses[].id, publicIpAddressesV6[].id, publicIpPrefixes[].id, "
        + "publicIpPrefixesV6[].id, subnets[].id, sourceVirtualNetwork.id",
      "A way out that lets nothing in."),
    .machines: .init(
      "networkProfile.networkInterfaces[].id, powerState, instanceView.statuses[].code",
      "Names, tags and states of machines."),
    .scaleSets: .init(
      "orchestrationMode, "
        + "virtualMachineProfile.networkProfile.networkInterfaceConfigurations[].{name, "
        + "ipConfigurations[].publicIPAddressConfiguration}",
      "The model of machines of which no instance is exported."),
  ]

  /// Services, devices and answers of the platform.
  private static let services: [RecordKind: FieldReference] = [
    .privateEndpoints: .init(
      "subnet.id, networkInterfaces[].id, applicationSecurityGroups[].id, "
        + "privateLinkServiceConnections[] and "
        + "manualPrivateLinkServiceConnections[].{privateLinkServiceId, groupIds, "
        + "privateLinkServiceConnectionState.status}, ipConfigurations[].privateIPAddress, "
        + "customDnsConfigs[].ipAddresses",
      "Doors to services inside a network."),
    .loadBalancers: .init(
      "sku.name, frontendIPConfigurations[].{id, name, privateIPAddress, subnet.id, "
        + "publicIPAddress.id, publicIPPrefix}, loadBalancingRules[], inboundNatRules[] and "
        + "inboundNatPools[].{protocol, frontendPort, backendPort, frontendPortRangeStart, "
        + "frontendPortRangeEnd, frontendIPConfiguration.id, backendAddressPool.id, "
        + "backendAddressPools[].id, backendIPConfiguration.id, enableFloatingIP, "
        + "disableOutboundSnat}, outboundRules[].backendAddressPool.id, "
        + "backendAddressPools[].{backendIPConfigurations[].id, "
        + "loadBalancerBackendAddresses[].ipAddress}",
      "What is passed on with the client's address, and a way out."),
    .applicationGateways: .init(
      "gatewayIPConfigurations[].subnet.id, frontendIPConfigurations[], "
        + "frontendPorts[].port, httpListeners[] and listeners[].{frontendPort.id, "
        + "frontendIPConfiguration.id}, requestRoutingRules[] and "
        + "routingRules[].{httpListener.id, listener.id, urlPathMap.id}, "
        + "urlPathMaps[].pathRules[], backendAddressPools[].{backendAddresses[].ipAddress, "
        + "backendIPConfigurations[].id}, backendHttpSettingsCollection[] and "
        + "backendSettingsCollection[].{port, enableL4ClientIpPreservation}",
      "A proxy: what it listens for, and which backends it asks from its subnet."),
    .firewalls: .init(
      "ipConfigurations[].{privateIPAddress, subnet.id, publicIPAddress.id}, "
        + "natRuleCollections[], networkRuleCollections[] and "
        + "applicationRuleCollections[].{priority, action.type, rules[].{name, protocols, "
        + "sourceAddresses, sourceIpGroups, destinationAddresses, destinationPorts, "
        + "translatedAddress, translatedPort}}, firewallPolicy.id",
      "Published ports; what passes between networks is undecided."),
    .bastions: .init(
      "ipConfigurations[].{subnet.id, publicIPAddress.id}, enableTunneling, "
        + "enableIpConnect",
      "A sender of terminals in its own subnet."),
    .firewallPolicies: .init(
      "ruleCollectionGroups[].id, basePolicy.id",
      "Which groups of rules a firewall has."),
    .firewallGroups: .init(
      "priority, ruleCollections[].{ruleCollectionType, priority, action.type, "
        + "rules[].{ruleType, ipProtocols}} and the members of rules of a firewall",
      "The rules of a policy."),
    .networkGateways: .init(
      "gatewayType, enableBgp, ipConfigurations[].subnet.id, "
        + "vpnClientConfiguration.vpnClientAddressPool.addressPrefixes",
      "Where a network meets sites."),
    .siteGateways: .init(
      "localNetworkAddressSpace.addressPrefixes, bgpSettings",
      "The ranges of a site."),
    .connections: .init(
      "virtualNetworkGateway1.id, virtualNetworkGateway2.id, localNetworkGateway2.id, "
        + "connectionType, enableBgp",
      "Which sites a gateway is connected to."),
    .dataServices: .init(
      "publicNetworkAccess, network.{publicNetworkAccess, delegatedSubnetResourceId}, "
        + "subnetId, networkAcls and networkRuleSet.{defaultAction, bypass, "
        + "ipRules[].{value, ipAddressOrRange, ipMask}, virtualNetworkRules[].{id, "
        + "subnet.id}}, ipRangeFilter",
      "Databases, caches, vaults and stores, and who may ask them."),
    .serviceRules: .init(
      "startIpAddress, endIpAddress, startIP, endIP, virtualNetworkSubnetId",
      "The firewall rules of a service."),
    .serviceTags: .init(
      "values[].{name, properties.addressPrefixes}",
      "Which addresses a service tag stands for."),
    .effectiveGroups: .init(
      "association, effectiveSecurityRules[].{expandedSourceAddressPrefix, "
        + "expandedDestinationAddressPrefix}",
      "What tags mean at an interface, as Azure tells it."),
    .effectiveRoutes: .init(
      "addressPrefix[], nextHopType, nextHopIpAddress[], state",
      "The routes of an interface, as Azure tells them; the name of the file names the "
        + "interface."),
    .adminRules: .init(
      "id, access, direction, priority, protocol, sources[] and "
        + "destinations[].{addressPrefix, addressPrefixType}, sourcePortRanges, "
        + "destinationPortRanges",
      "Rules before those of groups; the name of the file names the network."),
    .connectivity: .init(
      "id, connectivityTopology, appliesToGroups[].groupConnectivity",
      "Networks that are joined without peerings; the name of the file names the "
        + "network."),
  ]
}
