import Documents
import PacketSets
import Testing
import Topology

/// Statements about services that keep data, managed devices and scale sets (sections 8 and 9).
@Suite struct ServiceTests {
  private static func service(_ type: String, _ name: String, _ properties: String) -> String {
    """
    {"id": "\(Rest.group)/providers/\(type)/\(name)", "name": "\(name)", "type": "\(type)",
     "location": "westeurope", "tags": {"tier": "data"}, "properties": {\(properties)}}
    """
  }

  private let network = Rest.network(
    "vnet", ["10.0.0.0/16"],
    [Rest.subnet("vnet", "a", "10.0.1.0/24"), Rest.subnet("vnet", "b", "10.0.2.0/24", group: "g")])
  private let group = Rest.securityGroup(
    "g", Rest.rule("pg", 100, from: "10.0.1.0/24", ports: "5432"),
    Rest.rule("no", 200, "Deny", proto: "*"))
  private let one = Rest.machine("one", "vnet/a", "10.0.1.4")

  @Test func `AZ-9.2: a connection that is not approved carries nothing`() throws {
    for (status, verdict) in [("Approved", Verdict.allowed), ("Pending", .denied)] {
      let imported = try Imported(
        network, group, one,
        Rest.resource(
          "privateEndpoints", "pe",
          """
          "subnet": {"id": "\(Rest.id("virtualNetworks", "vnet"))/subnets/a"},
          "customDnsConfigs": [{"ipAddresses": ["10.0.1.9"]}],
          "manualPrivateLinkServiceConnections": [{"name": "x", "properties": {
            "privateLinkServiceId": "\(Rest.group)/providers/Microsoft.Cache/redis/cache",
            "privateLinkServiceConnectionState": {"status": "\(status)"}}}]
          """
        ).replacing("\"subnet\":", with: "\"subnet\":"))
      let found = imported.connect("one", "cache", 6380)
      // Whether groups hold is not told, and there is none: only the approval decides.
      #expect(found == verdict, "\(status)")
      #expect(imported.resource("cache")?.kind == .cache)
    }
  }

  @Test func `AZ-9.3: publicNetworkAccess closes the public door`() throws {
    for (access, hasDoor) in [("Disabled", false), ("Enabled", true)] {
      let imported = try Imported(
        network, one,
        Self.service(
          "Microsoft.Sql/servers", "orders", "\"publicNetworkAccess\": \"\(access)\""))
      #expect((imported.endpoint("orders") != nil) == hasDoor, "\(access)")
      #expect(imported.resource("orders")?.kind == .database)
    }
  }

  @Test func `AZ-9.4: the firewall of a server admits its ranges`() throws {
    let rule = Self.service(
      "Microsoft.Sql/servers/orders/firewallRules", "office",
      "\"startIpAddress\": \"203.0.113.0\", \"endIpAddress\": \"203.0.113.15\""
    ).replacing(
      "\"type\": \"Microsoft.Sql/servers/orders/firewallRules\"",
      with: "\"type\": \"Microsoft.Sql/servers/firewallRules\"")
    let imported = try Imported(
      network, one, Self.service("Microsoft.Sql/servers", "orders", "\"x\": 1"), rule)
    #expect(imported.connect("203.0.113.9", "orders", 1433) == .undecided)
    #expect(imported.connect("203.0.113.99", "orders", 1433) == .denied)
  }

  @Test func `AZ-9.4: the rule 0.0.0.0 admits all of Azure`() throws {
    let rule = Self.service(
      "Microsoft.Sql/servers/orders/firewallRules", "azure",
      "\"startIpAddress\": \"0.0.0.0\", \"endIpAddress\": \"0.0.0.0\"")
    let imported = try Imported(
      network, one, Self.service("Microsoft.Sql/servers", "orders", "\"x\": 1"), rule)
    #expect(imported.connect("203.0.113.99", "orders", 1433) == .undecided)
  }

  @Test func `AZ-9.5: a server in a delegated subnet has the rules of the subnet`() throws {
    let imported = try Imported(
      network, group, one, Rest.machine("two", "vnet/b", "10.0.2.4"),
      Self.service(
        "Microsoft.DBforPostgreSQL/flexibleServers", "pg",
        """
        "network": {"delegatedSubnetResourceId":
          "\(Rest.id("virtualNetworks", "vnet"))/subnets/b", "publicNetworkAccess": "Disabled"}
        """))
    #expect(imported.connect("one", "pg", 5432) == .undecided)
    #expect(imported.connect("two", "pg", 5432) == .denied)
    #expect(imported.connect("203.0.113.9", "pg", 5432) == .denied)
  }

  @Test func `AZ-9.7: behind a service endpoint the subnet is admitted, not an address`() throws {
    let lists = """
      "networkAcls": {"defaultAction": "Deny", "bypass": "None", "ipRules": [],
        "virtualNetworkRules": [{"id": "\(Rest.id("virtualNetworks", "vnet"))/subnets/a"}]}
      """
    let imported = try Imported(
      network, group, one, Rest.machine("two", "vnet/b", "10.0.2.4"),
      Self.service("Microsoft.Storage/storageAccounts", "files", lists))
    #expect(imported.connect("one", "files", 443) == .undecided)
    #expect(imported.judge("files", .inbound, peer: "10.0.1.4", tcp: 443) == .allowed)
    #expect(imported.judge("files", .inbound, peer: "10.0.2.4", tcp: 443) == .denied)
    #expect(imported.judge("files", .inbound, peer: "203.0.113.9", tcp: 443) == .denied)
  }

