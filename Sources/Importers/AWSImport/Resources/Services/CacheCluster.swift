import Documents
import PacketSets
import Topology

extension Exported.Service {
  /// Reads a cache, from `aws elasticache describe-cache-clusters --show-cache-node-info` (API page
  /// DescribeCacheClusters).
  init(cacheCluster value: JSONValue) throws(ReadFault) {
    let name = try value.requiredText("CacheClusterId")
    var ports: [Int] = []
    for node in try value.records("CacheNodes") {
      if let port = try node.object("Endpoint")?.number("Port") { ports.append(port) }
    }
    if let port = try value.object("ConfigurationEndpoint")?.number("Port") { ports.append(port) }
    if ports.isEmpty { ports = [try value.text("Engine") == "memcached" ? 11211 : 6379] }
    self.init(
      id: try value.text("ARN") ?? name, name: name, kind: .cache, family: .cache,
      offers: .tcp(ports: ports), at: value)
    groupIDs = try value.groupIDs("SecurityGroups", "SecurityGroupId")
    subnetGroup = try value.text("CacheSubnetGroupName")
    notes = ["ElastiCache \(name)"]
  }

  /// Reads a serverless cache, from `aws elasticache describe-serverless-caches` (API page
  /// DescribeServerlessCaches), which is reached by interface endpoints.
  init(serverlessCache value: JSONValue) throws(ReadFault) {
    let name = try value.requiredText("ServerlessCacheName")
    var ports: [Int] = []
    if let port = try value.object("Endpoint")?.number("Port") { ports.append(port) }
    if let port = try value.object("ReaderEndpoint")?.number("Port") { ports.append(port) }
    self.init(
      id: try value.text("ARN") ?? name, name: name, kind: .cache, family: .cache,
      offers: .tcp(ports: ports.isEmpty ? [6379, 6380] : ports), at: value)
    groupIDs = try value.texts("SecurityGroupIds").sorted()
    subnetIDs = try value.texts("SubnetIds")
  }

  /// Reads a cluster of MemoryDB, from `aws memorydb describe-clusters`.
  init(memoryCluster value: JSONValue) throws(ReadFault) {
    let name = try value.requiredText("Name")
    let port = try value.object("ClusterEndpoint")?.number("Port")
    self.init(
      id: try value.text("ARN") ?? name, name: name, kind: .cache, family: .memory,
      offers: .tcp(ports: [port ?? 6379]), at: value)
    groupIDs = try value.groupIDs("SecurityGroups", "SecurityGroupId")
    subnetGroup = try value.text("SubnetGroupName")
  }
}
