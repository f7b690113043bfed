import Documents

/// The kinds of records that tell what stands behind interfaces, by the key of their export.
enum ServiceKind: String, CaseIterable, Hashable, Sendable {
  case databaseInstances = "DBInstances"
  case databaseClusters = "DBClusters"
  case databaseProxies = "DBProxies"
  case databaseSubnetGroups = "DBSubnetGroups"
  case cacheClusters = "CacheClusters"
  case serverlessCaches = "ServerlessCaches"
  case cacheSubnetGroups = "CacheSubnetGroups"
  case clusters = "Clusters"
  case clusterSubnetGroups = "ClusterSubnetGroups"
  case workgroups = "workgroups"
  case searchDomain = "DomainStatus"
  case searchDomains = "DomainStatusList"
  case streams = "ClusterInfoList"
  case broker = "BrokerId"
  case mountTargets = "MountTargets"
  case functions = "Functions"
  case kubernetesCluster = "cluster"
  case containerServices = "services"
  case containerTasks = "tasks"

  /// The operation whose answer has this key, with the commands that export it whole.
  var source: (operation: String, commands: [String]) {
    switch self {
    case .databaseInstances: ("DescribeDBInstances", ["aws rds describe-db-instances"])
    case .databaseClusters:
      ("DescribeDBClusters", ["aws rds describe-db-clusters"])
    case .databaseProxies: ("DescribeDBProxies", ["aws rds describe-db-proxies"])
    case .databaseSubnetGroups:
      ("DescribeDBSubnetGroups", ["aws rds describe-db-subnet-groups"])
    case .cacheClusters:
      (
        "DescribeCacheClusters",
        ["aws elasticache describe-cache-clusters --show-cache-node-info"]
      )
    case .serverlessCaches:
      ("DescribeServerlessCaches", ["aws elasticache describe-serverless-caches"])
    case .cacheSubnetGroups:
      ("DescribeCacheSubnetGroups", ["aws elasticache describe-cache-subnet-groups"])
    case .clusters:
      ("DescribeClusters", ["aws redshift describe-clusters", "aws memorydb describe-clusters"])
    case .clusterSubnetGroups:
      ("DescribeClusterSubnetGroups", ["aws redshift describe-cluster-subnet-groups"])
    case .workgroups: ("ListWorkgroups", ["aws redshift-serverless list-workgroups"])
    case .searchDomain: ("DescribeDomain", ["aws opensearch describe-domain --domain-name ID"])
    case .searchDomains:
      ("DescribeDomains", ["aws opensearch describe-domains --domain-names ID"])
    case .streams: ("ListClustersV2", ["aws kafka list-clusters-v2"])
    case .broker: ("DescribeBroker", ["aws mq describe-broker --broker-id ID"])
    case .mountTargets:
      ("DescribeMountTargets", ["aws efs describe-mount-targets --file-system-id ID"])
    case .functions: ("ListFunctions", ["aws lambda list-functions"])
    case .kubernetesCluster: ("DescribeCluster", ["aws eks describe-cluster --name ID"])
    case .containerServices:
      ("DescribeServices", ["aws ecs describe-services --cluster ID --services ID"])
    case .containerTasks: ("DescribeTasks", ["aws ecs describe-tasks --cluster ID --tasks ID"])
    }
  }

  /// A key that each record has, for the keys that other programs use as well (AWS-IO-09).
  var markers: [StaticString] {
    switch self {
    case .databaseInstances: ["DBInstanceIdentifier"]
    case .databaseClusters: ["DBClusterIdentifier"]
    case .databaseProxies: ["DBProxyName"]
    case .databaseSubnetGroups: ["DBSubnetGroupName"]
    case .cacheClusters: ["CacheClusterId"]
    case .serverlessCaches: ["ServerlessCacheName"]
    case .cacheSubnetGroups: ["CacheSubnetGroupName"]
    case .clusters: ["ClusterIdentifier", "ACLName", "NumberOfShards"]
    case .clusterSubnetGroups: ["ClusterSubnetGroupName"]
    case .workgroups: ["workgroupArn", "workgroupName"]
    case .searchDomain, .searchDomains: ["ARN", "Arn", "DomainName"]
    case .streams: ["ClusterArn"]
    case .broker: ["BrokerArn", "BrokerInstances"]
    case .mountTargets: ["MountTargetId"]
    case .functions: ["FunctionArn"]
    case .kubernetesCluster: ["resourcesVpcConfig", "arn"]
    case .containerServices: ["serviceArn"]
    case .containerTasks: ["taskArn"]
    }
  }

  /// Whether a key is exported for many records at once, so that an empty list says something.
  private var isUnmistakable: Bool {
    switch self {
    case .databaseInstances, .databaseClusters, .databaseProxies, .databaseSubnetGroups,
      .cacheClusters, .serverlessCaches, .cacheSubnetGroups, .clusterSubnetGroups,
      .searchDomains, .streams:
      true
    case .clusters, .workgroups, .searchDomain, .broker, .mountTargets, .functions,
      .kubernetesCluster, .containerServices, .containerTasks:
      false
    }
  }

  /// Returns the records under the key, or nil when they are another program's.
  func records(_ value: JSONValue, in body: JSONValue, isNamed: Bool) -> JSONValue? {
    // The answer about a broker is the record itself.
    let records = self == .broker ? body : value
    guard records.kind == .array || records.kind == .object else { return nil }
    let first = records.kind == .array ? records[0] : records
    guard let first else { return isUnmistakable || isNamed ? records : nil }
    return markers.contains { first[$0] != nil } ? records : nil
  }
}
