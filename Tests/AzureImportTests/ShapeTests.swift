import AzureImport
import Documents
import PacketSets
import TestSupport
import Testing
import Topology

/// The shapes in which Azure exports (section 1).
@Suite struct ShapeTests {
  private static let resources = [
    Rest.network(
      "vnet", ["10.0.0.0/16"],
      [
        Rest.subnet("vnet", "a", "10.0.1.0/24", group: "g"),
        Rest.subnet("vnet", "b", "10.0.2.0/24", routes: "rt"),
      ], peerings: [Rest.peering("vnet", to: "other")]),
    Rest.network("other", ["10.9.0.0/16"], [], peerings: [Rest.peering("other", to: "vnet")]),
    Rest.securityGroup("g", Rest.rule("web", 100, from: "Internet", ports: "443")),
    Rest.routeTable("rt", Rest.route("0.0.0.0/0", "None")),
    Rest.publicAddress("pip", "198.51.100.4"),
    Rest.machine("one", "vnet/a", "10.0.1.4", publicAddress: "pip", groups: ["asg"]),
    Rest.machine("two", "vnet/b", "10.0.2.4"),
  ].joined(separator: ",\n")
  private static let rest = "{\"value\": [\(resources)]}"

  /// A graph without the places in files, which differ.
  private func plain(_ topology: Topology) -> Topology {
    var result = topology
    for index in result.networks.indices { result.networks[index].location = .unknown }
    for index in result.subnets.indices { result.subnets[index].location = .unknown }
    for index in result.resources.indices { result.resources[index].location = .unknown }
    for index in result.endpoints.indices { result.endpoints[index].location = .unknown }
    for index in result.groups.indices { result.groups[index].location = .unknown }
    for index in result.gateways.indices { result.gateways[index].location = .unknown }
    for index in result.worlds.indices { result.worlds[index].location = .unknown }
    for index in result.assumptions.indices { result.assumptions[index].location = nil }
    for index in result.forwardings.indices { result.forwardings[index].location = .unknown }
    for index in result.filters.indices {
      result.filters[index].location = .unknown
      for rule in result.filters[index].rules.indices {
        result.filters[index].rules[rule].location = .unknown
      }
    }
    for index in result.routeTables.indices {
      result.routeTables[index].location = .unknown
      for route in result.routeTables[index].routes.indices {
        result.routeTables[index].routes[route].location = .unknown
      }
    }
    return result
  }

  @Test func `AZ-1.1, AZ-1.2: the REST shape and that of the command line make one graph`() throws {
    let rest = try Imported(files: ["x.json": Self.rest])
    let flat = try Imported(files: ["x.json": try Shape.flattened(Self.rest)])
    #expect(rest.topology.endpoints.count == 2)
    #expect(plain(rest.topology) == plain(flat.topology))
    #expect(rest.coverage.records == flat.coverage.records)
    #expect(rest.coverage.isComplete)
  }

  @Test func `AZ-1.2: estates that chance makes are one graph in either shape`() throws {
    for number in 0..<40 {
      var generator = SeededGenerator(seed: UInt64(number))
      let text = "{\"value\": [\(RandomEstate.resources(&generator).joined(separator: ",\n"))]}"
      let rest = try Imported(files: ["x.json": text])
      let flat = try Imported(files: ["x.json": try Shape.flattened(text)])
      #expect(plain(rest.topology) == plain(flat.topology), "estate \(number)")
      #expect(rest.codes == flat.codes, "estate \(number)")
    }
  }

