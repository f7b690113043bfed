import Documents
import PacketSets
import Testing
import Topology

/// The verdicts of section 10 of the sheet.
@Suite struct SheetTests {
  /// Three subnets with a group each; anything in the VNet gets in where no rule of somebody's own
  /// denies it before.
  private static func dmz(
    appRules: [String] = [], routes: String? = nil, _ more: [String] = []
  ) -> String {
    let app =
      [
        Rest.rule("Allow_FE", 100, from: "10.0.0.0/24", ports: "443"),
        Rest.rule("Block_RDP_Internet", 101, "Deny", from: "Internet", ports: "3389"),
        Rest.rule(
          "Block_Internet_Outbound", 200, "Deny", inbound: false, proto: "*", to: "Internet"),
      ] + appRules
    let resources = [
      Rest.network(
        "vnet", ["10.0.0.0/16"],
        [
          Rest.subnet("vnet", "fe", "10.0.0.0/24", group: "FE_NSG"),
          Rest.subnet("vnet", "app", "10.0.1.0/24", group: "App_NSG", routes: routes),
          Rest.subnet("vnet", "db", "10.0.2.0/24", group: "DB_NSG"),
        ]),
      Rest.securityGroup(
        "FE_NSG", Rest.rule("rdp_rule", 100, from: "Internet", ports: "3389"),
        Rest.rule("web_rule", 101, from: "Internet", ports: "80")),
      Rest.resource(
        "networkSecurityGroups", "App_NSG",
        "\"securityRules\": [\(app.joined(separator: ", "))]"),
      Rest.securityGroup(
        "DB_NSG", Rest.rule("Allow_App", 100, from: "10.0.1.0/24", ports: "1433"),
        Rest.rule("Block_FE", 101, "Deny", proto: "*", from: "10.0.0.0/24"),
        Rest.rule("Block_App", 102, "Deny", proto: "*", from: "10.0.1.0/24")),
      Rest.publicAddress("pip", "198.51.100.4"),
      Rest.machine("FE", "vnet/fe", "10.0.0.4", publicAddress: "pip"),
      Rest.machine("App", "vnet/app", "10.0.1.4"), Rest.machine("App2", "vnet/app", "10.0.1.5"),
      Rest.machine("DB", "vnet/db", "10.0.2.4"),
    ]
    return "{\"value\": [\((resources + more).joined(separator: ", "))]}"
  }

  static let dmzFlows: [(id: String, from: String, to: String, port: UInt16, verdict: Verdict)] = [
    ("AZ-T1", "FE", "App", 443, .allowed), ("AZ-T2", "FE", "App", 22, .allowed),
    ("AZ-T3", "FE", "DB", 1433, .denied), ("AZ-T4", "App", "DB", 1433, .allowed),
    ("AZ-T5", "App", "DB", 22, .denied), ("AZ-T6", "DB", "App", 443, .allowed),
    ("AZ-T7", "App", "App2", 22, .allowed), ("AZ-T8", "203.0.113.9", "FE", 80, .allowed),
  ]

  @Test(arguments: dmzFlows.indices)
  func `AZ-T1 to AZ-T8: the three tiers behave as the sheet says`(_ number: Int) throws {
    let flow = Self.dmzFlows[number]
    for text in [Self.dmz(), try Shape.flattened(Self.dmz())] {
      let imported = try Imported(files: ["x.json": text])
      #expect(imported.connect(flow.from, flow.to, flow.port) == flow.verdict, "\(flow.id)")
    }
  }

  @Test func `AZ-T7: a deny of everything closes a subnet against itself`() throws {
    let imported = try Imported(
      files: [
        "x.json": Self.dmz(appRules: [
          Rest.rule("no", 4000, "Deny", proto: "*"),
          Rest.rule("out", 4000, "Deny", inbound: false, proto: "*"),
        ])
      ])
    #expect(imported.connect("App", "App2", 22) == .denied)
  }

  @Test(arguments: [("Standard", Verdict.denied), ("Basic", .allowed)])
  func `AZ-T9, AZ-T10: without groups the SKU decides`(sku: String, verdict: Verdict) throws {
    let imported = try Imported(
      Rest.network("vnet", ["10.0.0.0/16"], [Rest.subnet("vnet", "a", "10.0.1.0/24")]),
      Rest.publicAddress("pip", "198.51.100.4", sku: sku),
      Rest.machine("vm", "vnet/a", "10.0.1.4", publicAddress: "pip"))
    #expect(imported.connect("203.0.113.9", "vm", 80) == verdict)
  }

  @Test func `AZ-T11: the interface's default rules deny what the subnet's group allows`() throws {
    let imported = try Imported(
      Rest.network(
        "vnet", ["10.0.0.0/16"], [Rest.subnet("vnet", "a", "10.0.1.0/24", group: "outer")]),
      Rest.securityGroup("outer", Rest.rule("ssh", 100, from: "Internet", ports: "22")),
      Rest.securityGroup("inner"), Rest.publicAddress("pip", "198.51.100.4"),
      Rest.machine("vm", "vnet/a", "10.0.1.4", group: "inner", publicAddress: "pip"))
    #expect(imported.connect("203.0.113.9", "vm", 22) == .denied)
  }

