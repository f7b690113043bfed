import Documents
import PacketSets
import Testing
import Topology

@Suite struct LoadBalancerTests {
  @Test func `AWS-ELB-04: a listener forwards to the primary address of an instance`() throws {
    let imported = try Imported(Balanced.lists())
    let forwarding = try #require(imported.topology.forwardings.first)
    #expect(imported.topology.forwardings.count == 1)
    #expect(imported.topology.endpoints[forwarding.endpoint].id == "eni-n1")
    #expect(forwarding.accepts == .tcp(80...80))
    #expect(forwarding.portOffset == 8000)
    #expect(forwarding.targets.map(\.address) == [IPAddress("10.0.1.10")])
    let node = try #require(imported.endpoint("eni-n1"))
    #expect(node.offers.isEmpty)
    #expect(!node.initiates)
  }

  @Test func `AWS-ELB-04: nodes of other zones send too where zones are crossed`() throws {
    let imported = try Imported(
      Balanced.lists([
        "LoadBalancerAttributes": Balanced.attributes("load_balancing.cross_zone.enabled", "true")
      ]))
    #expect(imported.topology.forwardings.count == 2)
  }

  @Test(arguments: [
    ("instance", "TCP", true), ("ip", "TCP", false), ("ip", "UDP", true), ("ip", "TCP_UDP", true),
  ])
  func `AWS-ELB-05: the type of the target and the protocol say whether the client stays visible`(
    type: String, proto: String, keeps: Bool
  ) throws {
    let target = type == "ip" ? #"{"Id": "10.0.1.10", "Port": 80}"# : #"{"Id": "i-web"}"#
    let imported = try Imported(
      Balanced.lists([
        "Listeners": "[\(Balanced.listener(proto))]",
        "TargetGroups": "[\(Balanced.targetGroup(type, proto))]",
        "LoadBalancerTargetHealth": Balanced.health(target),
      ]))
    #expect(imported.topology.forwardings.map(\.keepsSource) == [keeps])
  }

  @Test func `AWS-ELB-05: an attribute of the target group overrides the default`() throws {
    var files: [String: String] = [:]
    for (key, list) in Base.lists.merging(Balanced.lists(), uniquingKeysWith: { $1 }) {
      if let list { files["e/123456789012/us-east-1/\(key).json"] = "{\"\(key)\": \(list)}" }
    }
    files["e/123456789012/us-east-1/elbv2-describe-target-group-attributes-web.json"] =
      #"{"Attributes": [{"Key": "preserve_client_ip.enabled", "Value": "false"}]}"#
    #expect(try Imported(files: files).topology.forwardings.map(\.keepsSource) == [false])
  }

  @Test func `AWS-IO-06: the path of an answer tells its target group`() throws {
    for path in [
      "elbv2-describe-target-health-web.json",
      "elbv2-describe-target-health/arn%3Aaws%3Aelasticloadbalancing%3Aus-east-1%3A123456789012"
        + "%3Atargetgroup%2Fweb%2F0002",
    ] {
      var files: [String: String] = [:]
      let lists = Balanced.lists(["LoadBalancerTargetHealth": nil])
      for (key, list) in Base.lists.merging(lists, uniquingKeysWith: { $1 }) {
        if let list { files["e/123456789012/us-east-1/\(key).json"] = "{\"\(key)\": \(list)}" }
      }
      files["e/123456789012/us-east-1/\(path)"] =
        #"{"TargetHealthDescriptions": [{"Target": {"Id": "i-web", "Port": 80}}]}"#
      #expect(try Imported(files: files).topology.forwardings.count == 1)
    }
  }

  @Test func `targets that are not exported leave the listener undecided, with the command`() throws
  {
    let imported = try Imported(Balanced.lists(["LoadBalancerTargetHealth": nil]))
    #expect(imported.topology.forwardings.isEmpty)
    #expect(imported.endpoint("eni-n1")?.offers == .tcp(80...80))
    #expect(imported.topology.assumptions.contains { $0.remedy.contains("target-health") })
    #expect(imported.codes.contains("aws.loadBalancer.undecided"))
  }

  @Test func `listeners that are not exported leave the load balancer undecided`() throws {
    let imported = try Imported(Balanced.lists(["Listeners": nil]))
    #expect(imported.endpoint("eni-n1")?.offers == .all)
    #expect(imported.codes.contains("aws.loadBalancer.undecided"))
  }

  @Test func `AWS-ELB-07: targets that are not healthy count, with a note`() throws {
    let imported = try Imported(Balanced.lists())
    #expect(imported.diagnostic("aws.targetGroup.health")?.effect == .exact)
  }

  @Test func `AWS-ELB-05: an NLB target cannot reach itself through the balancer`() throws {
    let imported = try Imported(Balanced.lists())
    let forwarding = try #require(imported.topology.forwardings.first)
    // A packet that kept its source and comes back to its sender is dropped (N-9).
    #expect(forwarding.keepsSource)
    #expect(forwarding.targets.map(\.endpoint.index) == [imported.index(ofEndpoint: "eni-a")])
  }

