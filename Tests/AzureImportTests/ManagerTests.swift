import Documents
import PacketSets
import Testing
import Topology

/// Admin rules and connected groups of network managers (section 5).
@Suite struct ManagerTests {
  private static let manager = "\(Rest.group)/providers/Microsoft.Network/networkManagers/avnm"

  /// A rule as `list-effective-security-admin-rule` prints it.
  private static func admin(
    _ name: String, _ access: String, _ priority: Int = 10, inbound: Bool = true,
    from source: String = "*", to destination: String = "*", ports: String = "22",
    proto: String = "Tcp", type: String = "IPPrefix"
  ) -> String {
    """
    {"id": "\(manager)/securityAdminConfigurations/c/ruleCollections/r/rules/\(name)",
     "kind": "Custom", "ruleGroups": [], "ruleCollectionAppliesToGroups": [],
     "properties": {"access": "\(access)", "priority": \(priority), "protocol": "\(proto)",
     "direction": "\(inbound ? "Inbound" : "Outbound")",
     "sources": [{"addressPrefix": "\(source)", "addressPrefixType": "\(type)"}],
     "destinations": [{"addressPrefix": "\(destination)", "addressPrefixType": "IPPrefix"}],
     "sourcePortRanges": ["0-65535"], "destinationPortRanges": ["\(ports)"]}}
    """
  }

  private static func account(
    _ access: String, group: String? = "g", subnet: String = "a", _ more: String = ""
  ) -> String {
    let resources = [
      Rest.network(
        "vnet", ["10.0.0.0/16"],
        [
          Rest.subnet("vnet", subnet, "10.0.1.0/24", group: group, more),
          Rest.subnet("vnet", "b", "10.0.2.0/24"),
        ]),
      Rest.securityGroup("g", Rest.rule("ssh", 100, access, ports: "22")),
      Rest.machine("vm", "vnet/\(subnet)", "10.0.1.4"), Rest.machine("other", "vnet/b", "10.0.2.4"),
    ]
    return "{\"value\": [\(resources.joined(separator: ", "))]}"
  }

  private func imported(_ account: String, _ rules: String...) throws -> Imported {
    try Imported(files: [
      "account.json": account,
      "az-network-manager-list-effective-security-admin-rule-vnet.json":
        "{\"value\": [\(rules.joined(separator: ", "))]}",
    ])
  }

  @Test func `AZ-T15, AZ-5.1: always allow passes what the group denies`() throws {
    let found = try imported(Self.account("Deny"), Self.admin("ops", "AlwaysAllow"))
    #expect(found.connect("other", "vm", 22) == .allowed)
    #expect(try imported(Self.account("Deny")).connect("other", "vm", 22) == .denied)
  }

  @Test func `AZ-T16, AZ-5.1: allow leaves the decision to the group`() throws {
    let found = try imported(Self.account("Deny"), Self.admin("ops", "Allow"))
    #expect(found.connect("other", "vm", 22) == .denied)
    let open = try imported(Self.account("Allow"), Self.admin("ops", "Allow"))
    #expect(open.connect("other", "vm", 22) == .allowed)
  }

  @Test func `AZ-5.1: deny ends in both directions, with or without a group`() throws {
    for group in ["g", nil] {
      let found = try imported(Self.account("Allow", group: group), Self.admin("no", "Deny"))
      #expect(found.connect("other", "vm", 22) == .denied)
      #expect(found.connect("other", "vm", 23) == .allowed)
      let out = try imported(
        Self.account("Allow", group: group),
        Self.admin("no", "Deny", inbound: false, to: "10.0.1.0/24"))
      #expect(out.connect("other", "vm", 22) == .denied)
      #expect(out.connect("vm", "other", 22) == .allowed)
    }
  }

  @Test func `AZ-5.2: the lowest number decides, and sides and ports count`() throws {
    let found = try imported(
      Self.account("Deny"), Self.admin("late", "Deny", 20),
      Self.admin("early", "AlwaysAllow", 5, from: "10.0.2.0/24", to: "10.0.1.4/32"))
    #expect(found.connect("other", "vm", 22) == .allowed)
    let elsewhere = try imported(
      Self.account("Deny"), Self.admin("early", "AlwaysAllow", 5, to: "10.0.1.9/32"))
    #expect(elsewhere.connect("other", "vm", 22) == .denied)
    let first = try imported(
      Self.account("Deny"), Self.admin("leave", "Allow", 1), Self.admin("open", "AlwaysAllow", 2))
    #expect(first.connect("other", "vm", 22) == .denied)
  }

