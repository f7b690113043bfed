/// How the XML of AWS names what JSON names otherwise (AWS-IO-01).
enum XMLNames {
  /// The elements that hold true or false.
  static let truths = words(
    """
    ActivityStreamEngineNativeAuditFieldsIncluded AllowCancelResize AllowVersionUpgrade
    AtRestEncryptionEnabled AuthTokenEnabled AutoMinorVersionUpgrade AutoPause ClusterEnabled
    CopyTagsToSnapshot CrossAccountClone CustomerOwnedIpEnabled DebugLogging DedicatedLogVolume
    DeletionProtection Enabled Encrypted EnhancedVpcRouting GlobalWriteForwardingRequested
    HealthCheckEnabled HttpEndpointEnabled IAMDatabaseAuthenticationEnabled
    IgnoreClientCertificateExpiry InternetAccessGatewayEnabled IsClusterWriter IsDefault
    IsStorageConfigUpgradeAvailable MultiAZ MultiTenant Normal PerformanceInsightsEnabled
    PubliclyAccessible ReplicationGroupLogDeliveryEnabled RequireTLS StorageEncrypted
    TransitEncryptionEnabled UseExistingClientSecret VPCNetworkingEnabled acceptanceRequired
    additionalRoutesAvailable allowDnsResolutionFromRemoteVpc
    allowEgressFromLocalClassicLinkToRemoteVpc allowEgressFromLocalVpcToRemoteClassicLink
    assignIpv6AddressOnCreation bgpLogEnabled blackhole configured default
    defaultAssociationRouteTable defaultForAz defaultPropagationRouteTable deleteOnTermination
    denyAllIgwTraffic ebsOptimized egress enaSrdEnabled enaSrdUdpEnabled enaSupport
    enableAcceleration enableDns64 enableResourceNameDnsAAAARecord enableResourceNameDnsARecord
    enableTunnelLifecycleControl enabled hiddenByDefault hiveCompatiblePartitions
    ipamPrefixListResolverSyncEnabled ipv6Native isDefault isEgress isPrimary isPrimaryIpv6
    logEnabled main managed managesVpcEndpoints mapCustomerOwnedIpOnLaunch mapPublicIpOnLaunch
    perHourPartition preserveClientIp primary privateDnsEnabled
    privateDnsOnlyForInboundResolverEndpoint remoteAccessEnabled requesterManaged
    sourceDestCheck staticRoutesOnly vpcEndpointPolicySupported
    """)

  /// The elements that hold a whole number.
  static let numbers = words(
    """
    AllocatedStorage AutomatedSnapshotRetentionPeriod BacktrackConsumedChangeRecords
    BacktrackWindow BackupRetentionPeriod Capacity CapacityUnits CookieExpirationPeriod
    DataTransferredInMegaBytes DbInstancePort DecreaseRequestsRemaining DurationSeconds
    ElapsedTimeInSeconds EmitInterval EstimatedTimeToCompletionInSeconds
    HealthCheckIntervalSeconds HealthCheckTimeoutSeconds HealthyThreshold HealthyThresholdCount
    IOPS IdleClientTimeout IdleTimeout InstancePort Interval Iops LoadBalancerPort
    ManualSnapshotRetentionPeriod MaxAllocatedStorage MaxCapacity Maximum MinCapacity Minimum
    MonitoringInterval NumCacheNodes NumberOfNodes Order PerformanceInsightsRetentionPeriod Port
    ProgressInMegaBytes PromotionTier RetentionPeriod ScaleIntervalMinutes ScalePercentage
    SecondsBeforeTimeout SecondsUntilAutoPause SessionTimeout SnapshotRetentionLimit
    SnapshotSizeInMegaBytes SourceReservedNodeCount StorageThroughput TargetControlPort
    TargetReservedNodeCount Timeout TotalDataInMegaBytes TotalStorageCapacityInMegaBytes
    UnhealthyThreshold UnhealthyThresholdCount Weight acceptedRouteCount amazonSideAsn
    amiLaunchIndex availableIpAddressCount coreCount deviceIndex dpdTimeoutSeconds ebsCardIndex
    enaQueueCount enableLniAtDeviceIndex from fromPort httpPutResponseHopLimit
    maxAggregationInterval maxEntries networkCardIndex partitionNumber phase1LifetimeSeconds
    phase2LifetimeSeconds rekeyFuzzPercentage rekeyMarginTimeSeconds replayWindowSize ruleNumber
    tcpEstablishedTimeout threadsPerCore to toPort udpStreamTimeout udpTimeout version
    """)