  @Test func `AZ-9.8: applications send from the subnet that is delegated to them`() throws {
    let delegation = """
      , "delegations": [{"name": "x", "properties": {"serviceName": "Microsoft.Web/serverFarms"}}]
      """
    let imported = try Imported(
      Rest.network(
        "vnet", ["10.0.0.0/16"],
        [
          Rest.subnet("vnet", "apps", "10.0.3.0/24", delegation),
          Rest.subnet("vnet", "b", "10.0.2.0/24", group: "g"),
        ]),
      Rest.securityGroup(
        "g", Rest.rule("apps", 100, from: "10.0.3.0/24", ports: "5432"),
        Rest.rule("no", 200, "Deny", proto: "*")), Rest.machine("two", "vnet/b", "10.0.2.4"))
    #expect(imported.connect("applications in apps", "two", 5432) == .allowed)
    #expect(imported.connect("applications in apps", "two", 22) == .denied)
    #expect(imported.connect("two", "applications in apps", 443) == .denied)
  }

  @Test func `AZ-9.6: a storage account that denies by default admits its list`() throws {
    let lists = """
      "networkAcls": {"defaultAction": "Deny", "bypass": "None",
        "ipRules": [{"value": "203.0.113.0/24"}], "virtualNetworkRules": []}
      """
    let closed = try Imported(
      network, one, Self.service("Microsoft.Storage/storageAccounts", "files", lists))
    #expect(closed.connect("203.0.113.9", "files", 443) == .undecided)
    #expect(closed.connect("198.18.0.9", "files", 443) == .denied)
    let open = try Imported(
      network, one,
      Self.service(
        "Microsoft.Storage/storageAccounts", "files",
        lists.replacing("\"Deny\"", with: "\"Allow\"")))
    #expect(open.connect("198.18.0.9", "files", 443) == .undecided)
  }

  @Test func `AZ-8.7: what an Application Gateway passes on is undecided`() throws {
    let gateway = Rest.resource(
      "applicationGateways", "agw",
      """
      "gatewayIPConfigurations": [{"name": "x", "properties":
        {"subnet": {"id": "\(Rest.id("virtualNetworks", "vnet"))/subnets/a"}}}]
      """)
    let imported = try Imported(network, one, gateway)
    #expect(imported.connect("203.0.113.9", "agw", 443) == .undecided)
    #expect(imported.connect("agw", "one", 8080) == .undecided)
    #expect(imported.resource("agw")?.kind == .loadBalancer)
    let record = imported.coverage.records.first { $0.type == "az network application-gateway" }
    #expect(record?.effect == .assumedOpen)
  }

  @Test func `AZ-8.9: a firewall with translation rules may let anybody in`() throws {
    func firewall(_ rules: String) -> String {
      Rest.resource(
        "azureFirewalls", "fw",
        """
        "natRuleCollections": [\(rules)], "ipConfigurations": [{"name": "x", "properties":
          {"privateIPAddress": "10.0.1.200"
           \(Rest.reference("publicIPAddress", "publicIPAddresses", "fw-ip")),
           "subnet": {"id": "\(Rest.id("virtualNetworks", "vnet"))/subnets/a"}}}]
        """)
    }
    let address = Rest.publicAddress("fw-ip", "198.51.100.7")
    let closed = try Imported(network, one, address, firewall(""))
    #expect(closed.connect("203.0.113.9", "one", 22) == .denied)
    let unknown = """
      {"name": "dnat", "properties": {"rules": [{"name": "in", "protocols": ["TCP"],
       "sourceAddresses": ["*"], "destinationAddresses": ["*"], "destinationPorts": ["22"],
       "translatedFqdn": "one.example.org", "translatedPort": "22"}]}}
      """
    let open = try Imported(network, one, address, firewall(unknown))
    #expect(open.connect("203.0.113.9", "one", 22) == .undecided)
  }

  @Test func `a scale set is judged by the model of its instances`() throws {
    let set = Self.service(
      "Microsoft.Compute/virtualMachineScaleSets", "fleet",
      """
      "virtualMachineProfile": {"networkProfile": {"networkInterfaceConfigurations": [
        {"name": "nic", "properties": {"primary": true,
         "ipConfigurations": [{"name": "ip", "properties": {"subnet": {
           "id": "\(Rest.id("virtualNetworks", "vnet"))/subnets/b"}}}]}}]}}
      """)
    let imported = try Imported(network, group, one, set)
    #expect(imported.connect("one", "fleet", 5432) == .undecided)
    #expect(imported.connect("one", "fleet", 22) == .denied)
  }

  @Test func `without interfaces each subnet with a group is one member`() throws {
    let imported = try Imported(network, group)
    #expect(imported.topology.endpoints.count == 1)
    #expect(!imported.topology.omissions.isEmpty)
    #expect(imported.codes.contains("azure.interface.notExported"))
  }

  @Test func `types that are not modelled are counted with what that means`() throws {
    let imported = try Imported(
      network, one, Self.service("Microsoft.Cdn/profiles", "door", "\"x\": 1"),
      Self.service("Microsoft.Network/networkWatchers", "watch", "\"x\": 1"))
    let records = imported.coverage.records
    #expect(records.first { $0.type == "microsoft.cdn/profiles" }?.effect == .assumedClosed)
    #expect(records.first { $0.type == "microsoft.network/networkwatchers" }?.effect == .ignored)
  }
}
