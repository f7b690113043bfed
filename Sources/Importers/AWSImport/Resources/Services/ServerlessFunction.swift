import Documents
import PacketSets
import Topology

extension Exported.Service {
  /// Reads a function, from `aws lambda list-functions` (API page ListFunctions): in a VPC it opens
  /// connections and takes none (AWS-SVC-02).
  ///
  /// - Returns: The function, or nil when it is outside of every VPC.
  static func function(_ value: JSONValue) throws(ReadFault) -> Exported.Service? {
    let name = try value.requiredText("FunctionName")
    guard let place = try value.object("VpcConfig"), try !place.texts("SubnetIds").isEmpty else {
      return nil
    }
    var service = Exported.Service(
      id: try value.text("FunctionArn") ?? name, name: name, kind: .function, family: .function,
      offers: .empty, at: value)
    service.vpcID = try place.text("VpcId")
    service.subnetIDs = try place.texts("SubnetIds")
    service.groupIDs = try place.texts("SecurityGroupIds").sorted()
    service.notes = ["AWS Lambda VPC ENI-\(name)-"]
    return service
  }
}