  /// The elements that hold a list, beside those of which the name ends in `Set`.
  static let lists = words(
    """
    Actions AdditionalAttributes AdditionalClaims AdditionalStorageVolumes AlpnPolicy
    AppCookieStickinessPolicies AssociatedRoles Attributes Auth AvailabilityZones
    BackendServerDescriptions CacheClusters CacheNodeIdsToReboot CacheNodeIdsToRemove CacheNodes
    CacheSecurityGroups CacheSubnetGroups CapacityReservationState Certificates ClusterNodes
    ClusterParameterGroups ClusterParameterStatusList ClusterSecurityGroups ClusterSubnetGroups
    Clusters Conditions CustomEndpoints DBClusterMembers DBClusterOptionGroupMemberships
    DBClusters DBInstanceAutomatedBackupsReplications DBInstances DBParameterGroups DBProxies
    DBSecurityGroups DBSubnetGroups DefaultActions DeferredMaintenanceWindows DnsIps
    DomainMemberships EnabledCloudwatchLogsExports IamRoles InstanceStates Instances
    LBCookieStickinessPolicies ListenerDescriptions Listeners LoadBalancerAddresses
    LoadBalancerArns LoadBalancerDescriptions LoadBalancers LogDeliveryConfigurations
    LogTypesToDisable LogTypesToEnable MemberClusters MemberClustersOutpostArns
    NetworkInterfaces NodeGroupMembers NodeGroups OptionGroupMemberships OtherPolicies
    PendingActions PendingLogDeliveryConfiguration PolicyNames ProcessorFeatures
    ReadReplicaDBClusterIdentifiers ReadReplicaDBInstanceIdentifiers ReadReplicaIdentifiers
    RegexValues ReplicationGroups Rewrites Rules SecurityGroupIds SecurityGroups
    ServerlessCaches SourceNatIpv6Prefixes StatusInfos SubnetIds Subnets
    SupportedClusterIpAddressTypes SupportedNetworkTypes SupportedPlatforms TagList Tags
    TargetGroups TargetHealthDescriptions Transforms UserGroupIds UserGroupIdsToAdd
    UserGroupIdsToRemove Values VpcEndpoints VpcSecurityGroupIds VpcSecurityGroups VpcSubnetIds
    associations attachments availabilityZoneInfo blockDeviceMapping groups ipPermissions
    ipPermissionsEgress ipRanges ipv6Ranges prefixListIds productCodes regionInfo routes
    securityGroupInfo staleIpPermissions staleIpPermissionsEgress subnetIds
    transitGatewayAttachmentPropagations transitGatewayAttachments transitGatewayCidrBlocks
    transitGatewayPeeringAttachments transitGatewayRouteTablePropagations
    transitGatewayRouteTables transitGatewayVpcAttachments vgwTelemetry
    """)

