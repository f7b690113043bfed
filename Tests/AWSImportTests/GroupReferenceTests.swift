import Documents
import PacketSets
import Testing
import Topology

/// References to groups that are gone, and groups that other VPCs use.
struct GroupReferenceTests {
  private static let anyone = #"{"IpProtocol": "-1", "IpRanges": [{"CidrIp": "0.0.0.0/0"}]}"#

  private func groups(_ reference: String, vpc: String = "vpc-1") -> String {
    """
    [{"GroupId": "sg-web", "GroupName": "web", "VpcId": "\(vpc)", "OwnerId": "123456789012",
      "IpPermissions": [], "IpPermissionsEgress": [\(Self.anyone)]},
     {"GroupId": "sg-db", "GroupName": "db", "VpcId": "\(vpc)", "OwnerId": "123456789012",
      "IpPermissions": [{"IpProtocol": "tcp", "FromPort": 5432, "ToPort": 5432,
        "UserIdGroupPairs": [\(reference)]}], "IpPermissionsEgress": []}]
    """
  }

  @Test func `AWS-SG-16: a stale reference admits nobody, whoever has an address now`() throws {
    let stale = try Imported([
      "SecurityGroups": groups(#"{"GroupId": "sg-gone"}"#),
      "StaleSecurityGroupSet": #"[{"GroupId": "sg-db", "VpcId": "vpc-1"}]"#,
    ])
    #expect(try stale.fate(from: "eni-a", to: "eni-b", port: 5432) == .isBlocked)
    #expect(stale.diagnostic("aws.securityGroup.unknownReference") != nil)
    #expect(stale.coverage.records.contains { $0.type == "StaleSecurityGroupSet" && $0.seen == 1 })
    let known = try Imported(["SecurityGroups": groups(#"{"GroupId": "sg-web"}"#)])
    #expect(try known.fate(from: "eni-a", to: "eni-b", port: 5432) == .passes)
  }

  @Test func `AWS-SG-17: a group that is associated with another VPC filters and is known there`()
    throws
  {
    let imported = try Imported([
      "SecurityGroups": groups(#"{"GroupId": "sg-web"}"#, vpc: "vpc-9"),
      "SecurityGroupVpcAssociations": """
      [{"GroupId": "sg-web", "VpcId": "vpc-1", "State": "associated"},
       {"GroupId": "sg-db", "VpcId": "vpc-1", "State": "associated"}]
      """,
    ])
    #expect(try imported.fate(from: "eni-a", to: "eni-b", port: 5432) == .passes)
    #expect(try imported.fate(from: "eni-a", to: "eni-b", port: 22) == .isBlocked)
    #expect(try imported.fate(from: "eni-b", to: "eni-a", port: 5432) == .isBlocked)
  }
}
