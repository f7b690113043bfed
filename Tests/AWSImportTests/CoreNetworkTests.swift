import Documents
import PacketSets
import Testing
import Topology

/// Networks that meet at a core network of Cloud WAN.
struct CoreNetworkTests {
  private static let arn = "arn:aws:networkmanager::123456789012:core-network/core-network-1"

  private static func attachment(_ number: Int, _ segment: String, type: String = "VPC") -> String {
    """
    {"AttachmentId": "attachment-\(number)", "CoreNetworkId": "core-network-1",
     "CoreNetworkArn": "\(arn)", "AttachmentType": "\(type)", "State": "AVAILABLE",
     "EdgeLocation": "us-east-1", "SegmentName": "\(segment)", "OwnerAccountId": "123456789012",
     "ResourceArn": "arn:aws:ec2:us-east-1:123456789012:vpc/vpc-\(number)"}
    """
  }

  private static func vpc(_ number: Int, _ subnet: String, more: String = "") -> String {
    """
    {"VpcAttachment": {"Attachment": \(attachment(number, "any")),
      "SubnetArns": ["arn:aws:ec2:us-east-1:123456789012:subnet/\(subnet)"],
      "Options": {"ApplianceModeSupport": false\(more)}}}
    """
  }

  private static func routes(_ segment: String, _ ways: (String, Int?)...) -> String {
    let list = ways.map { range, number in
      let target = number.map { #"{"CoreNetworkAttachmentId": "attachment-\#($0)"}"# } ?? ""
      return """
        {"DestinationCidrBlock": "\(range)", "Type": "PROPAGATED", "Destinations": [\(target)],
         "State": "\(number == nil ? "BLACKHOLE" : "ACTIVE")"}
        """
    }
    return """
      {"CoreNetworkSegmentEdge": {"CoreNetworkId": "core-network-1", "SegmentName": "\(segment)",
         "EdgeLocation": "us-east-1"}, "RouteTableType": "CORE_NETWORK_SEGMENT",
       "NetworkRoutes": [\(list.joined(separator: ", "))]}
      """
  }

  private func account(
    _ answers: [String], segments: [String] = ["prod", "prod"], options: String = ""
  ) throws -> Imported {
    let to = Base.route("DestinationCidrBlock", "10.2.0.0/16", "CoreNetworkArn", Self.arn)
    let back = Base.route("DestinationCidrBlock", "0.0.0.0/0", "CoreNetworkArn", Self.arn)
    let anyone = #"{"IpProtocol": "-1", "IpRanges": [{"CidrIp": "0.0.0.0/0"}]}"#
    let lists: [String: String?] = [
      "RouteTables": """
      [{"RouteTableId": "rtb-main", "VpcId": "vpc-1", "Associations": [{"Main": true}],
        "Routes": [\(Base.local), \(to)]},
       {"RouteTableId": "rtb-2", "VpcId": "vpc-2", "Associations": [{"Main": true}],
        "Routes": [\(Base.route("DestinationCidrBlock", "10.2.0.0/16", "GatewayId", "local")),
          \(back)]}]
      """,
      "NetworkAcls": nil,
      "SecurityGroups": """
      [{"GroupId": "sg-web", "GroupName": "web", "VpcId": "vpc-1", "IpPermissions": [\(anyone)],
        "IpPermissionsEgress": [\(anyone)]}]
      """,
      "NetworkInterfaces": """
      [\(Base.eni("eni-a", "10.0.1.10")),
       {"NetworkInterfaceId": "eni-z", "SubnetId": "subnet-2", "VpcId": "vpc-2",
        "Status": "in-use", "Groups": [{"GroupId": "sg-web"}],
        "PrivateIpAddresses": [{"Primary": true, "PrivateIpAddress": "10.2.1.5"}]}]
      """,
      "TransitGateways": nil, "TransitGatewayAttachments": nil, "TransitGatewayVpcAttachments": nil,
      "TransitGatewayRouteTables": nil, "TransitGatewayStaticRoutes": nil,
      "TransitGatewayPropagations": nil,
      "Attachments": """
      [\(Self.attachment(1, segments[0])), \(Self.attachment(2, segments[1]))]
      """,
    ]
    var files: [String: String] = [:]
    for (number, answer) in answers.enumerated() {
      files["exports/123456789012/us-east-1/networkmanager-answer-\(number).json"] = answer
    }
    let entries = [false, true].map {
      """
      {"RuleNumber": 100, "Egress": \($0), "Protocol": "-1", "RuleAction": "allow",
       "CidrBlock": "0.0.0.0/0"}
      """
    }
    let acls = [1, 2].map {
      """
      {"NetworkAclId": "acl-\($0)", "VpcId": "vpc-\($0)", "IsDefault": true, "Associations": [],
       "Entries": [\(entries.joined(separator: ", "))]}
      """
    }
    files["exports/123456789012/us-east-1/acls.json"] =
      "{\"NetworkAcls\": [\(acls.joined(separator: ", "))]}"
    return try Imported.transit(lists, more: files)
  }

  private static let doors = [vpc(1, "subnet-a"), vpc(2, "subnet-2")]

  @Test func `AWS-CWN-01: segments route as their exported tables say`() throws {
    let imported = try account(
      Self.doors + [Self.routes("prod", ("10.0.0.0/16", 1), ("10.2.0.0/16", 2))])
    // The table of vpc-2 does not list its IPv6 range.
    #expect(imported.codes == ["aws.routeTable.localRoute"])
    #expect(try imported.fate(from: "eni-a", to: "eni-z") == .passes)
    #expect(try imported.fate(from: "eni-z", to: "eni-a") == .passes)
  }

  @Test func `AWS-CWN-01: segments that share nothing do not meet`() throws {
    let imported = try account(
      Self.doors + [
        Self.routes("prod", ("10.0.0.0/16", 1)), Self.routes("dev", ("10.2.0.0/16", 2)),
      ],
      segments: ["prod", "dev"])
    #expect(try imported.fate(from: "eni-a", to: "eni-z") == .isBlocked)
    #expect(try imported.fate(from: "eni-z", to: "eni-a") == .isBlocked)
    let oneWay = try account(
      Self.doors + [
        Self.routes("prod", ("10.0.0.0/16", 1), ("10.2.0.0/16", 2)),
        Self.routes("dev", ("10.2.0.0/16", 2), ("10.0.0.0/16", nil)),
      ], segments: ["prod", "dev"])
    #expect(try oneWay.fate(from: "eni-a", to: "eni-z") == .isBlocked)
  }

  @Test(arguments: [
    (
      [vpc(1, "subnet-a"), routes("prod", ("10.0.0.0/16", 1), ("10.2.0.0/16", 2))],
      "get-vpc-attachment --attachment-id attachment-2"
    ),
    (doors, "get-network-routes"),
    (doors + [routes("prod", ("10.2.0.0/16", 9))], "list-attachments"),
  ])
  func `AWS-CWN-01: what is missing of a core network is named`(
    answers: [String], command: String
  ) throws {
    let imported = try account(answers)
    #expect(try imported.fate(from: "eni-a", to: "eni-z") == .isUndecided)
    let told = try #require(imported.diagnostic("aws.route.opaqueTarget"))
    #expect(told.advice?.contains(command) == true, "\(told.advice ?? "")")
  }
}
