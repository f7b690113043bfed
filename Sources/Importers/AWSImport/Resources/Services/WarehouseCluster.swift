import Documents
import PacketSets
import Topology

extension Exported.Service {
  /// Reads a Redshift cluster, from `aws redshift describe-clusters` (API page DescribeClusters).
  init(warehouse value: JSONValue) throws(ReadFault) {
    let name = try value.requiredText("ClusterIdentifier")
    let endpoint = try value.object("Endpoint")
    self.init(
      id: try value.text("ClusterNamespaceArn") ?? "redshift \(name)", name: name,
      kind: .database, family: .warehouse,
      offers: .tcp(ports: [try endpoint?.number("Port") ?? 5439]), at: value)
    groupIDs = try value.groupIDs("VpcSecurityGroups", "VpcSecurityGroupId")
    subnetGroup = try value.text("ClusterSubnetGroupName")
    vpcID = try value.text("VpcId")
    for node in try value.records("ClusterNodes") {
      guard let address = try node.address("PrivateIPAddress") else { continue }
      addresses.append(
        EndpointAddress(address, publicAddress: try node.address("PublicIPAddress")))
    }
    for door in try endpoint?.records("VpcEndpoints") ?? [] {
      for interface in try door.records("NetworkInterfaces") {
        if let id = try interface.text("NetworkInterfaceId") { interfaceIDs.append(id) }
      }
    }
    isPublic = try value.flag("PubliclyAccessible") ?? false
    tags = try value.anyTags("Tags")
  }

  /// Reads a workgroup of Redshift Serverless, from `aws redshift-serverless list-workgroups`.
  init(workgroup value: JSONValue) throws(ReadFault) {
    let name = try value.requiredText("workgroupName")
    let endpoint = try value.object("endpoint")
    let port = try value.number("port")
    self.init(
      id: try value.text("workgroupArn") ?? name, name: name, kind: .database,
      family: .warehouse, offers: .tcp(ports: [try endpoint?.number("port") ?? port ?? 5439]),
      at: value)
    groupIDs = try value.texts("securityGroupIds").sorted()
    subnetIDs = try value.texts("subnetIds")
    for door in try endpoint?.records("vpcEndpoints") ?? [] {
      for interface in try door.records("networkInterfaces") {
        if let id = try interface.text("networkInterfaceId") { interfaceIDs.append(id) }
      }
    }
    isPublic = try value.flag("publiclyAccessible") ?? false
  }
}