  @Test func `AZ-5.2: the members of a network group are not known`() throws {
    let found = try imported(
      Self.account("Allow"), Self.admin("no", "Deny", from: "group", type: "NetworkGroup"))
    #expect(found.connect("other", "vm", 22) == .undecided)
  }

  @Test func `AZ-5.3: in a network of a managed instance admin rules are doubtful`() throws {
    let delegation = """
      , "delegations": [{"name": "x", "properties":
      {"serviceName": "Microsoft.Sql/managedInstances"}}]
      """
    let found = try imported(
      Self.account("Allow", subnet: "a", delegation), Self.admin("no", "Deny"))
    #expect(found.connect("other", "vm", 22) == .undecided)
    let always = try imported(
      Self.account("Deny", subnet: "a", delegation), Self.admin("ops", "AlwaysAllow"))
    #expect(always.connect("other", "vm", 22) == .undecided)
  }

  @Test func `AZ-5.4: admin rules are not applied to the subnets of gateways`() throws {
    let found = try imported(
      Self.account("Allow", subnet: "RouteServerSubnet"), Self.admin("no", "Deny"))
    #expect(found.connect("other", "vm", 22) == .allowed)
  }

  @Test func `AZ-5.6: admin rules that are not exported are said`() throws {
    let without = try Imported(files: ["account.json": Self.account("Allow")])
    #expect(without.codes.contains("azure.adminRules.notExported"))
    #expect(without.connect("other", "vm", 22) == .allowed)
    #expect(without.topology.omissions.isEmpty)
    let empty = try imported(Self.account("Allow"))
    #expect(!empty.codes.contains("azure.adminRules.notExported"))
    let managed = try Imported(files: [
      "account.json": Self.account("Allow"),
      "avnm.json": """
      {"value": [{"id": "\(Self.manager)", "name": "avnm",
        "type": "Microsoft.Network/networkManagers", "properties": {}}]}
      """,
    ])
    #expect(!managed.topology.omissions.isEmpty)
  }

  @Test func `AZ-5.6: a file of admin rules that names no network proves nothing`() throws {
    let two =
      "{\"value\": [\(Rest.network("one", ["10.1.0.0/16"], [])), \(Rest.network("two", ["10.2.0.0/16"], []))]}"
    let found = try Imported(files: [
      "account.json": two, "rules.json": "{\"value\": [\(Self.admin("no", "Deny"))]}",
    ])
    #expect(found.codes.contains("azure.adminRules.network"))
    #expect(!found.topology.omissions.isEmpty)
  }

  @Test func `AZ-5.7: a connected group joins networks without a peering`() throws {
    let mesh = """
      {"value": [{"id": "\(Self.manager)/connectivityConfigurations/mesh",
        "configurationGroups": [], "properties": {"connectivityTopology": "Mesh",
        "appliesToGroups": [{"groupConnectivity": "DirectlyConnected"}]}}]}
      """
    let networks = [
      Rest.network("one", ["10.1.0.0/16"], [Rest.subnet("one", "a", "10.1.1.0/24")]),
      Rest.network("two", ["10.2.0.0/16"], [Rest.subnet("two", "b", "10.2.1.0/24")]),
      Rest.machine("a", "one/a", "10.1.1.4"), Rest.machine("b", "two/b", "10.2.1.4"),
    ]
    let account = "{\"value\": [\(networks.joined(separator: ", "))]}"
    #expect(try Imported(files: ["account.json": account]).connect("a", "b", 22) == .denied)
    let joined = try Imported(files: [
      "account.json": account, "connectivity-one.json": mesh, "connectivity-two.json": mesh,
    ])
    #expect(joined.connect("a", "b", 22) == .undecided)
    #expect(joined.codes.contains("azure.connectedGroup"))
    let half = try Imported(files: ["account.json": account, "connectivity-one.json": mesh])
    #expect(!half.topology.omissions.isEmpty)
  }

  @Test func `AZ-5.5: two configurations of one manager at one network prove nothing`() throws {
    let one = Self.admin("ops", "AlwaysAllow")
    let other = Self.admin("more", "Deny", 20, ports: "80").replacing(
      "securityAdminConfigurations/c/", with: "securityAdminConfigurations/d/")
    let found = try imported(Self.account("Deny"), one, other)
    #expect(found.codes.contains("azure.adminRules.configurations"))
    #expect(!found.topology.omissions.isEmpty)
    #expect(found.connect("other", "vm", 22) == .allowed)
    // Another manager may deploy one of its own.
    let second = try imported(
      Self.account("Deny"), one, other.replacing("networkManagers/avnm", with: "networkManagers/b"))
    #expect(!second.codes.contains("azure.adminRules.configurations"))
    #expect(second.topology.omissions.isEmpty)
  }
}
