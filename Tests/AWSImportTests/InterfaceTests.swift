import Documents
import PacketSets
import Testing
import Topology

@Suite struct InterfaceTests {
  private func imported(
    _ fields: String, groups: [String] = ["sg-web"], more: [String: String?] = [:]
  ) throws -> Imported {
    var lists = more
    lists["NetworkInterfaces"] = "[\(Base.eni("eni-x", "10.0.1.30", fields, groups: groups))]"
    return try Imported(lists)
  }

  @Test func `interfaces of an instance share its resource, name and tags`() throws {
    let imported = try Imported([
      "NetworkInterfaces": """
      [\(Base.eniA),
       \(Base.eni("eni-b", "10.0.2.9", #""Attachment": {"InstanceId": "i-web"}"#))]
      """
    ])
    let resource = try #require(imported.resource(of: "eni-a"))
    #expect(resource.name == "web-1")
    #expect(resource.kind == .instance)
    #expect(resource.scope == Scope(provider: "aws", account: "123456789012", region: "us-east-1"))
    #expect(imported.endpoint("eni-a")?.resource == imported.endpoint("eni-b")?.resource)
    #expect(imported.endpoint("eni-a")?.addresses.first?.publicAddress == IPAddress("192.0.2.1"))
  }

  @Test func `equal sets of groups share one binding`() throws {
    let imported = try Imported([
      "NetworkInterfaces": "[\(Base.eniA), \(Base.eni("eni-c", "10.0.1.11")), \(Base.eniB)]"
    ])
    #expect(imported.endpoint("eni-a")?.binding == imported.endpoint("eni-c")?.binding)
    #expect(imported.topology.bindings.count == 2)
  }

  @Test func `terminated instances are left out and stopped ones do not run`() throws {
    let imported = try Imported([
      "Reservations": """
      [{"OwnerId": "123456789012", "Instances": [
        {"InstanceId": "i-gone", "State": {"Name": "terminated"}},
        {"InstanceId": "i-web", "State": {"Name": "stopped"}}]}]
      """
    ])
    #expect(imported.resource("i-gone") == nil)
    #expect(imported.resource("i-web")?.isRunning == false)
    let record = try #require(imported.coverage.records.first { $0.type == "Reservations" })
    #expect(record.seen == 1)
  }

