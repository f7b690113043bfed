import Documents
import PacketSets
import Topology

extension Exported {
  /// An instance, from `aws ec2 describe-instances` (API page DescribeInstances, type Instance).
  struct Instance: ExportedRecord {
    /// `InstanceId`.
    var id: String
    /// `OwnerId` of its reservation.
    var ownerID: String?
    /// `State.Name`, such as `running`, `stopped` or `terminated`.
    var state: String
    /// `Placement.AvailabilityZone`, which names the region.
    var zone: String?
    /// `NetworkInterfaces`, a shorter form of what `describe-network-interfaces` tells.
    var interfaces: [NetworkInterface]
    /// `Tags`.
    var tags: [Tag]
    /// Where it stands.
    var location: SourceLocation

    /// Its zone, which names the region.
    var zoneName: String? { zone }

    init(_ value: JSONValue) throws(ReadFault) {
      id = try value.requiredText("InstanceId")
      ownerID = nil
      state = try value.object("State")?.text("Name") ?? ""
      zone = try value.object("Placement")?.text("AvailabilityZone")
      tags = try value.tags()
      location = value.location
      interfaces = []
      for record in try value.records("NetworkInterfaces") {
        var interface = try NetworkInterface(record)
        interface.instanceID = id
        interface.zone = zone
        interfaces.append(interface)
      }
      if interfaces.isEmpty, let interface = try Self.bareInterface(of: value, id: id) {
        interfaces.append(interface)
      }
    }

    /// Whether it is gone for good; such instances stay listed for about an hour.
    var isTerminated: Bool { state == "terminated" }

    /// Whether it runs; a stopped one may be started.
    var isRunning: Bool { state == "running" || state == "pending" || state.isEmpty }

    /// The one interface of an instance whose export names its address but no interface.
    private static func bareInterface(
      of value: JSONValue, id: String
    ) throws(ReadFault) -> NetworkInterface? {
      guard let address = try value.address("PrivateIpAddress"),
        let subnetID = try value.text("SubnetId")
      else { return nil }
      return NetworkInterface(
        id: id, ownerID: nil, subnetID: subnetID, vpcID: try value.text("VpcId"), zone: nil,
        groupIDs: try NetworkInterface.groupIDs(value, "SecurityGroups"),
        addresses: [
          EndpointAddress(address, publicAddress: try value.address("PublicIpAddress"))
        ], ipv6Prefixes: [], type: "interface", note: "", requesterID: "",
        checksSourceAndDestination: try value.flag("SourceDestCheck") ?? true, status: "in-use",
        instanceID: id, deniesInternetGateways: false, tags: [], location: value.location)
    }
  }
}

extension Exported.NetworkInterface {
  /// Whether it stands for what the record of an instance tells without naming an interface.
  var isBare: Bool { id == instanceID }
}
