import PacketSets
import Testing
import Topology

/// Statements about load balancers (section 7).
@Suite struct BalancerTests {
  private static let http = #"{"IPProtocol": "tcp", "ports": ["8080"]}"#
  private static let frontEnds = #""sourceRanges": ["35.191.0.0/16", "130.211.0.0/22"]"#
  private static let region = "\(Project.base)/regions/europe-west4"

  /// The machine `app` behind the global proxy of `ServiceTests`.
  private static func app(_ project: inout Project) {
    project.instances.append(
      Project.machine(
        "app", "10.2.0.30", subnet: "b", tags: ["app"],
        """
        "metadata": {"items": [{"key": "created-by",
          "value": "projects/p/zones/europe-west4-a/instanceGroupManagers/apps"}]}
        """))
    project.others = ServiceTests.balancer
  }

  private func global(
    _ rules: [String] = [Project.rule("front-ends", http, frontEnds)],
    _ change: (inout Project) -> Void = { _ in }
  ) throws -> Imported {
    try Imported {
      Self.app(&$0)
      $0.firewalls = rules
      change(&$0)
    }
  }

  private static let sender = "front/sender of projects/p/global/networks/net/front-ends"

  @Test func `GC-7.4: the front ends of Google are not the internet and reach backends alone`()
    throws
  {
    let imported = try global()
    let internet = imported.topology.worlds[Topology.internet]
    for text in ["35.191.0.1", "130.211.3.9", "2600:2d00:1:1::7"] {
      #expect(!internet.addresses.contains(try #require(IPAddress(text))))
    }
    #expect(try imported.ask(Self.sender, "app", "tcp/8080") == .passes)
    #expect(try imported.ask(Self.sender, "db", "tcp/8080") == .blocked)
    #expect(try imported.ask("app", Self.sender, "tcp/8080") == .blocked)
  }

  @Test func `GC-7.7: who checks health is not the internet, and without a rule gets nowhere`()
    throws
  {
    let ranges =
      #""sourceRanges": ["35.191.0.0/16", "209.85.152.0/22", "209.85.204.0/22"]"#
    let imported = try global([Project.rule("health", Self.http, ranges)])
    let internet = imported.topology.worlds[Topology.internet]
    #expect(!internet.addresses.contains(try #require(IPAddress("209.85.153.1"))))
    #expect(try imported.ask("198.51.100.1", "web", "tcp/8080") == .blocked)
    #expect(try imported.ask(Self.sender, "app", "tcp/8080") == .passes)
    #expect(try global([]).ask(Self.sender, "app", "tcp/8080") == .blocked)
  }

  @Test func `GC-7.3: what comes by a proxy alone is closed to clients themselves`() throws {
    let imported = try global()
    #expect(try imported.ask("198.51.100.1", "front", "tcp/443") == .passes)
    #expect(try imported.ask("198.51.100.1", "app", "tcp/8080") == .blocked)
    // Behind a pass-through balancer the rules see the client: the same rule opens nothing.
    let passing = try Imported {
      $0.firewalls = [Project.rule("front-ends", PassThroughTests.http, Self.frontEnds)]
      $0.others = PassThroughTests.backends("EXTERNAL", members: ["db"])
      $0.others["forwarding-rules.json"] =
        "[\(PassThroughTests.rule("pass", "192.0.2.91", scheme: "EXTERNAL", PassThroughTests.service))]"
    }
    #expect(try passing.ask("198.51.100.1", "pass/front", "tcp/80") == .blocked)
  }

  @Test func `GC-7.6: a range of ports has two ends, of a single port as well`() throws {
    #expect(try global().ask("198.51.100.1", "front", "tcp/444") == .blocked)
    let wide = try global {
      $0.others["forwarding-rules.json"] = $0.others["forwarding-rules.json"]?.replacing(
        "443-443", with: "8000-8010")
    }
    #expect(try wide.ask("198.51.100.1", "front", "tcp/8010") == .passes)
    #expect(try wide.ask("198.51.100.1", "front", "tcp/8011") == .blocked)
    #expect(try wide.ask("198.51.100.1", "front", "tcp/443") == .blocked)
  }

  @Test func `GC-7.10: Cloud Armor and IAP at a balancer close nothing`() throws {
    let guarded = try global {
      $0.others["services.json"] = $0.others["services.json"]?.replacing(
        #""protocol": "HTTP","#,
        with: """
          "protocol": "HTTP", "securityPolicy": "\(Project.base)/global/securityPolicies/deny",
          "iap": {"enabled": true},
          """)
    }
    #expect(try guarded.ask("198.51.100.1", "front", "tcp/443") == .passes)
    #expect(guarded.topology.proxies.first?.unknown == nil)
  }

