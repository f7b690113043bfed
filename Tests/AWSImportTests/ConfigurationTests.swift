import AWSImport
import Documents
import PacketSets
import Testing
import Topology

@Suite struct ConfigurationTests {
  private func item(
    _ type: String, _ id: String, _ configuration: String, more: String = "",
    account: String = "123456789012", region: String = "us-east-1", time: String = "2026-01-01"
  ) -> String {
    """
    {"configurationItemVersion": "1.3", "resourceType": "AWS::\(type)", "resourceId": "\(id)",
     "awsAccountId": "\(account)", "awsRegion": "\(region)", "tags": {"Name": "from \(id)"},
     "configurationItemCaptureTime": "\(time)T00:00:00.000Z", \(more)
     "configurationItemStatus": "OK", "configuration": \(configuration)}
    """
  }

  private func snapshot(_ items: String...) -> String {
    "{\"fileVersion\": \"1.0\", \"configurationItems\": [\(items.joined(separator: ",\n"))]}"
  }

  private static let group = """
    {"groupId": "sg-1", "groupName": "web", "vpcId": "vpc-1", "ipPermissions": [
      {"ipProtocol": "tcp", "fromPort": 443, "toPort": 443, "userIdGroupPairs": [],
       "ipRanges": ["192.0.2.0/24"], "ipv4Ranges": [{"cidrIp": "192.0.2.0/24"}]},
      {"ipProtocol": "tcp", "fromPort": 22, "toPort": 22, "ipRanges": ["198.51.100.0/24"]}],
     "ipPermissionsEgress": []}
    """

  @Test func `a snapshot of AWS Config reads its ranges once, whatever their form`() throws {
    let imported = try Imported(files: [
      "x/config.json": snapshot(item("EC2::SecurityGroup", "sg-1", Self.group))
    ])
    let rules = try #require(imported.filter("sg-1")).rules
    #expect(rules.map(\.traffic) == [.tcp(443...443), .tcp(22...22)])
    #expect(imported.coverage.files.map(\.content) == ["AWS Config items"])
    #expect(!imported.codes.contains("aws.record"))
  }

