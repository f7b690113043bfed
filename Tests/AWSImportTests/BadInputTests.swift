import Documents
import PacketSets
import Testing
import Topology

@Suite struct BadInputTests {
  private func state(_ imported: Imported, _ name: String) -> FileCoverage.ReadState? {
    imported.coverage.files.first { $0.path.hasSuffix(name) }?.state
  }

  @Test func `a text where a list is expected is refused with its place`() throws {
    let imported = try Imported(["Vpcs": #""vpc-1""#])
    let diagnostic = try #require(imported.diagnostic("aws.record"))
    #expect(diagnostic.message.contains("Vpcs is not a list"))
    #expect(diagnostic.effect == .assumedClosed)
    let location = try #require(diagnostic.location)
    #expect(imported.catalog.describe(location).hasSuffix("Vpcs.json:1:10"))
    #expect(state(imported, "Vpcs.json") == .partial)
  }

  @Test(arguments: [
    (#"[{"SubnetId": 5, "VpcId": "vpc-1"}]"#, "SubnetId is not a string"),
    (#"[{"VpcId": "vpc-1"}]"#, "has no SubnetId"),
    (#"["subnet-a"]"#, "a record is not an object"),
    (#"[{"SubnetId": "subnet-a", "CidrBlock": "10.0.0.0/99"}]"#, "not an address range"),
    (#"[{"SubnetId": "subnet-a", "Tags": {"Name": "x"}}]"#, "Tags is not a list"),
    (#"[{"SubnetId": "subnet-a", "Ipv6CidrBlockAssociationSet": ["x"]}]"#, "not an object"),
  ]) func `a damaged record is skipped and the rest is read`(list: String, message: String) throws {
    let imported = try Imported(["Subnets": list])
    #expect(imported.diagnostic("aws.record")?.message.contains(message) == true)
    #expect(state(imported, "Subnets.json") == .partial)
    #expect(imported.topology.endpoints.count == 2)
  }

  @Test func `a refused route table makes the main one doubtful`() throws {
    let imported = try Imported([
      "RouteTables": """
      [{"RouteTableId": "rtb-main", "VpcId": "vpc-1", "Associations": [{"Main": true}],
        "Routes": [\(Base.local)]},
       {"RouteTableId": "rtb-a", "VpcId": "vpc-1", "Routes": [{"GatewayId": "igw-1"}],
        "Associations": [{"SubnetId": "subnet-a"}]}]
      """
    ])
    #expect(imported.table(ofSubnet: "subnet-a")?.unknown != nil)
    #expect(imported.diagnostic("aws.record")?.message.contains("no destination") == true)
  }

  @Test func `a refused group leaves what it admits unknown`() throws {
    let imported = try Imported([
      "SecurityGroups": """
      [{"GroupId": "sg-web", "IpPermissions": [
        {"IpProtocol": "tcp", "IpRanges": [{"CidrIp": "everyone"}]}]}]
      """
    ])
    #expect(imported.filter("sg-web")?.unknown != nil)
  }

  @Test func `AWS-IO-07: a token tells that the export is incomplete`() throws {
    let imported = try Imported(
      files: [
        "x/Subnets.json": """
        {"Subnets": [{"SubnetId": "subnet-a", "VpcId": "vpc-1"}], "NextToken": "abc"}
        """
      ])
    let diagnostic = try #require(imported.diagnostic("aws.incomplete"))
    #expect(diagnostic.effect == .assumedClosed)
    #expect(state(imported, "Subnets.json") == .partial)
    #expect(!imported.coverage.isComplete)
    #expect(imported.coverage.records.first?.effect == .assumedClosed)
  }

  @Test func `AWS-IO-07: pages of one list are one list`() throws {
    let imported = try Imported(
      files: [
        "x/page-1.json": #"{"Vpcs": [{"VpcId": "vpc-1", "CidrBlock": "10.0.0.0/16"}]}"#,
        "x/page-2.json": #"{"Vpcs": [{"VpcId": "vpc-2", "CidrBlock": "10.1.0.0/16"}]}"#,
        "x/page-3.json": """
        {"Vpcs": [{"VpcId": "vpc-3", "CidrBlock": "10.2.0.0/16"}]}
        {"Vpcs": [{"VpcId": "vpc-4", "CidrBlock": "10.3.0.0/16"}]}
        """,
      ])
    #expect(imported.topology.networks.map(\.id) == ["vpc-1", "vpc-2", "vpc-3", "vpc-4"])
  }

  @Test func `a resource listed twice with equal content is one`() throws {
    let vpcs = #"{"Vpcs": [{"VpcId": "vpc-1", "CidrBlock": "10.0.0.0/16"}]}"#
    let imported = try Imported(
      files: [
        "a/Vpcs.json": vpcs,
        "b/Vpcs.json": #"{"Vpcs": [{"CidrBlock": "10.0.0.0/16", "VpcId": "vpc-1"}]}"#,
      ])
    #expect(imported.topology.networks.count == 1)
    #expect(imported.codes.isEmpty)
  }

  @Test func `of two contents the later one wins and both places are named`() throws {
    func answer(_ range: String, day: Int) -> String {
      """
      {"status_code": 200, "data": {
        "Vpcs": [{"VpcId": "vpc-1", "CidrBlock": "\(range)"}],
        "ResponseMetadata": {"HTTPHeaders": {"date": "Tue, 1\(day) Nov 2023 22:13:20 GMT"}}}}
      """
    }
    let files = [
      "a/1.json": answer("10.0.0.0/16", day: 5), "a/2.json": answer("10.1.0.0/16", day: 4),
    ]
    for reversed in [false, true] {
      let imported = try Imported(files: files, reversed: reversed)
      #expect(imported.topology.networks[0].prefixes == [try #require(Prefix("10.0.0.0/16"))])
      let warning = try #require(imported.diagnostic("aws.duplicate"))
      #expect(warning.message.contains("a/2.json"))
      #expect(imported.codes.contains("aws.duplicate.superseded"))
      #expect(imported.coverage.capturedAt == "2023-11-15T22:13:20Z")
    }
    let untimed = try Imported(
      files: [
        "a/1.json": #"{"Vpcs": [{"VpcId": "vpc-1", "CidrBlock": "10.0.0.0/16"}]}"#,
        "a/2.json": #"{"Vpcs": [{"VpcId": "vpc-1", "CidrBlock": "10.1.0.0/16"}]}"#,
      ])
    #expect(untimed.topology.networks[0].prefixes == [try #require(Prefix("10.1.0.0/16"))])
  }

  @Test func `subnets that overlap are reported`() throws {
    let imported = try Imported([
      "Subnets": """
      [{"SubnetId": "subnet-a", "VpcId": "vpc-1", "CidrBlock": "10.0.1.0/24"},
       {"SubnetId": "subnet-b", "VpcId": "vpc-1", "CidrBlock": "10.0.1.128/25"}]
      """
    ])
    #expect(imported.codes.contains("aws.subnet.overlap"))
    let apart = try Imported()
    #expect(!apart.codes.contains("aws.subnet.overlap"))
  }

  @Test func `AWS-IO-08: a projection is refused with advice`() throws {
    let imported = try Imported(
      files: ["x/vpcs.json": #"[{"id": "vpc-0123456789abcdef0", "cidr": "10.0.0.0/16"}]"#])
    #expect(state(imported, "vpcs.json") == .refused)
    #expect(imported.diagnostic("aws.projection")?.advice?.contains("--query") == true)
  }

  @Test func `an error answer is refused`() throws {
    let imported = try Imported(
      files: ["x/1.json": #"{"status_code": 403, "data": {"Error": {"Code": "Denied"}}}"#])
    #expect(state(imported, "1.json") == .refused)
    #expect(imported.codes == ["aws.refusedCall"])
  }

  @Test func `entries that do not say of which list they are belong to none`() throws {
    let imported = try Imported(files: ["x/entries.json": #"{"Entries": [{"Cidr": "10.0.0.0/8"}]}"#]
    )
    #expect(imported.codes == ["aws.prefixList.subject"])
  }

  @Test func `nothing makes an empty graph`() throws {
    let imported = try Imported(files: [:])
    #expect(imported.topology == Topology())
    #expect(!imported.coverage.isComplete)
  }
}
