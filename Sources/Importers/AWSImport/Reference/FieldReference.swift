/// The members that are read of one kind of records, for the documentation.
struct FieldReference: Sendable {
  /// The members, inner ones behind the outer one.
  var fields: String
  /// What they decide.
  var effect: String

  /// The members of each kind, by the key of the export.
  static let byKey = ofNetworks.merging(ofTransit) { first, _ in first }
    .merging(ofBalancers) { first, _ in first }
    .merging(ofFirewalls) { first, _ in first }

  private static let ofNetworks: [String: FieldReference] = [
    "Vpcs": .init(
      "VpcId, OwnerId, CidrBlock, CidrBlockAssociationSet[].{CidrBlock, CidrBlockState.State}, "
        + "Ipv6CidrBlockAssociationSet[].{Ipv6CidrBlock, Ipv6CidrBlockState.State, "
        + "Ipv6AddressAttribute}, BlockPublicAccessStates.InternetGatewayBlockMode, "
        + "EncryptionControl.Mode, Tags",
      "The network and its ranges; ranges that are not associated do not count."),
    "Subnets": .init(
      "SubnetId, VpcId, OwnerId, CidrBlock, Ipv6CidrBlockAssociationSet[], AvailabilityZone, "
        + "AvailabilityZoneId, BlockPublicAccessStates.InternetGatewayBlockMode, Tags",
      "The subnet, its ranges, its zone and what crosses internet gateways."),
    "RouteTables": .init(
      "RouteTableId, VpcId, OwnerId, Associations[].{Main, SubnetId, GatewayId, "
        + "AssociationState.State}, Routes[].{DestinationCidrBlock, DestinationIpv6CidrBlock, "
        + "DestinationPrefixListId, GatewayId, NatGatewayId, NetworkInterfaceId, InstanceId, "
        + "VpcPeeringConnectionId, TransitGatewayId, EgressOnlyInternetGatewayId, "
        + "CarrierGatewayId, LocalGatewayId, CoreNetworkArn, OdbNetworkArn, IpAddress, State, "
        + "Origin}, Tags",
      "The table of a subnet or gateway and where each route leads."),
    "NetworkAcls": .init(
      "NetworkAclId, VpcId, OwnerId, IsDefault, Associations[].SubnetId, Entries[].{RuleNumber, "
        + "Egress, RuleAction, Protocol, CidrBlock, Ipv6CidrBlock, PortRange.{From, To}, "
        + "IcmpTypeCode.{Type, Code}}, Tags",
      "The stateless filter at the border of a subnet, in the order of the numbers."),
    "SecurityGroups": .init(
      "GroupId, GroupName, VpcId, OwnerId, SecurityGroupArn, IpPermissions[] and "
        + "IpPermissionsEgress[].{IpProtocol, FromPort, ToPort, IpRanges[].CidrIp, "
        + "Ipv6Ranges[].CidrIpv6, PrefixListIds[].PrefixListId, UserIdGroupPairs[].{GroupId, "
        + "GroupName, UserId, VpcPeeringConnectionId, PeeringStatus}, Description}, Tags",
      "The stateful filter at an interface, and the identity that other groups refer to."),
    "SecurityGroupRules": .init(
      "SecurityGroupRuleId, GroupId, GroupOwnerId, IsEgress, IpProtocol, FromPort, ToPort, "
        + "CidrIpv4, CidrIpv6, PrefixListId, ReferencedGroupInfo, Description",
      "The ids of rules, so that a finding can name the rule; rules that no group lists."),
    "NetworkInterfaces": .init(
      "NetworkInterfaceId, SubnetId, VpcId, OwnerId, AvailabilityZone, InterfaceType, Description, "
        + "RequesterId, Status, Groups[].GroupId, PrivateIpAddress, PrivateIpAddresses[].{"
        + "PrivateIpAddress, Primary, Association.PublicIp}, Association.PublicIp, "
        + "Ipv6Addresses[].Ipv6Address, Ipv4Prefixes[].Ipv4Prefix, Ipv6Prefixes[].Ipv6Prefix, "
        + "SourceDestCheck, Attachment.{InstanceId, DeviceIndex}, DenyAllIgwTraffic, TagSet",
      "The parties of every proof: addresses, groups, what stands behind them."),
    "Reservations": .init(
      "OwnerId, Instances[].{InstanceId, State.Name, Placement.AvailabilityZone, SubnetId, VpcId, "
        + "PrivateIpAddress, PublicIpAddress, SecurityGroups[].GroupId, SourceDestCheck, "
        + "NetworkInterfaces[], Tags}",
      "The names, tags and states of machines; terminated ones are left out."),
    "InternetGateways": .init(
      "InternetGatewayId, OwnerId, Attachments[].{VpcId, State}, Tags",
      "Where a VPC meets the internet."),
    "EgressOnlyInternetGateways": .init(
      "EgressOnlyInternetGatewayId, OwnerId, Attachments[].{VpcId, State}, Tags",
      "Where IPv6 leaves and nothing comes in."),
    "NatGateways": .init(
      "NatGatewayId, State, VpcId, SubnetId, ConnectivityType, NatGatewayAddresses[].{"
        + "NetworkInterfaceId, PrivateIp, PublicIp, IsPrimary, Status, AvailabilityZone, "
        + "AvailabilityZoneId}, RouteTableId, AutoProvisionZones, Tags",
      "Translation of source addresses; gateways that are not available carry nothing."),
    "Addresses": .init(
      "PublicIp, AllocationId, NetworkInterfaceOwnerId, PrivateIpAddress, NetworkInterfaceId, "
        + "InstanceId",
      "Public addresses of interfaces, and addresses at which nobody answers."),
    "VpcPeeringConnections": .init(
      "VpcPeeringConnectionId, Status.Code, RequesterVpcInfo and AccepterVpcInfo.{VpcId, OwnerId, "
        + "Region, CidrBlock, CidrBlockSet[].CidrBlock, Ipv6CidrBlockSet[].Ipv6CidrBlock}",
      "Peerings, of which only active ones carry packets."),
    "PrefixLists": .init(
      "PrefixListId, PrefixListName, OwnerId, AddressFamily, Cidrs",
      "What routes and rules mean by a list; lists without entries are not known."),
    "Entries": .init(
      "Cidr; the id of the list is in the name of the file or folder",
      "The entries of a managed prefix list."),
    "VpcEndpoints": .init(
      "VpcEndpointId, OwnerId, VpcId, VpcEndpointType, ServiceName, State, PolicyDocument, SubnetIds, Tags, "
        + "NetworkInterfaceIds",
      "The ports that endpoints answer; gateway endpoints carry TCP and pings to their service."),
    "DBInstances": .init(
      "DBInstanceIdentifier, DBInstanceArn, Engine, Endpoint.Port, DbInstancePort, "
        + "VpcSecurityGroups[].VpcSecurityGroupId, DBSubnetGroup.{DBSubnetGroupName, VpcId, "
        + "Subnets[].SubnetIdentifier}, PubliclyAccessible, TagList",
      "Name, tags and port of a database; of RDS, Aurora, DocumentDB and Neptune."),
    "DBClusters": .init(
      "DBClusterIdentifier, DBClusterArn, DBClusterMembers[].DBInstanceIdentifier, EngineMode, "
        + "Engine, Port, VpcSecurityGroups[].VpcSecurityGroupId, DBSubnetGroup, "
        + "PubliclyAccessible, TagList",
      "Stands for members that are not exported, and for serverless clusters."),
    "DBProxies": .init(
      "DBProxyName, DBProxyArn, EngineFamily, VpcId, VpcSubnetIds, VpcSecurityGroupIds",
      "Name and port of a proxy in front of databases."),
    "DBSubnetGroups": .init(
      "DBSubnetGroupName, VpcId, Subnets[].SubnetIdentifier", "The subnets of clusters."),
    "CacheClusters": .init(
      "CacheClusterId, ARN, Engine, CacheNodes[].Endpoint.Port, ConfigurationEndpoint.Port, "
        + "SecurityGroups[].SecurityGroupId, CacheSubnetGroupName",
      "Name and port of a cache."),
    "ServerlessCaches": .init(
      "ServerlessCacheName, ARN, Endpoint.Port, ReaderEndpoint.Port, SecurityGroupIds, SubnetIds",
      "Name and ports of a cache."),
    "CacheSubnetGroups": .init(
      "CacheSubnetGroupName, VpcId, Subnets[].SubnetIdentifier", "The subnets of caches."),
    "Clusters": .init(
      "Redshift: ClusterIdentifier, ClusterNamespaceArn, Endpoint.{Port, VpcEndpoints[]."
        + "NetworkInterfaces[].NetworkInterfaceId}, VpcSecurityGroups[].VpcSecurityGroupId, "
        + "ClusterSubnetGroupName, VpcId, ClusterNodes[].{PrivateIPAddress, PublicIPAddress}, "
        + "PubliclyAccessible, Tags; MemoryDB: Name, ARN, ClusterEndpoint.Port, "
        + "SecurityGroups[].SecurityGroupId, SubnetGroupName",
      "Name, port and nodes of a warehouse or an in-memory database."),
    "ClusterSubnetGroups": .init(
      "ClusterSubnetGroupName, VpcId, Subnets[].SubnetIdentifier", "The subnets of warehouses."),
    "workgroups": .init(
      "workgroupName, workgroupArn, port, endpoint.{port, vpcEndpoints[].networkInterfaces[]."
        + "networkInterfaceId}, securityGroupIds, subnetIds, publiclyAccessible",
      "Name and port of a serverless warehouse."),
    "DomainStatus": .init(
      "DomainName, ARN, Deleted, VPCOptions.{VPCId, SubnetIds, SecurityGroupIds}, "
        + "DomainEndpointOptions.EnforceHTTPS",
      "Name and ports of a search domain in a VPC."),
    "DomainStatusList": .init("As DomainStatus, in a list.", "As DomainStatus."),
    "ClusterInfoList": .init(
      "ClusterName, ClusterArn, Provisioned.BrokerNodeGroupInfo.{ClientSubnets, SecurityGroups, "
        + "ConnectivityInfo.PublicAccess.Type}, Serverless.VpcConfigs[].{SubnetIds, "
        + "SecurityGroupIds}, Tags",
      "Name and ports of a Kafka cluster."),
    "BrokerId": .init(
      "The answer itself: BrokerId, BrokerArn, BrokerName, EngineType, SubnetIds, SecurityGroups, "
        + "BrokerInstances[].IpAddress, PubliclyAccessible, Tags",
      "Name, ports and addresses of a message broker."),
    "MountTargets": .init(
      "MountTargetId, FileSystemId, OwnerId, VpcId, SubnetId, NetworkInterfaceId, IpAddress",
      "The door of a file system, port 2049."),
    "Functions": .init(
      "FunctionName, FunctionArn, VpcConfig.{VpcId, SubnetIds, SecurityGroupIds}",
      "A function in a VPC opens connections and takes none."),
    "cluster": .init(
      "name, arn, resourcesVpcConfig.{vpcId, subnetIds, securityGroupIds, clusterSecurityGroupId, "
        + "endpointPublicAccess, publicAccessCidrs}, tags",
      "The interfaces of a Kubernetes control plane; a public API is told apart."),
    "services": .init(
      "serviceArn, serviceName, runningCount, desiredCount, networkConfiguration."
        + "awsvpcConfiguration.{subnets, securityGroups, assignPublicIp}, tags",
      "Where tasks run of which none is exported."),
    "tasks": .init(
      "taskArn, lastStatus, group, attachments[].{id, type, details[].{name, value}: "
        + "networkInterfaceId, subnetId, privateIPv4Address}, tags",
      "The task behind an interface."),
  ]

  init(_ fields: String, _ effect: String) {
    self.fields = fields
    self.effect = effect
  }
}
