import Documents
import PacketSets
import Testing
import Topology

@Suite struct PeeringTests {
  private func peering(
    status: String = "active", region: String? = "us-east-1", other: String = "vpc-2"
  ) -> String {
    let place = region.map { ", \"Region\": \"\($0)\"" } ?? ""
    return """
      [{"VpcPeeringConnectionId": "pcx-1", "Status": {"Code": "\(status)"},
        "RequesterVpcInfo": {"VpcId": "vpc-1", "OwnerId": "123456789012", "Region": "us-east-1",
          "CidrBlockSet": [{"CidrBlock": "10.0.0.0/16"}]},
        "AccepterVpcInfo": {"VpcId": "\(other)", "OwnerId": "999999999999"\(place),
          "CidrBlockSet": [{"CidrBlock": "10.50.0.0/16"}],
          "Ipv6CidrBlockSet": [{"Ipv6CidrBlock": "2600:2::/56"}]}}]
      """
  }

  private func lowered(_ lists: [String: String?]) throws -> Peering? {
    let imported = try Imported(lists)
    guard case .peering(let peering) = imported.gateway("pcx-1")?.kind else { return nil }
    return peering
  }

  private let vpcs = """
    [{"VpcId": "vpc-1", "CidrBlock": "10.0.0.0/16"},
     {"VpcId": "vpc-2", "CidrBlockAssociationSet": [
       {"CidrBlock": "10.50.0.0/16"}, {"CidrBlock": "10.51.0.0/16"}]}]
    """

  @Test(arguments: [("active", true), ("expired", false), ("pending-acceptance", false)])
  func `AWS-PCX-01: only an active one carries packets`(status: String, isActive: Bool) throws {
    let lists = ["VpcPeeringConnections": peering(status: status), "Vpcs": vpcs]
    #expect(try lowered(lists)?.isActive == isActive)
  }

  @Test func `AWS-PCX-02: it carries packets between all ranges of its two VPCs`() throws {
    let sides = try #require(
      try lowered(["VpcPeeringConnections": peering(), "Vpcs": vpcs])?.sides)
    #expect(sides.map(\.id) == ["vpc-1", "vpc-2"])
    #expect(sides[1].prefixes.contains(try #require(Prefix("10.51.0.0/16"))))
    #expect(sides.allSatisfy { $0.unknown == nil && $0.network != nil })
  }

  @Test(arguments: [("us-east-1", true), ("eu-west-1", false)])
  func `AWS-SG-14: identity stays only within one region`(region: String, keeps: Bool) throws {
    let lists = ["VpcPeeringConnections": peering(region: region), "Vpcs": vpcs]
    #expect(try lowered(lists)?.keepsIdentity == keeps)
  }

  @Test func `AWS-PCX-04: beyond a side that is not exported nothing is known`() throws {
    let imported = try Imported(["VpcPeeringConnections": peering(other: "vpc-9")])
    guard case .peering(let peering) = imported.gateway("pcx-1")?.kind else {
      Issue.record("pcx-1 is no peering")
      return
    }
    #expect(peering.sides[1].network == nil)
    #expect(peering.sides[1].unknown != nil)
    #expect(peering.sides[1].prefixes.contains(try #require(Prefix("2600:2::/56"))))
    let diagnostic = try #require(imported.diagnostic("aws.vpcPeering.missingSide"))
    #expect(diagnostic.message.contains("999999999999"))
    #expect(diagnostic.effect == .assumedOpen)
  }
}
