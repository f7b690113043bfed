extension CollectedCall {
  private static let prefixLists = Subject(
    "--prefix-list-id", "ec2 describe-managed-prefix-lists", "PrefixLists[].PrefixListId",
    action: "ec2:DescribeManagedPrefixLists")
  private static let transitTables = Subject(
    "--transit-gateway-route-table-id", "ec2 describe-transit-gateway-route-tables",
    "TransitGatewayRouteTables[].TransitGatewayRouteTableId",
    action: "ec2:DescribeTransitGatewayRouteTables")
  private static let directConnect = Subject(
    "--direct-connect-gateway-id", "directconnect describe-direct-connect-gateways",
    "directConnectGateways[].directConnectGatewayId",
    action: "directconnect:DescribeDirectConnectGateways")
  private static let coreNetworks = Subject(
    "--core-network-id", "networkmanager list-core-networks", "CoreNetworks[].CoreNetworkId",
    action: "networkmanager:ListCoreNetworks")
  private static let coreAttachments = Subject(
    "--attachment-id", "networkmanager list-attachments --attachment-type VPC",
    "Attachments[].AttachmentId", action: "networkmanager:ListAttachments")
  private static let balancers = Subject(
    "--load-balancer-arn", "elbv2 describe-load-balancers", "LoadBalancers[].LoadBalancerArn",
    action: "elasticloadbalancing:DescribeLoadBalancers")
  private static let listeners = Subject(
    "--listener-arn", "elbv2 describe-listeners", "Listeners[].ListenerArn",
    action: "elasticloadbalancing:DescribeListeners")
  private static let targetGroups = Subject(
    "--target-group-arn", "elbv2 describe-target-groups", "TargetGroups[].TargetGroupArn",
    action: "elasticloadbalancing:DescribeTargetGroups")
  private static let fileSystems = Subject(
    "--file-system-id", "efs describe-file-systems", "FileSystems[].FileSystemId",
    action: "elasticfilesystem:DescribeFileSystems")
  private static let domains = Subject(
    "--domain-name", "opensearch list-domain-names", "DomainNames[].DomainName",
    action: "es:ListDomainNames")
  private static let brokers = Subject(
    "--broker-id", "mq list-brokers", "BrokerSummaries[].BrokerId", action: "mq:ListBrokers")
  private static let kubernetes = Subject(
    "--name", "eks list-clusters", "clusters[]", action: "eks:ListClusters")
  private static let taskClusters = Subject(
    "--cluster", "ecs list-clusters", "clusterArns[]", action: "ecs:ListClusters")
  private static let tasks = Subject(
    "--tasks", "ecs list-tasks", "taskArns[]", action: "ecs:ListTasks")
  private static let taskServices = Subject(
    "--services", "ecs list-services", "serviceArns[]", action: "ecs:ListServices")
  private static let firewalls = Subject(
    "--firewall-arn", "network-firewall list-firewalls", "Firewalls[].FirewallArn",
    action: "network-firewall:ListFirewalls")
  private static let firewallPolicies = Subject(
    "--firewall-policy-arn", "network-firewall list-firewall-policies", "FirewallPolicies[].Arn",
    action: "network-firewall:ListFirewallPolicies")
  private static let firewallRuleGroups = Subject(
    "--rule-group-arn", "network-firewall list-rule-groups", "RuleGroups[].Arn",
    action: "network-firewall:ListRuleGroups")

  /// Every call, in the order of the script.
  static let all: [CollectedCall] = [
    .init("ec2", "describe-vpcs"),
    .init("ec2", "describe-vpc-encryption-controls"),
    .init("ec2", "describe-subnets"),
    .init("ec2", "describe-route-tables"),
    .init("ec2", "describe-network-acls"),
    .init("ec2", "describe-security-groups"),
    .init("ec2", "describe-security-group-rules"),
    .init("ec2", "describe-security-group-vpc-associations"),
    .init("ec2", "describe-network-interfaces"),
    .init("ec2", "describe-instances"),
    .init("ec2", "describe-internet-gateways"),
    .init("ec2", "describe-egress-only-internet-gateways"),
    .init("ec2", "describe-carrier-gateways"),
    .init("ec2", "describe-local-gateways"),
    .init("ec2", "describe-nat-gateways"),
    .init("ec2", "describe-addresses"),
    .init("ec2", "describe-vpc-peering-connections"),
    .init("ec2", "describe-managed-prefix-lists"),
    .init("ec2", "describe-prefix-lists"),
    .init("ec2", "get-managed-prefix-list-entries", each: [prefixLists]),
    .init("ec2", "describe-vpc-endpoints"),
    .init("ec2", "describe-vpc-endpoint-service-configurations"),
    .init("ec2", "describe-vpc-block-public-access-options"),
    .init("ec2", "describe-vpc-block-public-access-exclusions"),
    .init("ec2", "describe-instance-connect-endpoints"),
    .init("ec2", "describe-client-vpn-endpoints"),
    .init("ec2", "describe-transit-gateways"),
    .init("ec2", "describe-transit-gateway-attachments"),
    .init("ec2", "describe-transit-gateway-vpc-attachments"),
    .init("ec2", "describe-transit-gateway-peering-attachments"),
    .init("ec2", "describe-transit-gateway-connects"),
    .init("ec2", "describe-transit-gateway-route-tables"),
    .init("ec2", "get-transit-gateway-route-table-associations", each: [transitTables]),
    .init("ec2", "get-transit-gateway-route-table-propagations", each: [transitTables]),
    .init("ec2", "get-transit-gateway-prefix-list-references", each: [transitTables]),
    .init(
      "ec2", "search-transit-gateway-routes",
      options: "--filters Name=state,Values=active,blackhole", each: [transitTables]),
    .init("ec2", "describe-vpn-gateways"),
    .init("ec2", "describe-vpn-connections"),
    .init("ec2", "describe-customer-gateways"),
    .init("directconnect", "describe-direct-connect-gateways"),
    .init(
      "directconnect", "describe-direct-connect-gateway-associations", each: [directConnect]),
    .init("directconnect", "describe-virtual-interfaces"),
    .init("networkmanager", "list-attachments"),
    .init("networkmanager", "get-vpc-attachment", each: [coreAttachments]),
    .init("networkmanager", "get-core-network", each: [coreNetworks]),
    .init("networkmanager", "get-core-network-policy", each: [coreNetworks]),
    .init("elb", "describe-load-balancers"),
    .init("elbv2", "describe-load-balancers"),
    .init("elbv2", "describe-load-balancer-attributes", each: [balancers]),
    .init("elbv2", "describe-listeners", each: [balancers]),
    .init("elbv2", "describe-rules", each: [balancers, listeners]),
    .init("elbv2", "describe-target-groups"),
    .init("elbv2", "describe-target-group-attributes", each: [targetGroups]),
    .init("elbv2", "describe-target-health", each: [targetGroups]),
    .init("rds", "describe-db-instances", "DescribeDBInstances"),
    .init("rds", "describe-db-clusters", "DescribeDBClusters"),
    .init("rds", "describe-db-proxies", "DescribeDBProxies"),
    .init("rds", "describe-db-subnet-groups", "DescribeDBSubnetGroups"),
    .init("elasticache", "describe-cache-clusters", options: "--show-cache-node-info"),
    .init("elasticache", "describe-replication-groups"),
    .init("elasticache", "describe-serverless-caches"),
    .init("elasticache", "describe-cache-subnet-groups"),
    .init("memorydb", "describe-clusters"),
    .init("redshift", "describe-clusters"),
    .init("redshift", "describe-cluster-subnet-groups"),
    .init("redshift-serverless", "list-workgroups"),
    .init("opensearch", "describe-domain", each: [domains]),
    .init("kafka", "list-clusters-v2", "ListClustersV2"),
    .init("mq", "describe-broker", each: [brokers]),
    .init("efs", "describe-mount-targets", each: [fileSystems]),
    .init("lambda", "list-functions"),
    .init("eks", "describe-cluster", each: [kubernetes]),
    .init("ecs", "describe-services", each: [taskClusters, taskServices]),
    .init("ecs", "describe-tasks", each: [taskClusters, tasks]),
    .init("network-firewall", "describe-firewall", each: [firewalls]),
    .init("network-firewall", "describe-firewall-policy", each: [firewallPolicies]),
    .init("network-firewall", "describe-rule-group", each: [firewallRuleGroups]),
    .init("globalaccelerator", "list-accelerators", onlyRegion: "us-west-2"),
  ]
}
