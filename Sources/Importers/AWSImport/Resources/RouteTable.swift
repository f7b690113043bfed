import Documents
import PacketSets
import Topology

extension Exported {
  /// A route table, from `aws ec2 describe-route-tables` (API page DescribeRouteTables, type
  /// RouteTable).
  struct RouteTable: ExportedRecord {
    /// `RouteTableId`.
    var id: String
    /// `VpcId`.
    var vpcID: String?
    /// `OwnerId`.
    var ownerID: String?
    /// Whether an association in force makes it the main table of its VPC.
    var isMain: Bool
    /// The subnets with an association in force.
    var subnetIDs: [String]
    /// The gateways with an association in force: it routes what enters by them (AWS-RT-02).
    var gatewayIDs: [String]
    /// `Routes`.
    var routes: [Route]
    /// `Tags`.
    var tags: [Tag]
    /// Where it stands.
    var location: SourceLocation

    /// Whether the record has its list of rules at all; the command line always prints it.
    var isWhole: Bool

    init(_ value: JSONValue) throws(ReadFault) {
      isWhole = value["Routes"] != nil
      id = try value.requiredText("RouteTableId")
      vpcID = try value.text("VpcId")
      ownerID = try value.text("OwnerId")
      isMain = false
      subnetIDs = []
      gatewayIDs = []
      for association in try value.rules("Associations") {
        let state = try association.object("AssociationState")?.text("State")
        guard !CidrAssociation.idleStates.contains(state ?? "") else { continue }
        if let subnetID = try association.text("SubnetId") {
          subnetIDs.append(subnetID)
        } else if let gatewayID = try association.text("GatewayId") {
          gatewayIDs.append(gatewayID)
        } else if try association.flag("Main") == true {
          isMain = true
        }
      }
      routes = []
      for route in try value.rules("Routes") { routes.append(try Route(route)) }
      tags = try value.tags()
      location = value.location
    }
  }
}
