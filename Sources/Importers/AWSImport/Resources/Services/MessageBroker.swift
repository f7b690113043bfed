import Documents
import PacketSets
import Topology

extension Exported.Service {
  /// Reads a message broker, from `aws mq describe-broker` (operation DescribeBroker), whose answer
  /// is the record itself.
  init(broker value: JSONValue) throws(ReadFault) {
    let id = try value.requiredText("BrokerId")
    let isRabbit = try value.text("EngineType")?.lowercased() == "rabbitmq"
    self.init(
      id: try value.text("BrokerArn") ?? id, name: try value.text("BrokerName") ?? id,
      kind: .queue, family: .broker,
      offers: .tcp(
        ports: isRabbit ? [443, 5671, 15671] : [5671, 8162, 8883, 61614, 61617, 61619]),
      at: value)
    subnetIDs = try value.texts("SubnetIds")
    groupIDs = try value.texts("SecurityGroups").sorted()
    for instance in try value.records("BrokerInstances") {
      if let address = try instance.address("IpAddress") {
        addresses.append(EndpointAddress(address))
      }
    }
    isPublic = try value.flag("PubliclyAccessible") ?? false
    notes = ["Amazon MQ network interface for broker \(id)", "Amazon MQ \(id)"]
    tags = try value.anyTags("Tags")
  }
}
