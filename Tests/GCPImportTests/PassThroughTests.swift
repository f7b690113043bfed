import Documents
import PacketSets
import Testing
import Topology

@Suite struct PassThroughTests {
  static let zone = "\(Project.base)/zones/europe-west4-a"
  static let region = "\(Project.base)/regions/europe-west4"

  /// A forwarding rule of the region.
  static func rule(
    _ name: String, _ address: String, scheme: String, _ more: String, ports: String = "80"
  ) -> String {
    """
    {"kind": "compute#forwardingRule", "name": "\(name)", "IPAddress": "\(address)",
     "IPProtocol": "TCP", "ports": ["\(ports)"], "loadBalancingScheme": "\(scheme)", \(more),
     "selfLink": "\(region)/forwardingRules/\(name)"}
    """
  }

  static let service = #""backendService": "\#(region)/backendServices/app""#
  static let inside =
    #""network": "\#(Project.base)/global/networks/net", "subnetwork": "\#(region)/subnetworks/a""#

  /// A backend service with an unmanaged group whose members are listed.
  static func backends(_ scheme: String, members: [String]?) -> [String: String] {
    var files = [
      "backend-services.json": """
      [{"kind": "compute#backendService", "name": "app", "protocol": "TCP",
        "loadBalancingScheme": "\(scheme)", "backends": [{"group": "\(zone)/instanceGroups/apps"}],
        "selfLink": "\(region)/backendServices/app"}]
      """,
      "instance-groups.json": """
      [{"kind": "compute#instanceGroup", "name": "apps", "size": 1,
        "selfLink": "\(zone)/instanceGroups/apps"}]
      """,
    ]
    if let members {
      let list = members.map { #"{"instance": "\#(zone)/instances/\#($0)"}"# }
      files["health.json"] = """
        [{"backend": "\(zone)/instanceGroups/apps",
          "status": {"healthStatus": [\(list.joined(separator: ", "))],
            "kind": "compute#backendServiceGroupHealth"}}]
        """
    }
    return files
  }

  static let http = #"{"IPProtocol": "tcp", "ports": ["80"]}"#

  private func outer(
    members: [String]? = ["db"], rules: [String]? = nil,
    _ change: (inout Project) -> Void = { _ in }
  ) throws -> Imported {
    try Imported {
      $0.firewalls = [Project.rule("http", Self.http, #""sourceRanges": ["198.51.100.0/24"]"#)]
      $0.others = Self.backends("EXTERNAL", members: members)
      let list = rules ?? [Self.rule("front", "192.0.2.90", scheme: "EXTERNAL", Self.service)]
      $0.others["forwarding-rules.json"] = "[\(list.joined(separator: ", "))]"
      change(&$0)
    }
  }

  @Test func `GC-T26 and GC-6.8: a backend is reached without a default route`() throws {
    let imported = try outer {
      $0.routes = [Project.route("r", "10.9.0.0/24", #""nextHopIp": "10.1.0.10""#)]
    }
    #expect(try imported.ask("198.51.100.1", "front", "tcp/80") == .passes)
    #expect(try imported.ask("198.51.100.1", "db", "tcp/80") == .passes)
    #expect(try imported.ask("203.0.113.1", "front", "tcp/80") == .blocked)
    #expect(try imported.ask("203.0.113.1", "db", "tcp/80") == .blocked)
    #expect(try imported.ask("198.51.100.1", "db", "tcp/22") == .blocked)
    #expect(try imported.ask("198.51.100.1", "web", "tcp/80") == .blocked)
  }

  @Test func `GC-2.15: rules for own addresses see the address of the balancer`() throws {
    func imported(_ own: String) throws -> Imported {
      try outer {
        $0.firewalls = [
          Project.rule(
            "service", Self.http,
            "\(Project.anySource), \"destinationRanges\": [\"\(own)\"]")
        ]
      }
    }
    #expect(try imported("192.0.2.90/32").ask("203.0.113.1", "front", "tcp/80") == .passes)
    #expect(try imported("192.0.2.90/32").ask("web", "db", "tcp/80") == .blocked)
    #expect(try imported("10.2.0.10/32").ask("203.0.113.1", "front", "tcp/80") == .blocked)
    #expect(try imported("10.2.0.10/32").ask("web", "db", "tcp/80") == .passes)
  }

  @Test func `GC-7.1: machines behind a balancer that are not exported are undecided`() throws {
    let imported = try outer(members: nil)
    #expect(try imported.ask("198.51.100.1", "front", "tcp/80") == .undecided)
    // A backend answers by paths that no route governs, so that no machine is proven closed.
    #expect(!imported.topology.omissions.isEmpty)
    #expect(imported.codes.contains("gcp.forwardingRule.unknownTarget"))
    let partial = try outer(members: ["db", "gone"])
    #expect(try partial.ask("198.51.100.1", "front", "tcp/80") == .passes)
    #expect(try partial.ask("203.0.113.1", "front", "tcp/80") == .undecided)
    #expect(partial.codes.contains("gcp.forwardingRule.unknownBackends"))
    // What to export is said.
    for found in [imported, partial] {
      #expect(found.topology.assumptions.contains { $0.remedy.contains("get-health") })
    }
    #expect(
      partial.diagnostics.sorted().contains {
        $0.code == "gcp.forwardingRule.unknownBackends"
          && $0.advice?.contains("get-health") == true
      })
  }

  @Test func `GC-7.1: target pools and protocol forwarding keep the client's address`() throws {
    for (collection, members) in [
      ("targetPools", #""instances": ["\#(Self.zone)/instances/db"]"#),
      ("targetInstances", #""instance": "\#(Self.zone)/instances/db""#),
    ] {
      let target = "\(Self.region)/\(collection)/t"
      let imported = try outer(
        rules: [
          Self.rule("front", "192.0.2.90", scheme: "EXTERNAL", "\"target\": \"\(target)\"")
        ]
      ) {
        $0.others["targets.json"] = """
          [{"kind": "compute#\(collection.dropLast())", "name": "t", \(members),
            "selfLink": "\(target)"}]
          """
      }
      #expect(try imported.ask("198.51.100.1", "front", "tcp/80") == .passes)
      #expect(try imported.ask("203.0.113.1", "front", "tcp/80") == .blocked)
    }
  }

  @Test func `GC-7.9: a forwarding rule with source ranges serves those clients alone`() throws {
    let imported = try outer(
      rules: [
        Self.rule("base", "192.0.2.90", scheme: "EXTERNAL", Self.service),
        Self.rule(
          "steered", "192.0.2.90", scheme: "EXTERNAL",
          #""sourceIpRanges": ["198.51.100.0/25"], "target": "\#(Self.region)/targetPools/t""#),
      ]
    ) {
      $0.firewalls = [
        Project.rule("db", Self.http, "\(Project.anySource), \"targetTags\": [\"db\"]")
      ]
      $0.others["targets.json"] = """
        [{"kind": "compute#targetPool", "name": "t", "instances": ["\(Self.zone)/instances/web"],
          "selfLink": "\(Self.region)/targetPools/t"}]
        """
    }
    // The clients of the narrower rule go to web, which no rule opens; all others to db.
    #expect(try imported.ask("198.51.100.1", "base/front", "tcp/80") == .blocked)
    #expect(try imported.ask("198.51.100.200", "base/front", "tcp/80") == .passes)
    #expect(try imported.ask("203.0.113.1", "base/front", "tcp/80") == .passes)
  }

  private func inner(_ more: String = "", _ change: (inout Project) -> Void = { _ in }) throws
    -> Imported
  {
    try Imported {
      $0.firewalls = [Project.rule("http", Self.http, #""sourceTags": ["web"]"#)]
      $0.others = Self.backends("INTERNAL", members: ["db"])
      $0.others["forwarding-rules.json"] = """
        [\(Self.rule("front", "10.1.0.99", scheme: "INTERNAL", "\(Self.service), \(more)\(Self.inside)"))]
        """
      change(&$0)
    }
  }

  @Test func `GC-7.1: rules behind an internal balancer see the client with its tags`() throws {
    let imported = try inner { $0.instances.append(Project.machine("other", "10.1.0.11")) }
    #expect(try imported.ask("web", "front", "tcp/80") == .passes)
    #expect(try imported.ask("other", "front", "tcp/80") == .blocked)
    #expect(try imported.ask("web", "front", "tcp/81") == .blocked)
    #expect(try imported.ask("198.51.100.1", "front", "tcp/80") == .blocked)
    #expect(try imported.ask("db", "front", "tcp/80") == .blocked)
  }

  @Test func `GC-7.8: without global access only the region reaches an internal balancer`() throws {
    let far = Project.subnet("far", "10.3.0.0/24").replacing("europe-west4", with: "us-east1")
    func imported(_ more: String) throws -> Imported {
      try inner(more) {
        $0.subnets.append(far)
        $0.instances.append(
          Project.machine("remote", "10.3.0.10", subnet: "far", tags: ["web"])
            .replacing("europe-west4", with: "us-east1"))
      }
    }
    #expect(try imported("").ask("remote", "front", "tcp/80") == .blocked)
    #expect(
      try imported(#""allowGlobalAccess": true, "#).ask("remote", "front", "tcp/80") == .passes)
    #expect(try imported("").ask("web", "front", "tcp/80") == .passes)
  }

  @Test func `GC-6.6: a route to an internal balancer leads to the machines behind it`() throws {
    func imported(_ forwards: Bool) throws -> Imported {
      try inner {
        $0.instances[1] = Project.machine(
          "db", "10.2.0.10", subnet: "b", "\"canIpForward\": \(forwards)")
        $0.routes = [
          Project.route(
            "r", "172.16.0.0/12", #""nextHopIlb": "\#(Self.region)/forwardingRules/front""#)
        ]
      }
    }
    let table = try #require(try imported(true).table(of: "web"))
    let target = table.routes.first { $0.text.hasPrefix("r ") }?.target
    guard case .endpoint = target else {
      Issue.record("\(String(describing: target))")
      return
    }
    let closed = try #require(try imported(false).table(of: "web"))
    guard case .drop = closed.routes.first(where: { $0.text.hasPrefix("r ") })?.target else {
      Issue.record("a machine that does not forward takes packets")
      return
    }
  }

  private func door(_ status: String, _ change: (inout Project) -> Void = { _ in }) throws
    -> Imported
  {
    try Imported {
      $0.others["forwarding-rules.json"] = """
        [{"kind": "compute#forwardingRule", "name": "door", "IPAddress": "10.1.0.77",
          "target": "https://www.googleapis.com/compute/v1/projects/x/regions/europe-west4/serviceAttachments/s",
          "pscConnectionStatus": "\(status)", \(Self.inside),
          "selfLink": "\(Self.region)/forwardingRules/door"}]
        """
      change(&$0)
    }
  }

  @Test func `GC-8.5: a private service door works when it was accepted`() throws {
    #expect(try door("ACCEPTED").ask("db", "door/front", "tcp/443") == .passes)
    #expect(try door("PENDING").ask("db", "door/front", "tcp/443") == .blocked)
    #expect(try door("ACCEPTED").ask("198.51.100.1", "door/front", "tcp/443") == .blocked)
  }

  @Test func `GC-8.5: a private service door is not reached over a peering`() throws {
    let imported = try door("ACCEPTED") { peer(&$0) }
    #expect(try imported.ask("guest", "door/front", "tcp/443") == .blocked)
    #expect(try imported.ask("web", "door/front", "tcp/443") == .passes)
  }

  @Test func `GC-7.1: the end of a tunnel and the rule of a mesh are no balancers`() throws {
    let target = "\(Self.region)/targetVpnGateways/vpn"
    let imported = try Imported {
      $0.others["forwarding-rules.json"] = """
        [\(Self.rule("esp", "192.0.2.91", scheme: "EXTERNAL", "\"target\": \"\(target)\"")),
         \(Self.rule(
          "mesh", "0.0.0.0", scheme: "INTERNAL_SELF_MANAGED",
          "\"target\": \"\(Project.base)/global/targetHttpProxies/mesh\""))]
        """
    }
    #expect(imported.topology.endpoints.count == 2)
    #expect(imported.topology.omissions.isEmpty)
    #expect(imported.codes.isEmpty)
  }

  @Test func `GC-8.5: the producer sees connections from the range of its attachment`() throws {
    let imported = try Imported {
      $0.subnets.append(
        Project.subnet("psc", "10.5.0.0/24", #""purpose": "PRIVATE_SERVICE_CONNECT""#))
      $0.firewalls = [Project.rule("psc", Self.http, #""sourceRanges": ["10.5.0.0/24"]"#)]
      $0.others = Self.backends("INTERNAL", members: ["db"])
      $0.others["attachments.json"] = """
        [{"kind": "compute#serviceAttachment", "name": "s",
          "targetService": "\(Self.region)/forwardingRules/front",
          "natSubnets": ["\(Self.region)/subnetworks/psc"],
          "selfLink": "\(Self.region)/serviceAttachments/s"}]
        """
      $0.others["forwarding-rules.json"] = """
        [\(Self.rule("front", "10.1.0.99", scheme: "INTERNAL", "\(Self.service), \(Self.inside)")),
         {"kind": "compute#forwardingRule", "name": "door", "IPAddress": "10.1.0.77",
          "target": "\(Self.region)/serviceAttachments/s", "pscConnectionStatus": "ACCEPTED",
          \(Self.inside), "selfLink": "\(Self.region)/forwardingRules/door"}]
        """
    }
    let proxy = try #require(imported.topology.proxies.first)
    #expect(proxy.unknown == nil)
    #expect(proxy.endpoints.count == 2)
    #expect(try imported.ask("web", "door/front", "tcp/80") == .passes)
    #expect(try imported.ask("web", "door/front", "tcp/81") == .blocked)
    let sender = imported.topology.endpoints[proxy.endpoints[1]].id
    #expect(
      try imported.ask(
        sender.split(separator: "/").suffix(2).joined(separator: "/"), "front/front", "tcp/80")
        == .passes)
    #expect(try imported.ask("web", "db", "tcp/80") == .blocked)
  }
}