  @Test func `a state that is an object with a value is the value`() throws {
    let imported = try Imported(files: [
      "x/config.json": snapshot(
        item(
          "EC2::NatGateway", "nat-1",
          """
          {"natGatewayId": "nat-1", "state": {"value": "deleted"}, "vpcId": "vpc-1",
           "natGatewayAddresses": []}
          """),
        item("EC2::VPC", "vpc-1", #"{"vpcId": "vpc-1", "cidrBlock": "10.0.0.0/16"}"#))
    ])
    #expect(!imported.topology.gateways.contains { $0.id == "nat-1" })
    #expect(imported.topology.networks.map(\.name) == ["from vpc-1"])
  }

  @Test func `a configuration that is a text is read with its places`() throws {
    let text =
      #""{\"subnetId\":\"subnet-a\",\"vpcId\":\"vpc-1\",\"cidrBlock\":\"10.0.0.0\/99\"}""#
    let imported = try Imported(files: [
      "x/config.json": snapshot(item("EC2::Subnet", "subnet-a", text))
    ])
    let fault = try #require(imported.diagnostic("aws.record"))
    let location = try #require(fault.location)
    let place = try #require(imported.catalog.resolve(location))
    #expect(place.line >= 4, "\(imported.catalog.describe(location))")
  }

  @Test func `rows of a query are items`() throws {
    let row =
      #""{\"resourceId\":\"vpc-1\",\"resourceType\":\"AWS::EC2::VPC\",\"accountId\":\"123456789012\",\"awsRegion\":\"eu-west-1\",\"configuration\":{\"vpcId\":\"vpc-1\",\"cidrBlock\":\"10.0.0.0/16\"}}""#
    let imported = try Imported(files: [
      "x/query.json": "{\"Results\": [\(row)], \"QueryInfo\": {\"SelectFields\": []}}"
    ])
    #expect(imported.topology.networks.map(\.id) == ["vpc-1"])
    #expect(imported.topology.networks.map(\.scope.region) == ["eu-west-1"])
    #expect(imported.topology.networks.map(\.scope.account) == ["123456789012"])
  }

  @Test func `deleted resources and old states are left out`() throws {
    let vpc = #"{"vpcId": "vpc-1", "cidrBlock": "10.0.0.0/16"}"#
    let newer = #"{"vpcId": "vpc-1", "cidrBlock": "10.9.0.0/16"}"#
    let gone = item("EC2::VPC", "vpc-2", #"{"vpcId": "vpc-2", "cidrBlock": "10.1.0.0/16"}"#)
      .replacing("\"OK\"", with: "\"ResourceDeleted\"")
    let imported = try Imported(files: [
      "x/config.json": snapshot(
        item("EC2::VPC", "vpc-1", newer, time: "2026-02-01"), item("EC2::VPC", "vpc-1", vpc), gone)
    ])
    #expect(imported.topology.networks.map(\.id) == ["vpc-1"])
    #expect(imported.topology.networks.first?.prefixes == [try #require(Prefix("10.9.0.0/16"))])
  }

  @Test func `one file may hold several accounts and regions`() throws {
    let imported = try Imported(files: [
      "x/config.json": snapshot(
        item("EC2::VPC", "vpc-1", #"{"vpcId": "vpc-1", "cidrBlock": "10.0.0.0/16"}"#),
        item(
          "EC2::VPC", "vpc-2", #"{"vpcId": "vpc-2", "cidrBlock": "10.1.0.0/16"}"#,
          account: "210987654321", region: "eu-west-1"))
    ])
    #expect(
      imported.topology.networks.map { "\($0.scope.account) \($0.scope.region)" } == [
        "123456789012 us-east-1", "210987654321 eu-west-1",
      ])
    #expect(imported.coverage.files.count == 1)
    #expect(imported.coverage.files.first?.recordCount == 2)
  }

  @Test func `prefix lists and instances have their own forms`() throws {
    let imported = try Imported(files: [
      "x/config.json": snapshot(
        item(
          "EC2::PrefixList", "pl-1",
          #"{"PrefixListId": "pl-1", "AddressFamily": "IPv4", "Entries": [{"Cidr": "10.7.0.0/16"}]}"#
        ),
        item(
          "EC2::Instance", "i-1",
          #"{"instanceId": "i-1", "state": {"code": 16, "name": "running"}, "networkInterfaces": []}"#
        ),
        item(
          "EC2::SecurityGroup", "sg-1",
          """
          {"groupId": "sg-1", "vpcId": "vpc-1", "ipPermissionsEgress": [], "ipPermissions": [
            {"ipProtocol": "-1", "prefixListIds": [{"prefixListId": "pl-1"}]}]}
          """))
    ])
    #expect(imported.resource("i-1")?.name == "from i-1")
    #expect(imported.filter("sg-1")?.rules.count == 1)
    #expect(!imported.codes.contains("aws.prefixList.noEntries"))
  }

  @Test func `services in a snapshot have their own spellings`() throws {
    let imported = try Imported(files: [
      "x/config.json": snapshot(
        item(
          "RDS::DBInstance", "db-1",
          """
          {"dBInstanceIdentifier": "orders", "engine": "postgres", "endpoint": {"port": 5433},
           "vpcSecurityGroups": [{"vpcSecurityGroupId": "sg-1", "status": "active"}],
           "dBSubnetGroup": {"dBSubnetGroupName": "data", "vpcId": "vpc-1",
             "subnets": [{"subnetIdentifier": "subnet-a"}]}}
          """),
        item(
          "EKS::Cluster", "apps",
          """
          {"Name": "apps", "Arn": "arn:aws:eks:us-east-1:123456789012:cluster/apps",
           "ResourcesVpcConfig": {"SubnetIds": ["subnet-a"], "SecurityGroupIds": ["sg-1"],
             "EndpointPublicAccess": false}}
          """))
    ])
    #expect(!imported.codes.contains("aws.record"), "\(imported.diagnostics.sorted())")
    #expect(imported.topology.endpoints.map(\.offers).contains(.tcp(5433...5433)))
    #expect(imported.topology.resources.contains { $0.tags == [Tag("Name", "from db-1")] })
    #expect(imported.topology.resources.contains { $0.name == "apps" })
  }

  @Test func `items without a subject and broken configurations are told`() throws {
    let imported = try Imported(files: [
      "x/config.json": snapshot(
        #"{"resourceType": "AWS::EC2::VPC"}"#, item("EC2::VPC", "vpc-1", #""{broken""#),
        item("EC2::Volume", "vol-1", "{}"))
    ])
    #expect(imported.codes.contains("aws.config.item"))
    #expect(imported.codes.contains("aws.config.configuration"))
    #expect(imported.codes.contains("aws.config.type"))
  }

  @Test(arguments: [#"{"configurationItems": []}"#, #"{"Results": [1]}"#, #"{"Results": []}"#])
  func `other lists are not of AWS Config`(text: String) throws {
    #expect(AWSImporter.recognise(try JSONDocument.parse(text: text)) == nil)
  }
}
