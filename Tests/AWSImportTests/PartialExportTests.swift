import Documents
import PacketSets
import Testing
import Topology

@Suite struct PartialExportTests {
  private func only(_ key: String, _ more: String...) throws -> Imported {
    var lists: [String: String?] = Base.lists.mapValues { _ in nil }
    for key in [key] + more { lists[key] = Base.lists[key] ?? nil }
    return try Imported(lists)
  }

  @Test func `security groups alone make a graph of groups`() throws {
    let imported = try only("SecurityGroups")
    #expect(imported.topology.networks.map(\.id) == ["vpc-1"])
    #expect(imported.topology.subnets.count == 1)
    let endpoints = imported.topology.endpoints
    #expect(endpoints.count == 2)
    #expect(endpoints.allSatisfy { $0.addresses.isEmpty })
    #expect(imported.topology.resources.allSatisfy { $0.kind == .groupMember })
    #expect(imported.topology.resources.map(\.name) == ["db", "web"])
    let subnet = imported.topology.subnets[0]
    #expect(subnet.name == "placement not exported")
    #expect(imported.topology.routeTables[subnet.routeTable].unknown != nil)
    #expect(subnet.inbound.map { imported.topology.filters[$0].unknown != nil } == true)
    let diagnostic = try #require(imported.diagnostic("aws.networkInterface.notExported"))
    #expect(diagnostic.advice?.contains("describe-network-interfaces") == true)
  }

  @Test func `groups get no members where interfaces were exported`() throws {
    let imported = try Imported(["NetworkInterfaces": "[]"])
    #expect(imported.topology.endpoints.isEmpty)
    #expect(!imported.codes.contains("aws.networkInterface.notExported"))
  }

  @Test func `groups of an account without interfaces get members beside another account`() throws {
    let imported = try Imported(
      files: [
        "accounts/111111111111/us-east-1/SecurityGroups.json": """
        {"SecurityGroups": [{"GroupId": "sg-1", "VpcId": "vpc-1", "OwnerId": "111111111111"}]}
        """,
        "accounts/222222222222/us-east-1/SecurityGroups.json": """
        {"SecurityGroups": [{"GroupId": "sg-2", "VpcId": "vpc-2", "OwnerId": "222222222222"}]}
        """,
        "accounts/222222222222/us-east-1/NetworkInterfaces.json": #"{"NetworkInterfaces": []}"#,
      ])
    #expect(imported.topology.endpoints.map(\.id) == ["members of sg-1"])
  }

  @Test func `instances alone tell their interfaces`() throws {
    var lists: [String: String?] = Base.lists
    lists["NetworkInterfaces"] = .some(nil)
    lists["Reservations"] = """
      [{"OwnerId": "123456789012", "Instances": [
        {"InstanceId": "i-web", "State": {"Name": "running"},
         "Placement": {"AvailabilityZone": "us-east-1a"},
         "NetworkInterfaces": [
           {"NetworkInterfaceId": "eni-a", "SubnetId": "subnet-a", "VpcId": "vpc-1",
            "Groups": [{"GroupId": "sg-web"}], "PrivateIpAddress": "10.0.1.10",
            "Association": {"PublicIp": "192.0.2.1"}, "SourceDestCheck": true}]},
        {"InstanceId": "i-old", "State": {"Name": "running"}, "SubnetId": "subnet-a",
         "VpcId": "vpc-1", "PrivateIpAddress": "10.0.1.12",
         "SecurityGroups": [{"GroupId": "sg-web"}]},
        {"InstanceId": "i-gone", "State": {"Name": "terminated"},
         "NetworkInterfaces": [{"NetworkInterfaceId": "eni-z", "PrivateIpAddress": "10.0.1.13"}]}]}]
      """
    let imported = try Imported(lists)
    #expect(imported.topology.endpoints.map(\.id) == ["eni-a", "i-old"])
    #expect(imported.endpoint("eni-a")?.addresses.first?.publicAddress == IPAddress("192.0.2.1"))
    #expect(imported.resource(of: "i-old")?.id == "i-old")
    let diagnostic = try #require(imported.diagnostic("aws.networkInterface.onlyInstances"))
    #expect(diagnostic.effect == .assumedClosed)
  }

  @Test func `interfaces alone stand in places of which nothing is known`() throws {
    let imported = try only("NetworkInterfaces")
    #expect(imported.topology.endpoints.count == 2)
    #expect(imported.topology.subnets.map(\.id) == ["subnet-a", "subnet-b"])
    for subnet in imported.topology.subnets {
      #expect(imported.topology.routeTables[subnet.routeTable].unknown != nil)
      #expect(subnet.outbound.map { imported.topology.filters[$0].unknown != nil } == true)
    }
    #expect(imported.filter("sg-web")?.unknown != nil)
    #expect(imported.resource("i-web")?.kind == .instance)
    for code in [
      "aws.vpc.notExported", "aws.subnet.notExported", "aws.securityGroup.notExported",
      "aws.instance.notExported",
    ] {
      #expect(imported.codes.contains(code))
    }
  }

  @Test func `without route tables nothing that leaves a subnet is certain`() throws {
    let imported = try Imported(["RouteTables": nil])
    #expect(imported.table(ofSubnet: "subnet-a")?.unknown != nil)
    let reason = try #require(imported.table(ofSubnet: "subnet-a")?.unknown)
    #expect(imported.topology.assumptions[reason].remedy == "aws ec2 describe-route-tables")
  }

  @Test func `a VPC that is not exported has the ranges of its local routes`() throws {
    let imported = try Imported(["Vpcs": nil])
    #expect(imported.topology.networks[0].prefixes == [try #require(Prefix("10.0.0.0/16"))])
    #expect(imported.diagnostic("aws.vpc.notExported")?.effect == .assumedOpen)
  }

  @Test func `what is read and not modelled is counted with its effect`() throws {
    let imported = try Imported([
      "CarrierGateways": #"[{"CarrierGatewayId": "cagw-1"}]"#,
      "DBInstances": #"[{"DBInstanceIdentifier": "db-1"}]"#,
      "FlowLogs": "[]",
    ])
    let records = imported.coverage.records
    let gateways = try #require(records.first { $0.type == "CarrierGateways" })
    #expect(gateways.seen == 1)
    #expect(gateways.modelled == 0)
    #expect(gateways.effect == .assumedOpen)
    #expect(gateways.note.contains("not modelled"))
    #expect(records.first { $0.type == "DBInstances" }?.effect == .exact)
    #expect(records.first { $0.type == "FlowLogs" }?.effect == .exact)
    #expect(records.first { $0.type == "Vpcs" }?.modelled == 1)
    #expect(imported.coverage.isComplete)
  }
}