  @Test func `AWS-VPE-03: an endpoint does not answer ping`() throws {
    let imported = try Imported([
      "NetworkInterfaces":
        "[\(Base.eni("eni-e", "10.0.1.70", #""InterfaceType": "vpc_endpoint""#))]",
      "VpcEndpoints": """
      [{"VpcEndpointId": "vpce-1", "VpcEndpointType": "Interface", "NetworkInterfaceIds": ["eni-e"],
        "ServiceName": "com.amazonaws.us-east-1.ec2"}]
      """,
    ])
    let endpoint = try #require(imported.endpoint("eni-e"))
    #expect(endpoint.offers == .tcp(443...443))
    #expect(endpoint.offers.isDisjoint(with: .echoRequests))
    #expect(!endpoint.initiates)
  }

  @Test func `AWS-ELB-04: a connection may go to targets at several ports`() throws {
    let imported = try Imported(
      Balanced.lists([
        "LoadBalancerTargetHealth": Balanced.health(
          #"{"Id": "i-web", "Port": 8080}"#, #"{"Id": "i-web", "Port": 8081}"#)
      ]))
    let forwardings = imported.topology.forwardings
    let first = try #require(forwardings.first)
    let ways = forwardings.filter { $0.endpoint == first.endpoint }
    #expect(ways.map(\.portOffset) == [8000, 8001])
    #expect(Set(ways.map(\.choice)).count == 1 && first.choice.isEmpty == false)
    #expect(Set(forwardings.map(\.id)).count == forwardings.count)
    #expect(imported.endpoint("eni-n1")?.offers.isEmpty == true)
    #expect(!imported.codes.contains("aws.loadBalancer.undecided"))
  }

  @Test(arguments: [("sg-web", 1), ("sg-db", 0)])
  func `the groups of a network load balancer must let its connections out`(
    group: String, count: Int
  ) throws {
    let node = Base.eni("eni-n1", "10.0.1.50", Balanced.type, groups: [group])
    let imported = try Imported(
      Balanced.lists(["NetworkInterfaces": "[\(Base.eniA), \(node)]"]))
    let forwardings = imported.topology.forwardings.filter {
      imported.topology.endpoints[$0.endpoint].id == "eni-n1"
    }
    #expect(forwardings.count == count)
  }

  @Test func `AWS-SG-19: without groups every source reaches the listener`() throws {
    let binding = try #require(try Imported(Balanced.lists()).binding(of: "eni-n1"))
    #expect(binding.inbound.isEmpty)
  }

  @Test func `a network load balancer without interfaces is undecided at unknown addresses`() throws
  {
    let imported = try Imported(Balanced.lists(["NetworkInterfaces": "[\(Base.eniA)]"]))
    let node = try #require(imported.endpoint("net/nlb/0001 in subnet-a"))
    #expect(node.addresses.isEmpty)
    #expect(node.offers == .tcp(80...80))
    #expect(imported.codes.contains("aws.loadBalancer.noInterface"))
  }

  @Test func `AWS-ELB-02: a proxy answers its listeners and opens its targets alone`() throws {
    let imported = try Imported(
      Balanced.lists([
        "LoadBalancers": "[\(Balanced.balancer("application"))]",
        "Listeners": "[\(Balanced.listener("HTTP"))]",
        "Rules": """
        [{"RuleArn": "arn:aws:elasticloadbalancing:us-east-1:123456789012:listener-rule/net/nlb/\
        0001/1/9", "Actions": [{"Type": "forward", "TargetGroupArn": "\(Balanced.groupARN)"}]}]
        """,
        "NetworkInterfaces": """
        [\(Base.eniA), \(Base.eni("eni-n1", "10.0.1.50", #""Description": "ELB app/nlb/0001""#))]
        """,
      ]))
    let node = try #require(imported.endpoint("eni-n1"))
    #expect(node.offers == .tcp(80...80))
    let proxy = try #require(imported.topology.proxies.first)
    #expect(proxy.unknown == nil)
    #expect(proxy.listeners.map(\.opens) == [.tcp(8080...8080)])
    #expect(
      imported.filter("listeners of app/nlb/0001", .outbound)?.rules.map(\.peer.addresses)
        == [AddressSet(try #require(IPAddress("10.0.1.10")))])
  }

  @Test func `AWS-ELB-03: a redirect reaches no target`() throws {
    let imported = try Imported(
      Balanced.lists([
        "LoadBalancers": "[\(Balanced.balancer("application"))]",
        "Listeners": "[\(Balanced.listener("HTTP", #"{"Type": "redirect"}"#))]",
      ]))
    #expect(imported.topology.proxies.first?.listeners.flatMap(\.targets) == [])
  }

  @Test func `a Classic Load Balancer opens its instances at the ports of its listeners`() throws {
    let imported = try Imported([
      "LoadBalancerDescriptions": """
      [{"LoadBalancerName": "old", "VPCId": "vpc-1", "Subnets": ["subnet-a"],
        "SecurityGroups": ["sg-web"], "Instances": [{"InstanceId": "i-web"}],
        "HealthCheck": {"Target": "HTTP:81/index"},
        "ListenerDescriptions": [{"Listener": {"LoadBalancerPort": 443, "InstancePort": 8443}}]}]
      """,
      "NetworkInterfaces":
        "[\(Base.eniA), \(Base.eni("eni-o", "10.0.1.60", #""Description": "ELB old""#))]",
    ])
    #expect(imported.endpoint("eni-o")?.offers == .tcp(443...443))
    #expect(imported.topology.proxies.first?.listeners.map(\.opens) == [.tcp(8443...8443)])
    let rule = imported.filter("listeners of old", .outbound)?.rules.first
    #expect(rule?.traffic == TrafficSet.tcp(81...81).union(.tcp(8443...8443)))
  }
}
