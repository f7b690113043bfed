import Documents
import PacketSets
import Testing
import Topology

/// Statements about Application Gateways, Azure Firewalls and Bastions (section 8).
@Suite struct ApplianceTests {
  private static func network(_ device: String, group: String? = nil) -> String {
    Rest.network(
      "vnet", ["10.0.0.0/16"],
      [
        Rest.subnet("vnet", device, "10.0.0.0/24", group: group, isPrivate: false),
        Rest.subnet("vnet", "a", "10.0.1.0/24", group: "g"),
        Rest.subnet("vnet", "b", "10.0.2.0/24"),
      ])
  }

  private let one = Rest.machine("one", "vnet/a", "10.0.1.4")
  private let two = Rest.machine("two", "vnet/a", "10.0.1.5")
  private let other = Rest.machine("other", "vnet/b", "10.0.2.4")

  private static func place(_ subnet: String) -> String {
    "\"subnet\": {\"id\": \"\(Rest.id("virtualNetworks", "vnet"))/subnets/\(subnet)\"}"
  }

  private static func gateway(
    backends: String = "{\"ipAddress\": \"10.0.1.4\"}", settings: String = "\"port\": 8080"
  ) -> String {
    let id = Rest.id("applicationGateways", "agw")
    return Rest.resource(
      "applicationGateways", "agw",
      """
      "gatewayIPConfigurations": [{"name": "x", "properties": {\(place("agw"))}}],
      "frontendIPConfigurations": [{"id": "\(id)/frontendIPConfigurations/f", "name": "f",
        "properties": {\(Rest.reference("publicIPAddress", "publicIPAddresses", "pip").dropFirst(2))}}],
      "frontendPorts": [{"id": "\(id)/frontendPorts/p", "name": "p", "properties": {"port": 443}}],
      "httpListeners": [{"id": "\(id)/httpListeners/l", "name": "l", "properties": {
        "frontendIPConfiguration": {"id": "\(id)/frontendIPConfigurations/f"},
        "frontendPort": {"id": "\(id)/frontendPorts/p"}}}],
      "backendAddressPools": [{"id": "\(id)/backendAddressPools/b", "name": "b",
        "properties": {"backendAddresses": [\(backends)]}}],
      "backendHttpSettingsCollection": [{"id": "\(id)/backendHttpSettingsCollection/s",
        "name": "s", "properties": {\(settings)}}],
      "requestRoutingRules": [{"name": "r", "properties": {
        "httpListener": {"id": "\(id)/httpListeners/l"},
        "backendAddressPool": {"id": "\(id)/backendAddressPools/b"},
        "backendHttpSettings": {"id": "\(id)/backendHttpSettingsCollection/s"}}}]
      """)
  }

  private func balanced(_ rule: String, _ gateway: String = gateway()) throws -> Imported {
    try Imported(
      Self.network("agw"), Rest.securityGroup("g", rule, Rest.rule("no", 4000, "Deny", proto: "*")),
      one, two, other, Rest.publicAddress("pip", "198.51.100.7"), gateway)
  }

