import Documents
import PacketSets
import Topology

extension Exported {
  /// A network interface, from `aws ec2 describe-network-interfaces` (API page
  /// DescribeNetworkInterfaces, type NetworkInterface).
  ///
  /// It is the primary object: every managed service with an address in a VPC has one.
  struct NetworkInterface: ExportedRecord {
    /// `NetworkInterfaceId`.
    var id: String
    /// `OwnerId`: in a shared subnet the participant, not the owner of the VPC.
    var ownerID: String?
    /// `SubnetId`.
    var subnetID: String?
    /// `VpcId`.
    var vpcID: String?
    /// `AvailabilityZone`, which names the region.
    var zone: String?
    /// `Groups[].GroupId`.
    var groupIDs: [String]
    /// The addresses, the primary one first.
    var addresses: [EndpointAddress]
    /// `Ipv6Prefixes`: ranges that are delegated to the interface as a whole.
    var ipv6Prefixes: [Prefix]
    /// `InterfaceType`, lower case and without underscores (AWS-IO-04).
    var type: String
    /// `Description`.
    var note: String
    /// `RequesterId`: the service that made it.
    var requesterID: String
    /// `SourceDestCheck`: false on what passes on the packets of others.
    var checksSourceAndDestination: Bool
    /// `Status`: `available` means that it is attached to nothing.
    var status: String
    /// `Attachment.InstanceId`.
    var instanceID: String?
    /// `Attachment.DeviceIndex` is above zero: it is not the primary interface of its instance.
    var isSecondary = false
    /// `DenyAllIgwTraffic`.
    var deniesInternetGateways: Bool
    /// `TagSet`.
    var tags: [Tag]
    /// Where it stands.
    var location: SourceLocation

    /// Its zone, which names the region.
    var zoneName: String? { zone }
  }
}
