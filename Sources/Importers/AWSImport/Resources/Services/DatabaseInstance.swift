import Documents
import PacketSets
import Topology

extension Exported.Service {
  /// Reads a database instance, from `aws rds describe-db-instances` (API page
  /// DescribeDBInstances); DocumentDB and Neptune list theirs there too (AWS-SVC-01).
  init(databaseInstance value: JSONValue) throws(ReadFault) {
    let name = try value.requiredText("DBInstanceIdentifier")
    let endpointPort = try value.object("Endpoint")?.number("Port")
    let ownPort = try value.number("DbInstancePort").flatMap { $0 == 0 ? nil : $0 }
    let engine = try value.text("Engine") ?? ""
    let port = endpointPort ?? ownPort ?? Self.standardPort(ofEngine: engine)
    self.init(
      id: try value.text("DBInstanceArn") ?? name, name: name, kind: .database,
      family: .database, offers: port.map { .tcp(ports: [$0]) } ?? .tcp(0...65535), at: value)
    groupIDs = try value.groupIDs("VpcSecurityGroups", "VpcSecurityGroupId")
    if let group = try value.object("DBSubnetGroup") {
      subnetGroup = try group.text("DBSubnetGroupName")
      vpcID = try group.text("VpcId")
      for subnet in try group.records("Subnets") {
        if let id = try subnet.text("SubnetIdentifier") { subnetIDs.append(id) }
      }
    }
    isPublic = try value.flag("PubliclyAccessible") ?? false
    tags = try value.anyTags("TagList")
  }

  /// The port of an engine where nobody chose another.
  static func standardPort(ofEngine engine: String) -> Int? {
    for (word, port) in [
      ("postgres", 5432), ("mysql", 3306), ("mariadb", 3306), ("aurora", 3306),
      ("oracle", 1521), ("sqlserver", 1433), ("docdb", 27017), ("neptune", 8182),
      ("db2", 50000),
    ] where engine.contains(word) {
      return port
    }
    return nil
  }
}
