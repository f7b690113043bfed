/// The members that are read of one kind of records, for the documentation.
struct FieldReference: Sendable {
  /// The members, inner ones behind the outer one.
  var fields: String
  /// What they decide.
  var effect: String

  /// The members of a kind.
  static func of(_ kind: RecordKind) -> FieldReference {
    switch kind {
    case .address:
      FieldReference(
        fields: "name, address, prefixLength, addressType, purpose, status",
        effect: "Reserved addresses.")
    case .addressGroup:
      FieldReference(
        fields: "name, type, items",
        effect: "The addresses of a group that rules name.")
    case .backendService:
      FieldReference(
        fields: "backends[].group, protocol, port, portName, loadBalancingScheme, network",
        effect: "What a load balancer passes connections on to.")
    case .cluster:
      FieldReference(
        fields: "name, endpoint, network, networkConfig.{network, subnetwork}, "
          + "privateClusterConfig.{enablePrivateEndpoint, privateEndpoint, publicEndpoint}, "
          + "masterAuthorizedNetworksConfig.{enabled, cidrBlocks[].cidrBlock, "
          + "gcpPublicCidrsAccessEnabled}, "
          + "controlPlaneEndpointsConfig.ipEndpointsConfig.{enablePublicEndpoint, "
          + "publicEndpoint, privateEndpoint, authorizedNetworksConfig}, resourceLabels",
        effect: "The endpoints of a control plane and who may call them.")
    case .connector:
      FieldReference(
        fields: "network, ipCidrRange, subnet.{name, projectId}",
        effect: "The range from which functions send.")
    case .effectiveFirewalls:
      FieldReference(
        fields: "firewalls[], firewallPolicys[].{type, name, shortName, priority, "
          + "rules[].{priority, action, direction, disabled, ruleName, "
          + "match.{layer4Configs, srcIpRanges, destIpRanges, srcAddressGroups, "
          + "destAddressGroups, srcFqdns, destFqdns, srcRegionCodes, destRegionCodes, "
          + "srcThreatIntelligences, destThreatIntelligences, srcSecureTags, srcNetworks, "
          + "srcNetworkType, srcNetworkContext, destNetworkType, destNetworkContext}, "
          + "targetSecureTags[].{name, state}, targetServiceAccounts, "
          + "targetResources, targetForwardingRules, targetType}}",
        effect: "All firewall rules that hold in a network, in their order.")
    case .firewall:
      FieldReference(
        fields: "network, direction, priority, disabled, allowed[] and denied[].{IPProtocol, "
          + "ports}, sourceRanges, destinationRanges, sourceTags, sourceServiceAccounts, "
          + "targetTags, targetServiceAccounts",
        effect: "A VPC firewall rule.")
    case .firewallPolicy:
      FieldReference(
        fields: "name, shortName, displayName, policyType, policySource, rules[], "
          + "associations[].{attachmentTarget, priority}",
        effect: "A policy and where it holds.")
    case .forwardingRule:
      FieldReference(
        fields: "IPAddress, IPProtocol, ports, portRange, loadBalancingScheme, backendService, "
          + "target, network, subnetwork, allowGlobalAccess, sourceIpRanges, "
          + "pscConnectionStatus",
        effect: "The front of a load balancer or of a private service.")
    case .groupMembers:
      FieldReference(
        fields: "backend, status.healthStatus[].instance, id, selfLink, items[].{instance, "
          + "networkEndpoint.{instance, ipAddress, port}}",
        effect: "The machines of a group.")
    case .instance:
      FieldReference(
        fields: "name, zone, status, tags.items, serviceAccounts[].email, canIpForward, labels, "
          + "metadata.items[].{key, value}, networkInterfaces[].{name, network, subnetwork, "
          + "networkIP, accessConfigs[].natIP, ipv6Address, "
          + "ipv6AccessConfigs[].externalIpv6, aliasIpRanges[].ipCidrRange}",
        effect: "The machine, its interfaces and addresses.")
    case .instanceGroup:
      FieldReference(
        fields: "namedPorts[].{name, port}, size",
        effect: "The ports of a group and how many machines it has.")
    case .interconnectAttachment:
      FieldReference(
        fields: "router",
        effect: "A line to networks outside.")
    case .network:
      FieldReference(
        fields: "name, selfLink, IPv4Range, routingConfig.routingMode, "
          + "networkFirewallPolicyEnforcementOrder, firewallPolicy, networkProfile, "
          + "peerings[].{name, network, state, stackType, exportCustomRoutes, "
          + "importCustomRoutes, exportSubnetRoutesWithPublicIp, "
          + "importSubnetRoutesWithPublicIp}",
        effect: "The network, its peerings and the order of its firewall.")
    case .networkEndpointGroup:
      FieldReference(
        fields: "networkEndpointType, size, defaultPort",
        effect: "The port of a group and how many endpoints it has.")
    case .policyBasedRoute:
      FieldReference(
        fields: "network, priority, filter.destRange, virtualMachine.tags, "
          + "interconnectAttachment, nextHopOtherRoutes",
        effect: "What a policy-based route may take.")
    case .project:
      FieldReference(
        fields: "projectId, projectNumber, name, parent",
        effect: "The numbers of projects and what stands above them.")
    case .redisInstance:
      FieldReference(
        fields: "host, port, authorizedNetwork, labels",
        effect: "The address of a cache.")
    case .route:
      FieldReference(
        fields: "network, destRange, priority, tags, routeStatus, nextHopGateway, "
          + "nextHopInstance, nextHopIp, nextHopIlb, nextHopVpnTunnel, "
          + "nextHopInterconnectAttachment, nextHopPeering, nextHopHub, nextHopNetwork, "
          + "nextHopOtherRoutes",
        effect: "A route and where it leads.")
    case .router:
      FieldReference(
        fields: "network, region, bgpPeers, nats[].{name, type, natIps, natIpAllocateOption, "
          + "sourceSubnetworkIpRangesToNat, subnetworks[].{name, sourceIpRangesToNat, "
          + "secondaryIpRangeNames}, endpointTypes}",
        effect: "Cloud NAT, and whether routes are learned.")
    case .routerStatus:
      FieldReference(
        fields: "result.{network, natStatus[].{name, autoAllocatedNatIps, userAllocatedNatIps}, "
          + "bgpPeerStatus}, natIpInfoMappings[].natIp, natName, destRange",
        effect: "The addresses of Cloud NAT and learned routes.")
    case .runService:
      FieldReference(
        fields: "none",
        effect: "Counted: services answer at addresses of Google.")
    case .serviceAttachment:
      FieldReference(
        fields: "targetService, producerForwardingRule, natSubnets",
        effect: "The producer's end of a private service.")
    case .sqlInstance:
      FieldReference(
        fields: "name, state, databaseVersion, ipAddresses[].{type, ipAddress}, "
          + "settings.{connectorEnforcement, userLabels, ipConfiguration.{ipv4Enabled, "
          + "privateNetwork, authorizedNetworks[].{value, name, expirationTime}, "
          + "pscConfig.pscEnabled}}",
        effect: "The addresses of a database and its direct clients.")
    case .subnetwork:
      FieldReference(
        fields: "name, network, region, ipCidrRange, secondaryIpRanges[].{rangeName, "
          + "ipCidrRange}, internalIpv6Prefix, externalIpv6Prefix, ipv6CidrRange, purpose, "
          + "role, privateIpGoogleAccess, allowSubnetCidrRoutesOverlap",
        effect: "The subnet, its ranges and what its machines reach.")
    case .tagBinding:
      FieldReference(
        fields: "parent, tagValue",
        effect: "The machines that carry a secure tag.")
    case .targetGrpcProxy:
      FieldReference(
        fields: "selfLink, urlMap",
        effect: "The map of paths of a proxy.")
    case .targetHttpProxy:
      FieldReference(
        fields: "selfLink, urlMap",
        effect: "The map of paths of a proxy.")
    case .targetHttpsProxy:
      FieldReference(
        fields: "selfLink, urlMap",
        effect: "The map of paths of a proxy.")
    case .targetInstance:
      FieldReference(
        fields: "instance, network",
        effect: "The machine of protocol forwarding.")
    case .targetPool:
      FieldReference(
        fields: "instances, backupPool",
        effect: "The machines of a pool.")
    case .targetSslProxy:
      FieldReference(
        fields: "selfLink, service",
        effect: "The backend service of a proxy.")
    case .targetTcpProxy:
      FieldReference(
        fields: "selfLink, service",
        effect: "The backend service of a proxy.")
    case .urlMap:
      FieldReference(
        fields: "selfLink, service, defaultService, backendService",
        effect: "The backend services of a map of paths.")
    case .vpnTunnel:
      FieldReference(
        fields: "router, peerIp, remoteTrafficSelector, vpnGateway, targetVpnGateway, status",
        effect: "A tunnel to networks outside.")
    }
  }
}