  /// A regional balancer with its proxies in a subnet of their own, if there is one.
  private func regional(_ purpose: String?, address: String = "192.0.2.92") throws -> Imported {
    try global([Project.rule("proxies", Self.http, #""sourceRanges": ["10.3.0.0/24"]"#)]) {
      if let purpose {
        $0.subnets.append(
          Project.subnet(
            "proxies", "10.3.0.0/24", "\"purpose\": \"\(purpose)\", \"role\": \"ACTIVE\""))
      }
      $0.others["forwarding-rules.json"] = """
        [{"kind": "compute#forwardingRule", "name": "regional", "IPAddress": "\(address)",
          "IPProtocol": "TCP", "portRange": "443-443", "loadBalancingScheme": "EXTERNAL_MANAGED",
          "target": "\(Self.region)/targetHttpsProxies/proxy",
          "network": "\(Project.base)/global/networks/net",
          "selfLink": "\(Self.region)/forwardingRules/regional"}]
        """
      $0.others["proxies.json"] = $0.others["proxies.json"]?.replacing(
        "/global/", with: "/regions/europe-west4/")
      $0.others["maps.json"] = $0.others["maps.json"]?.replacing(
        "/global/", with: "/regions/europe-west4/")
      $0.others["services.json"] = $0.others["services.json"]?.replacing(
        "/global/", with: "/regions/europe-west4/")
    }
  }

  @Test(arguments: ["REGIONAL_MANAGED_PROXY", "INTERNAL_HTTPS_LOAD_BALANCER"])
  func `GC-7.2: a regional proxy sends from its subnet`(purpose: String) throws {
    let imported = try regional(purpose)
    let sender = "sender of projects/p/regions/europe-west4/subnetworks/proxies"
    let endpoint = try #require(imported.topology.endpoints.first { $0.id.hasSuffix(sender) })
    #expect(endpoint.addresses.first?.address.description == "10.3.0.2")
    #expect(try imported.ask("regional/front", "app", "tcp/443") == .blocked)
    #expect(try imported.ask("198.51.100.1", "regional/front", "tcp/443") == .passes)
    let proxy = try #require(imported.topology.proxies.first)
    #expect(proxy.unknown == nil)
    #expect(try imported.ask("regional/\(sender)", "app", "tcp/8080") == .passes)
    #expect(try imported.ask("regional/\(sender)", "db", "tcp/8080") == .blocked)
  }

  @Test func `GC-7.2: without a proxy-only subnet a regional balancer is undecided`() throws {
    for purpose in [nil, "PRIVATE"] as [String?] {
      let imported = try regional(purpose)
      #expect(imported.codes.contains("gcp.forwardingRule.noProxySubnet"))
      #expect(imported.topology.proxies.first?.unknown != nil)
    }
  }

  /// The global balancer with an endpoint group in place of the instance group.
  private func endpoints(_ type: String, _ more: String, health: String = "[]") throws -> Imported {
    let group = "\(Project.base)/zones/europe-west4-a/networkEndpointGroups/apps"
    return try global([Project.rule("pods", Self.http, Self.frontEnds)]) {
      $0.others["services.json"] = $0.others["services.json"]?.replacing(
        "instanceGroups", with: "networkEndpointGroups")
      $0.others["groups.json"] = """
        [{"kind": "compute#networkEndpointGroup", "name": "apps", "networkEndpointType": "\(type)",
          \(more) "selfLink": "\(group)"}]
        """
      $0.others["backend-services-get-health.json"] = """
        [{"backend": "\(group)", "status": {"healthStatus": \(health),
          "kind": "compute#backendServiceGroupHealth"}}]
        """
    }
  }

  @Test func `GC-7.11: an endpoint group opens the port of each endpoint`() throws {
    let member = #"""
      [{"instance": "\#(Project.base)/zones/europe-west4-a/instances/app",
        "ipAddress": "10.2.0.30", "port": 8080, "healthState": "HEALTHY"}]
      """#
    let imported = try endpoints("GCE_VM_IP_PORT", #""size": 1,"#, health: member)
    let proxy = try #require(imported.topology.proxies.first)
    #expect(proxy.unknown == nil)
    #expect(proxy.listeners.first?.opens == .tcp(8080))
    #expect(try imported.ask(Self.sender, "app", "tcp/8080") == .passes)
    #expect(try imported.ask(Self.sender, "app", "tcp/22") == .blocked)
    // More endpoints than are listed are not known.
    let more = try endpoints("GCE_VM_IP_PORT", #""size": 2,"#, health: member)
    #expect(more.topology.proxies.first?.unknown != nil)
  }

  @Test func `GC-7.11: a serverless group holds no machine, a hybrid one is not known`() throws {
    let serverless = try endpoints("SERVERLESS", "")
    #expect(serverless.topology.proxies.first?.unknown == nil)
    let hybrid = try endpoints("NON_GCP_PRIVATE_IP_PORT", "")
    #expect(hybrid.topology.proxies.first?.unknown != nil)
    #expect(hybrid.codes.contains("gcp.forwardingRule.unknownBackends"))
  }
}
