import Documents
import PacketSets
import Topology

extension Exported.Service {
  /// Reads a database cluster, from `aws rds describe-db-clusters`, `aws docdb describe-db-clusters`
  /// or `aws neptune describe-db-clusters` (API page DescribeDBClusters).
  ///
  /// The interfaces belong to the instances of the cluster; the cluster stands for those that are
  /// not exported. Without members it has none, unless it is serverless.
  ///
  /// - Returns: The cluster, or nil when it has no interfaces of its own.
  static func databaseCluster(
    _ value: JSONValue, isKnown: (String) -> Bool
  ) throws(ReadFault) -> Exported.Service? {
    let name = try value.requiredText("DBClusterIdentifier")
    var members: [String] = []
    for member in try value.records("DBClusterMembers") {
      if let id = try member.text("DBInstanceIdentifier") { members.append(id) }
    }
    let isServerless = try value.text("EngineMode") == "serverless"
    guard isServerless || members.contains(where: { !isKnown($0) }) else { return nil }
    let engine = try value.text("Engine") ?? ""
    let port = try value.number("Port") ?? standardPort(ofEngine: engine)
    var service = Exported.Service(
      id: try value.text("DBClusterArn") ?? name, name: name, kind: .database,
      family: .database, offers: port.map { .tcp(ports: [$0]) } ?? .tcp(0...65535), at: value)
    service.groupIDs = try value.groupIDs("VpcSecurityGroups", "VpcSecurityGroupId")
    service.subnetGroup = try value.text("DBSubnetGroup")
    service.isPublic = try value.flag("PubliclyAccessible") ?? false
    service.tags = try value.anyTags("TagList")
    return service
  }

  /// Reads a proxy in front of databases, from `aws rds describe-db-proxies` (API page
  /// DescribeDBProxies).
  init(databaseProxy value: JSONValue) throws(ReadFault) {
    let name = try value.requiredText("DBProxyName")
    let engine = try value.text("EngineFamily")?.lowercased() ?? ""
    let port = Self.standardPort(ofEngine: engine)
    self.init(
      id: try value.text("DBProxyArn") ?? name, name: name, kind: .database, family: .database,
      offers: port.map { .tcp(ports: [$0]) } ?? .tcp(0...65535), at: value)
    vpcID = try value.text("VpcId")
    subnetIDs = try value.texts("VpcSubnetIds")
    groupIDs = try value.texts("VpcSecurityGroupIds").sorted()
  }
}
