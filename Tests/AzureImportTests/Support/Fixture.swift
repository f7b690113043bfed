import Documents
import TestSupport

/// Exports that show the parts of Azure together.
enum Fixture: String, CaseIterable, Sendable {
  case hub, managed, published, threeTier, hubSpoke

  func imported() throws -> Imported {
    switch self {
    case .hub: return try Imported(files: ["hub.json": Self.list(Self.spokes)])
    case .managed:
      return try Imported(files: [
        "account.json": Self.list(Self.small), "admin-rules-vnet.json": Self.adminRules,
      ])
    case .published: return try Imported(files: ["x.json": Self.list(Self.small + Self.firewall)])
    case .threeTier: return try Self.sample("azure-three-tier")
    case .hubSpoke: return try Self.sample("azure-hub-spoke")
    }
  }

  private static func list(_ resources: [String]) -> String {
    "{\"value\": [\(resources.joined(separator: ", "))]}"
  }

  /// The export of a sample, found from the place of this file.
  private static func sample(_ name: String) throws -> Imported {
    let root = #filePath.split(separator: "/").dropLast(4).map { "/\($0)" }.joined()
    var diagnostics = Diagnostics()
    let catalog = SourceCatalog.read(
      FileReader.inventory(["\(root)/samples/\(name)/export"], into: &diagnostics),
      into: &diagnostics)
    return try Imported(catalog)
  }

  private static let spokes = [
    Rest.network(
      "hub", ["10.8.0.0/16"], [Rest.subnet("hub", "nva", "10.8.1.0/24", group: "g")],
      peerings: [Rest.peering("hub", to: "one"), Rest.peering("hub", to: "two")]),
    Rest.network(
      "one", ["10.1.0.0/16"], [Rest.subnet("one", "a", "10.1.1.0/24", group: "g", routes: "rt")],
      peerings: [Rest.peering("one", to: "hub", ", \"allowForwardedTraffic\": true")]),
    Rest.network(
      "two", ["10.2.0.0/16"], [Rest.subnet("two", "b", "10.2.1.0/24")],
      peerings: [Rest.peering("two", to: "hub")]),
    Rest.securityGroup("g", Rest.rule("ssh", 100, from: "10.8.1.0/24", ports: "22")),
    Rest.routeTable("rt", Rest.route("0.0.0.0/0", "VirtualAppliance", "10.8.1.4")),
    Rest.publicAddress("pip", "198.51.100.4"),
    Rest.machine("nva", "hub/nva", "10.8.1.4", publicAddress: "pip", forwards: true),
    Rest.machine("a", "one/a", "10.1.1.4"), Rest.machine("b", "two/b", "10.2.1.4"),
  ]

  private static let small = [
    Rest.network(
      "vnet", ["10.0.0.0/16"],
      [
        Rest.subnet("vnet", "a", "10.0.1.0/24", group: "g"),
        Rest.subnet("vnet", "b", "10.0.2.0/24", isPrivate: false),
        Rest.subnet("vnet", "AzureFirewallSubnet", "10.0.3.0/26"),
      ]),
    Rest.securityGroup(
      "g", Rest.rule("web", 100, from: "Internet", ports: "443"),
      Rest.rule("ssh", 110, from: "10.0.2.0/24", ports: "22"),
      Rest.rule("no", 200, "Deny", proto: "*")),
    Rest.publicAddress("pip", "198.51.100.4"), Rest.publicAddress("fw-ip", "198.51.100.7"),
    Rest.machine("one", "vnet/a", "10.0.1.4", publicAddress: "pip"),
    Rest.machine("two", "vnet/a", "10.0.1.5"), Rest.machine("three", "vnet/b", "10.0.2.4"),
  ]

  private static let firewall = [
    Rest.resource(
      "azureFirewalls", "fw",
      """
      "natRuleCollections": [{"name": "c", "properties": {"priority": 100, "rules": [
        {"name": "in", "protocols": ["TCP"], "sourceAddresses": ["*"], "destinationAddresses":
         ["198.51.100.7"], "destinationPorts": ["4022"], "translatedAddress": "10.0.2.4",
         "translatedPort": "22"}]}}],
      "ipConfigurations": [{"name": "x", "properties": {"privateIPAddress": "10.0.3.4",
        "subnet": {"id": "\(Rest.id("virtualNetworks", "vnet"))/subnets/AzureFirewallSubnet"}
        \(Rest.reference("publicIPAddress", "publicIPAddresses", "fw-ip"))}}]
      """)
  ]

  private static let adminRules: String = {
    let id = "\(Rest.id("networkManagers", "m"))/securityAdminConfigurations/c/ruleCollections/r"
    func rule(_ name: String, _ access: String, _ priority: Int, _ ports: String) -> String {
      """
      {"id": "\(id)/rules/\(name)", "kind": "Custom", "ruleGroups": [], "properties":
       {"access": "\(access)", "priority": \(priority), "protocol": "Tcp", "direction": "Inbound",
        "sources": [{"addressPrefix": "*", "addressPrefixType": "IPPrefix"}],
        "destinations": [{"addressPrefix": "*", "addressPrefixType": "IPPrefix"}],
        "sourcePortRanges": ["0-65535"], "destinationPortRanges": ["\(ports)"]}}
      """
    }
    return list([
      rule("leave", "Allow", 1, "22"), rule("open", "AlwaysAllow", 2, "20-30"),
      rule("close", "Deny", 3, "1-1000"),
    ])
  }()
}