  /// The endpoint of a device that opens connections.
  private func sender(_ imported: Imported, _ name: String) throws -> ID<Endpoint> {
    try #require(
      imported.topology.endpoints.ids.first {
        imported.topology.resources[imported.topology.endpoints[$0].resource].name == name
          && imported.topology.endpoints[$0].initiates
      })
  }

  @Test func `AZ-8.7: backends see the subnet of an Application Gateway`() throws {
    let open = try balanced(Rest.rule("agw", 100, from: "10.0.0.0/24", ports: "8080"))
    #expect(open.connect(from: try sender(open, "agw"), to: "one", 8080) == .allowed)
    let closed = try balanced(Rest.rule("agw", 100, from: "198.51.100.7", ports: "8080"))
    #expect(closed.connect(from: try sender(closed, "agw"), to: "one", 8080) == .denied)
  }

  @Test func `AZ-8.7: a rule that splits the subnet of the gateway leaves it undecided`() throws {
    let imported = try balanced(Rest.rule("agw", 100, from: "10.0.0.16/28", ports: "8080"))
    #expect(imported.connect(from: try sender(imported, "agw"), to: "one", 8080) == .undecided)
  }

  @Test func `AZ-8.8: listeners decide what is taken and where it goes`() throws {
    let imported = try balanced(Rest.rule("agw", 100, from: "10.0.0.0/24"))
    #expect(imported.connect("203.0.113.9", doorOf: "agw", 443) == .allowed)
    #expect(imported.connect("203.0.113.9", doorOf: "agw", 65200) == .denied)
    let sender = try sender(imported, "agw")
    #expect(imported.connect(from: sender, to: "one", 8080) == .allowed)
    #expect(imported.connect(from: sender, to: "one", 22) == .denied)
    #expect(imported.connect(from: sender, to: "two", 8080) == .denied)
    let proxy = try #require(imported.topology.proxies.first)
    #expect(proxy.unknown == nil)
    #expect(proxy.listeners.map(\.accepts) == [.tcp(443...443)])
    #expect(proxy.listeners.map(\.opens) == [.tcp(8080...8080)])
  }

  @Test func `AZ-8.8: backends that are names are not known`() throws {
    let imported = try balanced(
      Rest.rule("agw", 100, from: "10.0.0.0/24"),
      Self.gateway(backends: "{\"fqdn\": \"shop.example.org\"}"))
    let sender = try sender(imported, "agw")
    #expect(imported.connect(from: sender, to: "one", 8080) == .undecided)
    #expect(imported.connect(from: sender, to: "one", 22) == .denied)
    #expect(imported.topology.proxies.first?.unknown != nil)
  }

  @Test func `AZ-8.8: a gateway that keeps the client's address is undecided`() throws {
    let imported = try balanced(
      Rest.rule("agw", 100, from: "10.0.0.0/24"),
      Self.gateway(settings: "\"port\": 8080, \"enableL4ClientIpPreservation\": true"))
    #expect(imported.connect(from: try sender(imported, "agw"), to: "one", 22) == .undecided)
  }

  private static func firewall(
    translations: String = "", network: String = "", policy: String? = nil
  ) -> String {
    Rest.resource(
      "azureFirewalls", "fw",
      """
      "natRuleCollections": [\(translations)], "networkRuleCollections": [\(network)],
      "applicationRuleCollections": [],
      "ipConfigurations": [{"name": "x", "properties": {"privateIPAddress": "10.0.0.4",
        \(place("AzureFirewallSubnet"))
        \(Rest.reference("publicIPAddress", "publicIPAddresses", "pip"))}}]
      \(Rest.reference("firewallPolicy", "firewallPolicies", policy))
      """)
  }

  private static func translation(_ source: String = "*", target: String = "10.0.1.4") -> String {
    """
    {"name": "in", "ruleType": "NatRule", "protocols": ["TCP"], "ipProtocols": ["TCP"],
     "sourceAddresses": ["\(source)"], "destinationAddresses": ["198.51.100.7"],
     "destinationPorts": ["4022"], "translatedAddress": "\(target)", "translatedPort": "22"}
    """
  }

  private static func collection(_ rules: String, _ action: String = "Dnat") -> String {
    """
    {"name": "c", "properties": {"priority": 100, "action": {"type": "\(action)"},
     "rules": [\(rules)]}}
    """
  }

  private func guarded(_ firewall: String, _ more: String...) throws -> Imported {
    let resources =
      [
        Self.network("AzureFirewallSubnet"),
        Rest.securityGroup(
          "g", Rest.rule("ssh", 100, from: "10.0.0.0/26", ports: "22"),
          Rest.rule("no", 4000, "Deny", proto: "*")), one, two, other,
        Rest.publicAddress("pip", "198.51.100.7"), firewall,
      ] + more
    return try Imported(files: ["x.json": "{\"value\": [\(resources.joined(separator: ", "))]}"])
  }

  @Test func `AZ-8.9: a translation rule leads to its target as the firewall`() throws {
    let imported = try guarded(Self.firewall(translations: Self.collection(Self.translation())))
    #expect(imported.connect("203.0.113.9", "fw", 4022) == .allowed)
    #expect(imported.connect("203.0.113.9", "fw", 22) == .denied)
    #expect(imported.connect("203.0.113.9", "one", 22) == .allowed)
    #expect(imported.connect("203.0.113.9", "two", 22) == .denied)
  }

  @Test func `AZ-8.9: a translation rule means its sources`() throws {
    let imported = try guarded(
      Self.firewall(translations: Self.collection(Self.translation("203.0.113.0/24"))))
    #expect(imported.connect("203.0.113.9", "fw", 4022) == .allowed)
    #expect(imported.connect("198.18.0.9", "fw", 4022) == .denied)
    // Inside, the private address of the firewall is no destination of the rule.
    #expect(imported.connect("other", "fw", 4022) == .denied)
  }

  @Test func `AZ-8.9: a deny of the network rules may end what was translated`() throws {
    let imported = try guarded(
      Self.firewall(
        translations: Self.collection(Self.translation()),
        network: Self.collection("{\"name\": \"no\", \"protocols\": [\"Any\"]}", "Deny")))
    #expect(imported.connect("203.0.113.9", "fw", 4022) == .undecided)
  }

  @Test func `AZ-8.9: the rules of a policy count as those of the firewall`() throws {
    let id = Rest.id("firewallPolicies", "policy")
    let policy = Rest.resource(
      "firewallPolicies", "policy",
      "\"ruleCollectionGroups\": [{\"id\": \"\(id)/ruleCollectionGroups/g\"}]")
    let group = """
      {"id": "\(id)/ruleCollectionGroups/g", "name": "g",
       "type": "Microsoft.Network/firewallPolicies/ruleCollectionGroups",
       "properties": {"priority": 200, "ruleCollections": [
         {"ruleCollectionType": "FirewallPolicyNatRuleCollection", "name": "dnat",
          "priority": 100, "action": {"type": "DNAT"}, "rules": [\(Self.translation())]}]}}
      """
    let firewall = Self.firewall(policy: "policy")
    #expect(try guarded(firewall, policy, group).connect("203.0.113.9", "fw", 4022) == .allowed)
    // Without its rules the firewall may let anybody in to anything.
    #expect(try guarded(firewall, policy).connect("203.0.113.9", "one", 22) == .undecided)
  }

  @Test func `AZ-8.9: a firewall without rules denies what passes`() throws {
    let route = Rest.routeTable("rt", Rest.route("10.0.1.0/24", "VirtualAppliance", "10.0.0.4"))
    func connect(_ firewall: String) throws -> Verdict {
      let resources = [
        Self.network("AzureFirewallSubnet").replacing(
          "\"addressPrefix\": \"10.0.2.0/24\"",
          with: "\"addressPrefix\": \"10.0.2.0/24\""
            + Rest.reference("routeTable", "routeTables", "rt")),
        Rest.securityGroup("g"), one, other, Rest.publicAddress("pip", "198.51.100.7"), route,
        firewall,
      ]
      return try Imported(
        files: ["x.json": "{\"value\": [\(resources.joined(separator: ", "))]}"]
      ).connect("other", "one", 22)
    }
    #expect(try connect(Self.firewall()) == .denied)
    let open = Self.firewall(network: Self.collection("{\"name\": \"any\"}", "Allow"))
    #expect(try connect(open) == .undecided)
  }

  @Test func `AZ-8.10: machines see the subnet of a Bastion, on ports of terminals`() throws {
    let bastion = Rest.resource(
      "bastionHosts", "bastion",
      """
      "ipConfigurations": [{"name": "x", "properties": {\(Self.place("AzureBastionSubnet"))
        \(Rest.reference("publicIPAddress", "publicIPAddresses", "pip"))}}]
      """)
    let imported = try Imported(
      Self.network("AzureBastionSubnet"),
      Rest.securityGroup(
        "g", Rest.rule("bastion", 100, from: "10.0.0.0/24"),
        Rest.rule("no", 4000, "Deny", proto: "*")), one, other,
      Rest.publicAddress("pip", "198.51.100.7"), bastion)
    let sender = try sender(imported, "bastion")
    #expect(imported.connect(from: sender, to: "one", 22) == .allowed)
    #expect(imported.connect(from: sender, to: "one", 3389) == .allowed)
    #expect(imported.connect(from: sender, to: "one", 443) == .denied)
    #expect(imported.connect("other", "one", 22) == .denied)
    #expect(imported.connect("203.0.113.9", doorOf: "bastion", 443) == .allowed)
    #expect(imported.connect("203.0.113.9", doorOf: "bastion", 22) == .denied)
  }

  @Test func `an appliance without a subnet proves nothing`() throws {
    let imported = try Imported(
      Self.network("b2"), one, Rest.resource("azureFirewalls", "hub", "\"x\": 1"))
    #expect(imported.codes.contains("azure.appliance.place"))
    #expect(!imported.topology.omissions.isEmpty)
  }

  @Test func `AZ-3.15: the group of a Bastion's subnet holds for it, a firewall's has none`() throws
  {
    func imported(_ group: String?, _ device: String, _ type: String) throws -> Imported {
      try Imported(
        Self.network(device, group: group),
        Rest.securityGroup("g", Rest.rule("all", 100, proto: "*")),
        Rest.securityGroup(
          "closed", Rest.rule("no", 100, "Deny", inbound: false, proto: "*"),
          Rest.rule("none", 100, "Deny", proto: "*")),
        one, Rest.publicAddress("pip", "198.51.100.7"),
        Rest.resource(
          type, "device",
          """
          "ipConfigurations": [{"name": "x", "properties": {\(Self.place(device)),
            "privateIPAddress": "10.0.0.4"
            \(Rest.reference("publicIPAddress", "publicIPAddresses", "pip"))}}]
          """))
    }
    let open = try imported(nil, "AzureBastionSubnet", "bastionHosts")
    #expect(open.connect(from: try sender(open, "device"), to: "one", 22) == .allowed)
    let closed = try imported("closed", "AzureBastionSubnet", "bastionHosts")
    #expect(closed.connect(from: try sender(closed, "device"), to: "one", 22) == .denied)
    // A firewall needs no group to be what it is: machines without one do not make it open.
    let firewall = try imported(nil, "AzureFirewallSubnet", "azureFirewalls")
    #expect(firewall.subnets("AzureFirewallSubnet").count == 1)
    #expect(firewall.connect("203.0.113.9", doorOf: "device", 22) != .allowed)
  }
}