  /// The lists of which the JSON name has an `s` in place of `Set`.
  static let plurals = words(
    """
    accountAttribute associatedSubnet association attachedAppliance attachment attributeValue
    availabilityZone availabilityZoneId baseEndpointDnsName carrierGateway cidr customerGateway
    dhcpConfiguration egressOnlyInternetGateway elasticGpuAssociation
    elasticInferenceAcceleratorAssociation flowLog gatewayLoadBalancerArn group ikeVersion
    instanceConnectEndpoint internetGateway license message natGateway networkAcl
    networkInterface networkInterfaceId networkLoadBalancerArn phase1DHGroupNumber
    phase1EncryptionAlgorithm phase1IntegrityAlgorithm phase2DHGroupNumber
    phase2EncryptionAlgorithm phase2IntegrityAlgorithm prefixList privateDnsName
    privateDnsSpecifiedDomain propagatingVgw reservation route routeTable routeTableId
    secondaryInterface securityGroupForVpc securityGroupId securityGroupRule
    securityGroupVpcAssociation serviceConfiguration serviceDetail serviceName subnet subnetId
    supportedIpAddressType supportedRegion tag transitGateway transitGatewayConnect
    transitGatewayPrefixListReference tunnelOption value vpc vpcBlockPublicAccessExclusion
    vpcEncryptionControl vpcEndpoint vpcEndpointAssociation vpcEndpointConnection
    vpcPeeringConnection vpnConcentrator vpnConnection vpnGateway
    """)

  /// The other names, by the element.
  static let others: [String: String] = [
    "addressesSet": "Addresses",
    "attachments": "VpcAttachments",
    "availabilityZoneInfo": "AvailabilityZones",
    "blockDeviceMapping": "BlockDeviceMappings",
    "default": "IsDefault",
    "dhcpOptionsSet": "DhcpOptions",
    "dnsEntrySet": "DnsEntries",
    "entrySet": "Entries",
    "geographySet": "Geography",
    "groupDescription": "Description",
    "groups": "UserIdGroupPairs",
    "instanceState": "State",
    "instancesSet": "Instances",
    "ipPrefixSet": "IpPrefixes",
    "ipv4PrefixSet": "Ipv4Prefixes",
    "ipv6AddressesSet": "Ipv6Addresses",
    "ipv6PrefixSet": "Ipv6Prefixes",
    "natGatewayAddressSet": "NatGatewayAddresses",
    "privateIpAddressSet": "PrivateIpAddresses",
    "privateIpAddressesSet": "PrivateIpAddresses",
    "productCode": "ProductCodeId",
    "regionEndpoint": "Endpoint",
    "regionInfo": "Regions",
    "securityGroupInfo": "SecurityGroups",
    "subGeographySet": "SubGeography",
    "zoneState": "State",
  ]

  private static func words(_ text: String) -> Set<String> {
    Set(text.split(whereSeparator: \.isWhitespace).map(String.init))
  }

  /// Returns the JSON name of an element.
  ///
  /// - Parameters:
  ///   - element: The name of the element.
  ///   - parent: The JSON name of the element around it or, inside a list, of the list.
  /// - Returns: The key of JSON.
  static func key(of element: String, in parent: String) -> String {
    switch (parent, element) {
    case ("Instances", "dnsName"): return "PublicDnsName"
    case ("Instances", "groupSet"): return "SecurityGroups"
    case ("Instances", "ipAddress"): return "PublicIpAddress"
    case ("Instances", "reason"): return "StateTransitionReason"
    case ("NetworkInterfaces", "tagSet"): return "TagSet"
    case ("ProductCodes", "type"): return "ProductCodeType"
    default: break
    }
    if let name = others[element] { return name }
    if element.hasSuffix("Set"), plurals.contains(String(element.dropLast(3))) {
      return capitalized(String(element.dropLast(3))) + "s"
    }
    return capitalized(element)
  }

  /// Returns a name with a capital first letter.
  static func capitalized(_ name: String) -> String {
    guard let first = name.first, first.isASCII, first.isLowercase else { return name }
    return first.uppercased() + name.dropFirst()
  }

  /// Whether an element holds a list, be it an empty one.
  static func isList(_ element: String) -> Bool {
    lists.contains(element) || element.hasSuffix("Set") && element.first?.isLowercase == true
  }
}
