import Documents
import PacketSets
import Topology

extension Exported.Service {
  /// The ports of brokers and of their keepers of state: without and with encryption, with the
  /// sign-in of SASL and IAM, of ZooKeeper and of open monitoring.
  private static let streamPorts = [2181, 2182, 9092, 9094, 9096, 9098, 11001, 11002]

  /// Reads a Kafka cluster, from `aws kafka list-clusters-v2` (operation ListClustersV2).
  init(stream value: JSONValue) throws(ReadFault) {
    let name = try value.requiredText("ClusterName")
    self.init(
      id: try value.text("ClusterArn") ?? name, name: name, kind: .queue, family: .stream,
      offers: .tcp(ports: Self.streamPorts), at: value)
    let provisioned = try value.object("Provisioned")?.object("BrokerNodeGroupInfo")
    let direct = try value.object("BrokerNodeGroupInfo")
    if let place = provisioned ?? direct {
      subnetIDs = try place.texts("ClientSubnets")
      groupIDs = try place.texts("SecurityGroups").sorted()
      let access = try place.object("ConnectivityInfo")?.object("PublicAccess")?.text("Type")
      isPublic = access == "SERVICE_PROVIDED_EIPS"
      // Public access has ports of its own.
      if isPublic { offers = .tcp(ports: Self.streamPorts + [9194, 9196, 9198]) }
    }
    for place in try value.object("Serverless")?.records("VpcConfigs") ?? [] {
      subnetIDs += try place.texts("SubnetIds")
      groupIDs += try place.texts("SecurityGroupIds")
      offers = .tcp(ports: [9098])
    }
    groupIDs = Set(groupIDs).sorted()
    tags = try value.anyTags("Tags")
  }
}