  @Test func `AZ-T12: a default route makes the default rule admit the internet`() throws {
    let imported = try Imported(
      files: [
        "x.json": Self.dmz(
          routes: "rt",
          [Rest.routeTable("rt", Rest.route("0.0.0.0/0", "VirtualAppliance", "10.0.9.4"))])
      ])
    #expect(imported.judge("App", .inbound, peer: "203.0.113.9", tcp: 22) == .allowed)
    #expect(imported.judge("DB", .inbound, peer: "203.0.113.9", tcp: 22) == .denied)
  }

  @Test func `AZ-T13: a rule to the public address never matches inbound`() throws {
    let imported = try Imported(
      Rest.network(
        "vnet", ["10.0.0.0/16"], [Rest.subnet("vnet", "a", "10.0.1.0/24", group: "g")]),
      Rest.securityGroup(
        "g", Rest.rule("ssh", 100, from: "Internet", to: "198.51.100.4", ports: "22")),
      Rest.publicAddress("pip", "198.51.100.4"),
      Rest.machine("vm", "vnet/a", "10.0.1.4", publicAddress: "pip"))
    #expect(imported.connect("203.0.113.9", "vm", 22) == .denied)
    #expect(imported.filters("vm", .inbound).first?.rules.contains { $0.id == "ssh" } == false)
  }

  /// A balancer that publishes 443 as 8443 of one machine.
  private static func balanced(_ rule: String, sku: String = "Standard") -> [String] {
    let pool = "\(Rest.id("loadBalancers", "lb"))/backendAddressPools/pool"
    let front = "\(Rest.id("loadBalancers", "lb"))/frontendIPConfigurations/front"
    return [
      Rest.network(
        "vnet", ["10.0.0.0/16"], [Rest.subnet("vnet", "a", "10.0.1.0/24", group: "g")]),
      Rest.resource("networkSecurityGroups", "g", "\"securityRules\": [\(rule)]"),
      Rest.publicAddress("lb-ip", "198.51.100.9"),
      Rest.machine(
        "vm", "vnet/a", "10.0.1.4",
        configuration: ", \"loadBalancerBackendAddressPools\": [{\"id\": \"\(pool)\"}]"),
      Rest.resource(
        "loadBalancers", "lb",
        """
        "frontendIPConfigurations": [{"id": "\(front)", "name": "front", "properties":
          {\(Rest.reference("publicIPAddress", "publicIPAddresses", "lb-ip").dropFirst(2))}}],
        "backendAddressPools": [{"id": "\(pool)", "name": "pool", "properties": {}}],
        "loadBalancingRules": [{"name": "https", "properties": {"protocol": "Tcp",
          "frontendPort": 443, "backendPort": 8443,
          "frontendIPConfiguration": {"id": "\(front)"}, "backendAddressPool": {"id": "\(pool)"}}}]
        """, ", \"sku\": {\"name\": \"\(sku)\"}"),
    ]
  }

  @Test func `AZ-T14: behind a balancer the port of the backend is judged`() throws {
    for (port, verdict) in [("443", Verdict.denied), ("8443", .allowed)] {
      let resources = Self.balanced(Rest.rule("web", 100, from: "Internet", ports: port))
      let imported = try Imported(
        files: ["x.json": "{\"value\": [\(resources.joined(separator: ", "))]}"])
      #expect(imported.connect("203.0.113.9", "vm", 8443) == verdict, "\(port)")
      #expect(imported.connect("203.0.113.9", "lb", 443) == verdict)
      #expect(imported.connect("203.0.113.9", "lb", 8443) == .denied)
      #expect(imported.connect("203.0.113.9", "vm", 443) == .denied)
    }
  }

  @Test func `AZ-8.5: a Basic balancer is open without a group and a Standard one closed`() throws {
    for (sku, verdict) in [("Standard", Verdict.denied), ("Basic", .allowed)] {
      let resources = Self.balanced(
        Rest.rule("web", 100, from: "Internet", ports: "8443"), sku: sku
      ).map {
        $0.replacing(
          Rest.reference("networkSecurityGroup", "networkSecurityGroups", "g"), with: "")
      }
      let imported = try Imported(
        files: ["x.json": "{\"value\": [\(resources.joined(separator: ", "))]}"])
      #expect(imported.connect("203.0.113.9", "vm", 8443) == verdict, "\(sku)")
    }
  }

