import Documents
import PacketSets
import Topology

extension Exported.Service {
  /// Reads a mount target of a file system, from `aws efs describe-mount-targets` (API page
  /// DescribeMountTargets).
  init(mountTarget value: JSONValue) throws(ReadFault) {
    let id = try value.requiredText("MountTargetId")
    let fileSystem = try value.text("FileSystemId") ?? id
    self.init(
      id: id, name: fileSystem, kind: .fileSystem, family: .fileSystem,
      offers: .tcp(ports: [2049]), at: value)
    initiates = false
    ownerID = try value.text("OwnerId")
    vpcID = try value.text("VpcId")
    if let id = try value.text("SubnetId") { subnetIDs = [id] }
    if let id = try value.text("NetworkInterfaceId") { interfaceIDs = [id] }
    if let address = try value.address("IpAddress") {
      addresses = [EndpointAddress(address)]
    }
    notes = ["EFS mount target for \(fileSystem) (\(id))"]
  }
}