  @Test(arguments: [
    (#""Description": "RDSNetworkInterface", "RequesterId": "amazon-rds""#, "database"),
    (#""Description": "RedshiftNetworkInterface""#, "database"),
    (#""Description": "ElastiCache sessions""#, "cache"),
    (#""Description": "EFS mount target for fs-1 (fsmt-1)""#, "file-system"),
    (#""Description": "arn:aws:ecs:us-east-1:1:attachment/x""#, "container"),
    (#""InterfaceType": "lambda", "Description": "AWS Lambda VPC ENI-x""#, "function"),
    (#""InterfaceType": "nat_gateway""#, "nat-gateway"),
    (#""InterfaceType": "natGateway""#, "nat-gateway"),
    (#""InterfaceType": "transit_gateway""#, "gateway-interface"),
    (#""InterfaceType": "network_load_balancer", "Description": "ELB net/n/1""#, "load-balancer"),
    (#""Description": "ELB app/web/1", "RequesterId": "amazon-elb""#, "load-balancer"),
    (#""Description": "ELB legacy""#, "load-balancer"),
    (#""InterfaceType": "vpc_endpoint""#, "service-endpoint"),
    (#""InterfaceType": "gateway_load_balancer_endpoint""#, "service-endpoint"),
    (#""Description": "made by hand""#, "network-interface"),
  ]) func `AWS-IO-04: what stands behind an interface is recognised`(
    fields: String, kind: String
  ) throws {
    #expect(try imported(fields).resource(of: "eni-x")?.kind.rawValue == kind)
  }

  @Test(arguments: [
    #""InterfaceType": "nat_gateway""#, #""InterfaceType": "transit_gateway""#,
    #""InterfaceType": "gateway_load_balancer_endpoint""#,
  ]) func `AWS-SG-19: gateways answer nothing and start nothing`(fields: String) throws {
    let imported = try imported(fields, groups: [])
    #expect(imported.endpoint("eni-x")?.offers.isEmpty == true)
    #expect(imported.endpoint("eni-x")?.initiates == false)
    #expect(imported.binding(of: "eni-x") == .open)
  }

  @Test func `AWS-SVC-02: a function sends and takes nothing`() throws {
    let imported = try imported(
      """
      "InterfaceType": "lambda",
      "Description": "AWS Lambda VPC ENI-my-report-00000000-0000-0000-0000-000000000000"
      """)
    #expect(imported.endpoint("eni-x")?.offers.isEmpty == true)
    #expect(imported.endpoint("eni-x")?.initiates == true)
    #expect(imported.resource(of: "eni-x")?.name == "my-report")
  }

  @Test func `a balancer is undecided where its filters let a packet pass`() throws {
    let imported = try imported(#""Description": "ELB app/web/1", "RequesterId": "amazon-elb""#)
    let binding = try #require(imported.binding(of: "eni-x"))
    #expect(binding.inbound.map(\.layer) == [.instanceFilter, .proxy])
    #expect(imported.topology.filters[binding.inbound[1].filters[0]].unknown != nil)
    #expect(imported.topology.filters[binding.outbound[1].filters[0]].unknown != nil)
    #expect(imported.topology.proxies.count == 1)
    #expect(imported.topology.proxies.first?.unknown != nil)
    #expect(imported.resource(of: "eni-x")?.name == "web")
    #expect(imported.diagnostic("aws.loadBalancer.undecided")?.effect == .assumedOpen)
  }

  @Test func `a network balancer without groups has only its listeners`() throws {
    let imported = try imported(
      #""InterfaceType": "network_load_balancer", "Description": "ELB net/n/1""#, groups: [])
    #expect(imported.binding(of: "eni-x")?.inbound.map(\.layer) == [.proxy])
  }

  @Test func `AWS-VPE-03: an endpoint for an AWS service answers HTTPS alone`() throws {
    let imported = try imported(
      #""InterfaceType": "vpc_endpoint", "Description": "VPC Endpoint Interface vpce-1""#,
      more: [
        "VpcEndpoints": """
        [{"VpcEndpointId": "vpce-1", "VpcEndpointType": "Interface",
          "ServiceName": "com.amazonaws.us-east-1.ec2", "NetworkInterfaceIds": ["eni-x"]}]
        """
      ])
    #expect(imported.endpoint("eni-x")?.offers == .tcp(443))
    #expect(imported.endpoint("eni-x")?.initiates == false)
    #expect(imported.binding(of: "eni-x")?.inbound.count == 1)
    #expect(imported.resource(of: "eni-x")?.id == "vpce-1")
  }

  @Test func `AWS-VPE-03: the port of another service is not known`() throws {
    let imported = try imported(
      #""InterfaceType": "vpc_endpoint", "Description": "VPC Endpoint Interface vpce-1""#)
    #expect(imported.endpoint("eni-x")?.offers == TrafficSet(.tcp))
    #expect(imported.binding(of: "eni-x")?.inbound.map(\.layer) == [.instanceFilter, .proxy])
  }

  @Test func `an interface without the groups that it must have may be reached by anything`() throws
  {
    let imported = try imported(#""Description": "x""#, groups: [])
    let stage = try #require(imported.binding(of: "eni-x")?.inbound.first)
    #expect(imported.topology.filters[stage.filters[0]].unknown != nil)
    #expect(imported.codes.contains("aws.networkInterface.noGroups"))
  }

  @Test func `an appliance passes on the packets of others`() throws {
    #expect(try imported(#""SourceDestCheck": false"#).endpoint("eni-x")?.forwards == true)
    #expect(try imported(#""SourceDestCheck": true"#).endpoint("eni-x")?.forwards == false)
  }

  @Test func `an interface attached to nothing does not run`() throws {
    let imported = try Imported([
      "NetworkInterfaces": """
      [{"NetworkInterfaceId": "eni-x", "SubnetId": "subnet-a", "VpcId": "vpc-1",
        "Status": "available", "Groups": [{"GroupId": "sg-web"}],
        "PrivateIpAddress": "10.0.1.40",
        "TagSet": [{"Key": "Name", "Value": "spare"}]}]
      """
    ])
    #expect(imported.resource(of: "eni-x")?.isRunning == false)
    #expect(imported.resource(of: "eni-x")?.name == "spare")
    #expect(imported.endpoint("eni-x")?.addresses.count == 1)
  }

  @Test func `an IPv6-only interface has IPv6 addresses alone`() throws {
    let imported = try Imported([
      "NetworkInterfaces": """
      [{"NetworkInterfaceId": "eni-x", "SubnetId": "subnet-a", "VpcId": "vpc-1",
        "Groups": [{"GroupId": "sg-web"}], "PrivateIpAddresses": [],
        "Ipv6Addresses": [{"Ipv6Address": "2600:1::5"}]}]
      """
    ])
    #expect(
      imported.endpoint("eni-x")?.addresses.map(\.address) == [try #require(IPAddress("2600:1::5"))]
    )
  }

  @Test func `the primary interface of an instance stands before its others`() throws {
    let attachment = #""Attachment": {"InstanceId": "i-1", "DeviceIndex": "#
    let imported = try Imported([
      "NetworkInterfaces": """
      [\(Base.eni("eni-a", "10.0.1.10", attachment + "1}")),
       \(Base.eni("eni-b", "10.0.1.11", attachment + "0}"))]
      """
    ])
    let ids = imported.topology.endpoints.map(\.id).filter { $0.hasPrefix("eni-") }
    #expect(ids == ["eni-b", "eni-a"])
  }

  @Test func `an instance without interfaces in its record has those that name it`() throws {
    let imported = try Imported([
      "Reservations": """
      [{"OwnerId": "123456789012", "Instances": [
        {"InstanceId": "i-web", "SubnetId": "subnet-a", "VpcId": "vpc-1",
         "PrivateIpAddress": "10.0.1.10", "State": {"Name": "running"}},
        {"InstanceId": "i-bare", "SubnetId": "subnet-a", "VpcId": "vpc-1",
         "PrivateIpAddress": "10.0.1.77", "State": {"Name": "running"}}]}]
      """
    ])
    #expect(imported.endpoint("i-web") == nil)
    #expect(imported.endpoint("i-bare")?.addresses.first?.address == IPAddress("10.0.1.77"))
  }
}