  @Test func `AZ-T17: a spoke is not proven to reach another through a hub's appliance`() throws {
    let imported = try Imported(
      Rest.network(
        "hub", ["10.8.0.0/16"], [Rest.subnet("hub", "nva", "10.8.1.0/24")],
        peerings: [Rest.peering("hub", to: "one"), Rest.peering("hub", to: "two")]),
      Rest.network(
        "one", ["10.1.0.0/16"], [Rest.subnet("one", "a", "10.1.1.0/24", routes: "rt")],
        peerings: [Rest.peering("one", to: "hub")]),
      Rest.network(
        "two", ["10.2.0.0/16"], [Rest.subnet("two", "b", "10.2.1.0/24")],
        peerings: [Rest.peering("two", to: "hub")]),
      Rest.routeTable("rt", Rest.route("10.2.0.0/16", "VirtualAppliance", "10.8.1.4")),
      Rest.machine("nva", "hub/nva", "10.8.1.4", forwards: true),
      Rest.machine("a", "one/a", "10.1.1.4"), Rest.machine("b", "two/b", "10.2.1.4"))
    #expect(imported.connect("a", "b", 22) != .allowed)
    #expect(imported.connect("b", "a", 22) == .denied)
  }

  /// A private endpoint of a SQL server behind a group that denies everything.
  private func privateEndpoint(_ policies: String) throws -> Imported {
    let target = "\(Rest.group)/providers/Microsoft.Sql/servers/orders"
    let subnet = Rest.subnet(
      "vnet", "data", "10.0.2.0/24", group: "closed",
      ", \"privateEndpointNetworkPolicies\": \"\(policies)\"")
    return try Imported(
      Rest.network(
        "vnet", ["10.0.0.0/16"], [Rest.subnet("vnet", "a", "10.0.1.0/24"), subnet]),
      Rest.securityGroup("closed", Rest.rule("no", 100, "Deny", proto: "*")),
      Rest.machine("vm", "vnet/a", "10.0.1.4"),
      Rest.resource(
        "privateEndpoints", "pe-orders",
        """
        "subnet": {"id": "\(Rest.id("virtualNetworks", "vnet"))/subnets/data"},
        "customDnsConfigs": [{"fqdn": "orders", "ipAddresses": ["10.0.2.5"]}],
        "privateLinkServiceConnections": [{"name": "x", "properties": {
          "privateLinkServiceId": "\(target)", "groupIds": ["sqlServer"],
          "privateLinkServiceConnectionState": {"status": "Approved"}}}]
        """))
  }

  @Test func `AZ-T18, AZ-9.1: a group is ignored at a private endpoint without policies`() throws {
    let imported = try privateEndpoint("Disabled")
    #expect(imported.connect("vm", "orders", 1433) == .allowed)
    #expect(imported.connect("vm", "orders", 22) == .denied)
    #expect(imported.resource("orders")?.kind == .database)
  }

  @Test(arguments: ["Enabled", "NetworkSecurityGroupEnabled"])
  func `AZ-T19: with policies the group decides`(policies: String) throws {
    #expect(try privateEndpoint(policies).connect("vm", "orders", 1433) == .denied)
  }

  @Test func `AZ-T20: a machine in a private subnet has no way out`() throws {
    let imported = try Imported(
      Rest.network("vnet", ["10.0.0.0/16"], [Rest.subnet("vnet", "a", "10.0.1.0/24")]),
      Rest.machine("vm", "vnet/a", "10.0.1.4"))
    #expect(imported.connect("vm", "203.0.113.9", 443) == .denied)
  }

  @Test func `AZ-T21, AZ-3.6b: with a default route the tag allows the internet before its deny`()
    throws
  {
    let imported = try Imported(
      Rest.network(
        "vnet", ["10.0.0.0/16"],
        [Rest.subnet("vnet", "a", "10.0.1.0/24", group: "g", routes: "rt")]),
      Rest.routeTable("rt", Rest.route("0.0.0.0/0", "VirtualAppliance", "10.0.9.4")),
      Rest.securityGroup(
        "g", Rest.rule("net", 100, inbound: false, proto: "*", to: "VirtualNetwork"),
        Rest.rule("no", 200, "Deny", inbound: false, proto: "*", to: "Internet")),
      Rest.machine("vm", "vnet/a", "10.0.1.4"))
    #expect(imported.judge("vm", .outbound, peer: "8.8.8.8", tcp: 443) == .allowed)
  }

  @Test func `AZ-T22: the tag of the spoke is not that of the appliance`() throws {
    let imported = try Imported(
      Rest.network(
        "hub", ["10.8.0.0/16"], [Rest.subnet("hub", "nva", "10.8.1.0/24", group: "g")],
        peerings: [Rest.peering("hub", to: "spoke")]),
      Rest.network(
        "spoke", ["10.0.0.0/16"],
        [Rest.subnet("spoke", "a", "10.0.0.0/24", group: "g", routes: "rt")],
        peerings: [Rest.peering("spoke", to: "hub")]), Rest.securityGroup("g"),
      Rest.routeTable("rt", Rest.route("172.30.0.0/16", "VirtualAppliance", "10.8.1.4")),
      Rest.machine("nva", "hub/nva", "10.8.1.4", forwards: true),
      Rest.machine("vm", "spoke/a", "10.0.0.9"))
    #expect(imported.judge("vm", .outbound, peer: "172.30.1.1", tcp: 22) == .allowed)
    #expect(imported.judge("nva", .inbound, peer: "172.30.1.1", tcp: 22) == .denied)
  }
}
