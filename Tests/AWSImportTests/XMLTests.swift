import AWSImport
import Documents
import PacketSets
import Testing
import Topology

@Suite struct XMLTests {
  private static let space = "http://ec2.amazonaws.com/doc/2016-11-15/"

  private func answer(_ operation: String, _ content: String, space: String = space) -> String {
    """
    <?xml version="1.0" encoding="UTF-8"?>
    <\(operation)Response xmlns="\(space)">
      <requestId>59dbff89-35bd-4eac-99ed-be587EXAMPLE</requestId>
    \(content)
    </\(operation)Response>
    """
  }

  @Test func `AWS-IO-01 the names of XML become those of JSON`() throws {
    let imported = try Imported(files: [
      "x/groups.xml": answer(
        "DescribeSecurityGroups",
        """
          <securityGroupInfo><item>
            <groupId>sg-web</groupId><groupName>web</groupName><vpcId>vpc-1</vpcId>
            <groupDescription>a &amp; b</groupDescription>
            <ipPermissions><item>
              <ipProtocol>tcp</ipProtocol><fromPort>443</fromPort><toPort>443</toPort>
              <groups><item><groupId>sg-web</groupId><userId>123456789012</userId></item></groups>
              <ipRanges><item><cidrIp>192.0.2.0/24</cidrIp></item></ipRanges>
              <ipv6Ranges/><prefixListIds/>
            </item></ipPermissions>
            <ipPermissionsEgress/>
            <tagSet><item><key>Name</key><value>true</value></item></tagSet>
          </item></securityGroupInfo>
        """)
    ])
    let rules = try #require(imported.filter("sg-web")).rules
    #expect(rules.count == 2)
    #expect(rules.allSatisfy { $0.traffic == .tcp(443...443) })
    #expect(imported.coverage.files.map(\.content) == ["AWS DescribeSecurityGroups as XML"])
    #expect(!imported.codes.contains("aws.record"))
  }

  @Test func `AWS-IO-03 interfaces keep their tags under their own name`() throws {
    let imported = try Imported(files: [
      "x/interfaces.xml": answer(
        "DescribeNetworkInterfaces",
        """
          <networkInterfaceSet><item>
            <networkInterfaceId>eni-1</networkInterfaceId><subnetId>subnet-a</subnetId>
            <vpcId>vpc-1</vpcId><sourceDestCheck>true</sourceDestCheck>
            <groupSet><item><groupId>sg-1</groupId></item></groupSet>
            <privateIpAddressesSet><item><privateIpAddress>10.0.0.5</privateIpAddress>
              <primary>true</primary>
              <association><publicIp>192.0.2.9</publicIp></association></item>
            </privateIpAddressesSet>
            <tagSet><item><key>Name</key><value>jump</value></item></tagSet>
          </item></networkInterfaceSet>
        """)
    ])
    let endpoint = try #require(imported.endpoint("eni-1"))
    #expect(imported.resource(of: "eni-1")?.name == "jump")
    #expect(endpoint.addresses.first?.publicAddress == IPAddress("192.0.2.9"))
    let text = imported.catalog.describe(endpoint.location)
    #expect(text.hasSuffix("interfaces.xml:4:24"), "\(text)")
  }

  @Test func `a fault in XML has its line and column`() throws {
    let imported = try Imported(files: [
      "x/subnets.xml": answer(
        "DescribeSubnets",
        """
          <subnetSet><item><subnetId>subnet-a</subnetId><vpcId>vpc-1</vpcId>
            <cidrBlock>10.0.0.0/99</cidrBlock></item></subnetSet>
        """)
    ])
    let fault = try #require(imported.diagnostic("aws.record"))
    let location = try #require(fault.location)
    #expect(imported.catalog.describe(location).hasPrefix("x/subnets.xml:5:"))
  }

  @Test(arguments: [
    ("<!DOCTYPE x [<!ENTITY a \"b\">]><DescribeVpcsResponse>&a;</DescribeVpcsResponse>", "1:"),
    ("<!DOCTYPE x SYSTEM \"http://example.com/x.dtd\">\n<DescribeVpcsResponse/>", "1:"),
    ("<DescribeVpcsResponse>\n<vpcSet><item>\n</vpcSet></DescribeVpcsResponse>", "3:"),
    ("<DescribeVpcsResponse>\n\n&unknown;</DescribeVpcsResponse>", "3:"),
    ("<DescribeVpcsResponse xmlns=\"http://example.com/doc/2016\"/>", "1:1: "),
    ("<DescribeVpcsResponse>\n <a/>\n <a/></DescribeVpcsResponse>", "3:2: "),
    ("<DescribeVpcsResponse><vpcSet><item/><other/></vpcSet></DescribeVpcsResponse>", "1:38: "),
  ]) func `hostile XML is refused with its place`(text: String, place: String) throws {
    let imported = try Imported(files: ["x/1.xml": text])
    let diagnostic = try #require(imported.diagnostic("aws.xml"))
    #expect(diagnostic.message.contains("at \(place)"), "\(diagnostic.message)")
    #expect(imported.coverage.files.map(\.state) == [.refused])
    #expect(imported.topology.networks.isEmpty)
  }

  @Test func `a huge text and deep nesting are refused`() throws {
    let long = String(repeating: "x", count: 1 << 20 + 1)
    let deep = String(repeating: "<a>", count: 70) + String(repeating: "</a>", count: 70)
    for text in ["<ownerId>\(long)</ownerId>", deep] {
      let imported = try Imported(files: [
        "x/1.xml": "<DescribeVpcsResponse>\(text)</DescribeVpcsResponse>"
      ])
      #expect(imported.codes == ["aws.xml"])
    }
  }

  @Test func `a refused call in XML is no answer`() throws {
    let imported = try Imported(files: [
      "x/1.xml": """
      <Response><Errors><Error><Code>UnauthorizedOperation</Code></Error></Errors></Response>
      """
    ])
    #expect(imported.codes == ["aws.refusedCall"])
  }

  @Test func `AWS-IO-07 a token in XML tells that the export is incomplete`() throws {
    let imported = try Imported(files: [
      "x/1.xml": answer("DescribeVpcs", "<vpcSet/><nextToken>abc</nextToken>")
    ])
    #expect(imported.codes.contains("aws.incomplete"))
  }

  @Test(arguments: [
    "<?xml version=\"1.0\"?>\n<Response><Errors><Error><Code>X</Code></Error></Errors></Response>",
    "<ErrorResponse xmlns=\"http://rds.amazonaws.com/doc/2014-10-31/\"><Error/></ErrorResponse>",
    "\n<DescribeVpcsResponse xmlns=\"http://ec2.amazonaws.com/doc/2016-11-15\"/>",
  ]) func `answers in XML are known by their root`(text: String) {
    #expect(AWSImporter.recognise(.text(SourceFile(text: text))) != nil)
  }

  @Test(arguments: [
    "<html><body>DescribeVpcs</body></html>", "<svg xmlns=\"http://www.w3.org/2000/svg\"/>",
    "<Response>hello</Response>", "<?xml version=\"1.0\"?>", "plain text", "",
  ]) func `other XML is not known`(text: String) {
    #expect(AWSImporter.recognise(.text(SourceFile(text: text))) == nil)
  }
}