  @Test func `AZ-1.4, AZ-1.5: the case of keys, types and ids does not matter`() throws {
    let odd = Self.rest
      .replacing("privateIPAddress", with: "privateIpAddress")
      .replacing(
        "Microsoft.Network/networkSecurityGroups", with: "MICROSOFT.Network/NetworkSecuritygroups"
      )
      .replacing("\"Tcp\"", with: "\"TCP\"").replacing("Net-RG", with: "net-rg")
    let one = try Imported(files: ["x.json": Self.rest])
    let other = try Imported(files: ["x.json": odd])
    #expect(one.topology.endpoints.map(\.addresses) == other.topology.endpoints.map(\.addresses))
    #expect(
      one.topology.filters.map { $0.rules.map(\.traffic) }
        == other.topology.filters.map { $0.rules.map(\.traffic) })
    #expect(other.connect("203.0.113.9", "one", 443) == .allowed)
  }

  @Test func `AZ-1.1: a next link says that the list is incomplete`() throws {
    let imported = try Imported(
      files: [
        "x.json": "{\"value\": [\(Self.resources)], \"nextLink\": \"https://management/x\"}"
      ])
    #expect(imported.diagnostic("azure.incomplete")?.effect == .assumedClosed)
    #expect(!imported.topology.omissions.isEmpty)
    #expect(!imported.coverage.isComplete)
  }

  @Test func `AZ-1.3: a field that another list lacks is no contradiction`() throws {
    let imported = try Imported(
      files: [
        "x.json": Self.rest,
        "y.json": """
        [{"id": "\(Rest.id("virtualNetworks", "vnet"))/subnets/b", "name": "b",
          "addressPrefix": "10.0.2.0/24", "privateEndpointNetworkPolicies": "Disabled"}]
        """,
      ])
    #expect(!imported.codes.contains("azure.duplicate"))
    #expect(imported.topology.omissions.isEmpty)
    #expect(imported.topology.subnets.count == 2)
  }

  @Test func `two listings that disagree prove nothing`() throws {
    let imported = try Imported(
      files: [
        "x.json": Self.rest,
        "y.json": """
        [{"id": "\(Rest.id("virtualNetworks", "vnet"))/subnets/b", "name": "b",
          "addressPrefix": "10.0.3.0/24"}]
        """,
      ])
    #expect(imported.diagnostic("azure.duplicate")?.message.contains("addressPrefix") == true)
    #expect(!imported.topology.omissions.isEmpty)
  }

  @Test func `AZ-1.6: Resource Graph answers as objects and as a table`() throws {
    let objects = "{\"count\": 1, \"data\": [\(Self.resources)]}"
    let table = """
      {"count": 1, "data": {"columns": [{"name": "id", "type": "string"},
        {"name": "name", "type": "string"}, {"name": "type", "type": "string"},
        {"name": "location", "type": "string"}, {"name": "properties", "type": "object"}],
       "rows": [["\(Rest.id("virtualNetworks", "vnet"))", "vnet",
        "microsoft.network/virtualnetworks", "westeurope",
        {"addressSpace": {"addressPrefixes": ["10.0.0.0/16"]}, "subnets": [],
         "virtualNetworkPeerings": []}]]}}
      """
    let one = try Imported(files: ["x.json": objects])
    #expect(one.topology.endpoints.count == 2)
    let two = try Imported(files: ["x.json": table])
    #expect(two.topology.networks.map(\.name) == ["vnet"])
    #expect(two.topology.networks.first?.prefixes.map(\.description) == ["10.0.0.0/16"])
  }

  @Test func `AZ-1.7: a template is read with its parameters and variables`() throws {
    let imported = try Imported(files: ["azuredeploy.json": Self.template("'10.0.1.0/24'")])
    #expect(imported.topology.networks.first?.prefixes.map(\.description) == ["10.0.0.0/16"])
    #expect(imported.subnets("web").first?.prefixes.map(\.description) == ["10.0.1.0/24"])
    let filter = try #require(imported.topology.filters.first { $0.direction == .inbound })
    #expect(filter.unknown == nil)
    #expect(filter.rules.map(\.id).first == "web")
    #expect(filter.rules.count == 4)
    #expect(imported.coverage.files.first?.state == .read)
  }

  @Test func `AZ-1.7: what cannot be evaluated is unknown and proves nothing`() throws {
    let imported = try Imported(
      files: ["azuredeploy.json": Self.template("reference('x').addressPrefix")])
    #expect(imported.diagnostic("azure.template.expression")?.effect == .assumedOpen)
    #expect(!imported.topology.omissions.isEmpty)
  }

  private static let groupID =
    "resourceId('Microsoft.Network/networkSecurityGroups', variables('group'))"

  private static func template(_ range: String) -> String {
    """
    {"$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
     "contentVersion": "1.0.0.0",
     "parameters": {"space": {"type": "string", "defaultValue": "10.0.0.0/16"}},
     "variables": {"group": "[concat('nsg', '-', 'web')]", "ranges": {"web": "[\(range)]"}},
     "resources": [
      {"type": "Microsoft.Network/networkSecurityGroups", "name": "[variables('group')]",
       "properties": {}, "resources": [
        {"type": "securityRules", "name": "web", "properties": {"priority": 100,
         "direction": "Inbound", "access": "Allow", "protocol": "Tcp", "sourcePortRange": "*",
         "destinationPortRange": "443", "sourceAddressPrefix": "Internet",
         "destinationAddressPrefix": "*"}}]},
      {"type": "Microsoft.Network/virtualNetworks", "name": "[format('{0}-{1}', 'vnet', 'one')]",
       "properties": {"addressSpace": {"addressPrefixes": ["[parameters('space')]"]},
        "subnets": [{"name": "web", "properties": {
         "addressPrefix": "[variables('ranges').web]",
         "networkSecurityGroup": {"id": "[\(groupID)]"}}}]}}]}
    """
  }

  @Test func `AZ-1.8: a group that stands expanded in a subnet counts once`() throws {
    let group = Rest.securityGroup("g", Rest.rule("no", 100, "Deny", proto: "*"))
    let imported = try Imported(
      Rest.network(
        "vnet", ["10.0.0.0/16"],
        [
          """
          {"id": "\(Rest.id("virtualNetworks", "vnet"))/subnets/a", "name": "a", "properties":
           {"addressPrefix": "10.0.1.0/24", "networkSecurityGroup": \(group)}}
          """
        ]), Rest.machine("one", "vnet/a", "10.0.1.4"), Rest.machine("two", "vnet/a", "10.0.1.5"))
    #expect(imported.connect("one", "two", 22) == .denied)
    #expect(!imported.codes.contains("azure.securityGroup.notExported"))
  }

  @Test func `AZ-1.10: effective rules say what the tags mean`() throws {
    let effective = """
      {"value": [{"association": {"subnet": {"id": "\(Rest.id("virtualNetworks", "vnet"))/subnets/a"}},
       "networkSecurityGroup": {"id": "\(Rest.id("networkSecurityGroups", "g"))"},
       "effectiveSecurityRules": [{"name": "defaultSecurityRules/AllowVnetInBound",
        "sourceAddressPrefix": "VirtualNetwork", "destinationAddressPrefix": "VirtualNetwork",
        "expandedSourceAddressPrefix": ["10.0.0.0/16", "172.20.0.0/16", "168.63.129.16/32"]}]}]}
      """
    let imported = try Imported(files: ["x.json": Self.rest, "effective.json": effective])
    #expect(imported.judge("one", .inbound, peer: "172.20.1.1", tcp: 22) == .allowed)
    #expect(imported.judge("one", .inbound, peer: "10.9.1.1", tcp: 22) == .denied)
  }

  @Test func `AZ-1.10: effective routes replace those that are derived`() throws {
    let effective = """
      {"value": [{"addressPrefix": ["10.0.0.0/16"], "nextHopIpAddress": [],
        "nextHopType": "VnetLocal", "source": "Default", "state": "Active"},
       {"addressPrefix": ["10.0.1.0/24"], "nextHopIpAddress": [], "nextHopType": "None",
        "source": "User", "state": "Active"},
       {"addressPrefix": ["0.0.0.0/0"], "nextHopIpAddress": [], "nextHopType": "Internet",
        "source": "Default", "state": "Invalid"}]}
      """
    let imported = try Imported(
      files: ["x.json": Self.rest, "effective-routes-nic-two.json": effective])
    #expect(imported.table("b")?.routes.count == 2)
    #expect(imported.connect("two", "one", 22) == .denied)
  }

  @Test(arguments: [
    ("[]", "az-network-nat-gateway-list.json", true), ("[]", "vnets.json", true),
    ("[]", "notes.json", false), ("{\"value\": []}", "nsg.json", true),
    ("{\"Vpcs\": []}", "x.json", false),
    ("[{\"kind\": \"compute#network\", \"id\": \"7\"}]", "x.json", false),
    (
      "[{\"id\": \"/subscriptions/a/resourceGroups/b/providers/Microsoft.Network/virtualNetworks/c\"}]",
      "x.json", true
    ),
  ])
  func `a file is recognised by its content, an empty list by its name`(
    text: String, path: String, isAzure: Bool
  ) throws {
    let document = try JSONDocument.parse(text: text, path: path)
    #expect((AzureImporter.recognise(document) != nil) == isAzure)
  }

  @Test func `the order of the files does not matter`() throws {
    let files = Self.resources.split(separator: "},\n").count
    #expect(files > 0)
    let catalog = SourceCatalog(texts: ["a.json": Self.rest, "b.json": "[]"])
    let one = try Imported(catalog)
    let other = try Imported(catalog, reversed: true)
    #expect(one.topology == other.topology)
  }
}
