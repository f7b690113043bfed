import Documents
import PacketSets
import Testing
import Topology

/// Statements about the rules of network security groups (sheet section 2).
@Suite struct RuleTests {
  /// A network with two machines, of which the second stands behind the given rules.
  private func imported(_ rules: String..., more: String...) throws -> Imported {
    let group = Rest.resource(
      "networkSecurityGroups", "nsg-b",
      "\"securityRules\": [\(rules.joined(separator: ", "))]")
    let resources = [
      Rest.network(
        "vnet", ["10.0.0.0/16"],
        [
          Rest.subnet("vnet", "a", "10.0.1.0/24"),
          Rest.subnet("vnet", "b", "10.0.2.0/24", group: "nsg-b"),
        ]), group, Rest.machine("one", "vnet/a", "10.0.1.4", groups: ["asg-one"]),
      Rest.machine("two", "vnet/b", "10.0.2.4", groups: ["asg-two"]),
      Rest.machine("three", "vnet/b", "10.0.2.5"),
      Rest.machine("four", "vnet/a", "10.0.1.5"),
    ]
    return try Imported(
      files: ["x.json": "{\"value\": [\((resources + more).joined(separator: ", "))]}"])
  }

  @Test func `AZ-2.1: a deny of a lower number wins over an allow`() throws {
    let imported = try imported(
      Rest.rule("deny", 100, "Deny", from: "10.0.1.4/32", ports: "22"),
      Rest.rule("allow", 200, from: "*", ports: "22"))
    #expect(imported.connect("one", "two", 22) == .denied)
    #expect(imported.connect("four", "two", 22) == .allowed)
  }

  @Test func `AZ-2.2: singular and plural fields count together`() throws {
    let imported = try imported(
      Rest.rule(
        "allow", 100, from: "10.0.1.5", ports: "",
        """
        , "sourceAddressPrefixes": ["10.0.1.4/32"], "destinationPortRanges": ["22", "8000-8010"]
        """), Rest.rule("deny", 200, "Deny", proto: "*"))
    #expect(imported.connect("one", "two", 8005) == .allowed)
    #expect(imported.connect("four", "two", 22) == .allowed)
    #expect(imported.connect("four", "two", 23) == .denied)
    #expect(imported.connect("three", "two", 22) == .denied)
  }

  @Test func `AZ-2.3: a star means both families and 0.0.0.0-0 means IPv4`() throws {
    let imported = try imported(
      Rest.rule("star", 100, from: "*", ports: "22"),
      Rest.rule("v4", 110, from: "0.0.0.0/0", ports: "23"))
    let filter = try #require(imported.filters("two", .inbound).first)
    #expect(filter.rules.first { $0.id == "star" }?.peer.addresses == .all)
    #expect(filter.rules.first { $0.id == "v4" }?.peer.addresses == .allIPv4)
  }

  @Test func `AZ-2.4: ports are numbers, ranges or a star`() throws {
    let imported = try imported(
      Rest.rule("allow", 100, from: "*", ports: "100-400"),
      Rest.rule("deny", 200, "Deny", proto: "*"))
    #expect(imported.connect("one", "two", 400) == .allowed)
    #expect(imported.connect("one", "two", 401) == .denied)
  }

  @Test func `AZ-2.5: ports do not constrain packets that have none`() throws {
    let imported = try imported(
      Rest.rule("allow", 100, proto: "*", from: "*", ports: "22"),
      Rest.rule("deny", 200, "Deny", proto: "*"))
    #expect(imported.connect("one", "two", .icmp, 0x0800) == .allowed)
    #expect(imported.connect("one", "two", .udp, 53) == .denied)
    #expect(imported.connect("one", "two", .udp, 22) == .allowed)
  }

  @Test func `AZ-2.6: default rules are added where the source omits them`() throws {
    let imported = try imported()
    let filter = try #require(imported.filters("two", .inbound).first)
    #expect(
      filter.rules.map(\.id) == [
        "AllowVnetInBound", "AllowAzureLoadBalancerInBound", "DenyAllInBound",
      ])
    #expect(imported.connect("one", "two", 1234) == .allowed)
  }

  @Test func `AZ-2.6: default rules that are listed are not added again`() throws {
    let rule = Rest.rule(
      "DenyAllInBound", 65500, "Deny", proto: "*")
    let imported = try Imported(
      Rest.network(
        "vnet", ["10.0.0.0/16"], [Rest.subnet("vnet", "a", "10.0.1.0/24", group: "g")]),
      Rest.resource(
        "networkSecurityGroups", "g",
        "\"securityRules\": [], \"defaultSecurityRules\": [\(rule)]"),
      Rest.machine("one", "vnet/a", "10.0.1.4"))
    #expect(imported.filters("one", .inbound).first?.rules.map(\.id) == ["DenyAllInBound"])
  }

  @Test func `AZ-2.7: rules stand in the order of their numbers`() throws {
    let imported = try imported(
      Rest.rule("b", 300, ports: "22"), Rest.rule("a", 100, ports: "23"),
      Rest.rule("c", 200, ports: "24"))
    let filter = try #require(imported.filters("two", .inbound).first)
    #expect(filter.rules.prefix(3).map(\.id) == ["a", "c", "b"])
  }

  @Test func `AZ-2.8: a rule with another destination does not mean this machine`() throws {
    let imported = try imported(
      Rest.rule("two only", 100, from: "10.0.1.4", to: "10.0.2.4", ports: "22"),
      Rest.rule("deny", 200, "Deny", proto: "*"))
    #expect(imported.connect("one", "two", 22) == .allowed)
    #expect(imported.connect("one", "three", 22) == .denied)
  }

  @Test func `AZ-2.9: a group means the addresses that are in it`() throws {
    let imported = try imported(
      Rest.rule(
        "asg", 100, from: "", to: "", ports: "5432",
        Rest.references(
          "sourceApplicationSecurityGroups", "applicationSecurityGroups", ["ASG-One"])
          + Rest.references(
            "destinationApplicationSecurityGroups", "applicationSecurityGroups", ["asg-two"])),
      Rest.rule("deny", 200, "Deny", proto: "*"))
    #expect(imported.connect("one", "two", 5432) == .allowed)
    #expect(imported.connect("four", "two", 5432) == .denied)
    // The rule holds only for interfaces in its group, even on the subnet.
    #expect(imported.connect("one", "three", 5432) == .denied)
    #expect(imported.topology.groups.count == 2)
  }

  @Test func `AZ-2.10: a private endpoint may be in a group`() throws {
    let endpoint = Rest.resource(
      "privateEndpoints", "pe",
      """
      "subnet": {"id": "\(Rest.id("virtualNetworks", "vnet"))/subnets/data"},
      "customDnsConfigs": [{"ipAddresses": ["10.0.2.9"]}]
      \(Rest.references("applicationSecurityGroups", "applicationSecurityGroups", ["asg"])),
      "privateLinkServiceConnections": [{"name": "x", "properties": {
        "privateLinkServiceId": "\(Rest.group)/providers/Microsoft.Cache/redis/cache",
        "privateLinkServiceConnectionState": {"status": "Approved"}}}]
      """)
    let toGroup = Rest.references(
      "destinationApplicationSecurityGroups", "applicationSecurityGroups", ["asg"])
    for (more, verdict) in [(toGroup, Verdict.allowed), ("", .denied)] {
      let imported = try Imported(
        Rest.network(
          "vnet", ["10.0.0.0/16"],
          [
            Rest.subnet("vnet", "a", "10.0.1.0/24"),
            Rest.subnet(
              "vnet", "data", "10.0.2.0/24", group: "g",
              ", \"privateEndpointNetworkPolicies\": \"Enabled\""),
          ]),
        Rest.securityGroup(
          "g", Rest.rule("in", 100, to: more.isEmpty ? "10.0.2.77" : "", more),
          Rest.rule("no", 200, "Deny", proto: "*")),
        Rest.resource("applicationSecurityGroups", "asg", ""),
        Rest.machine("vm", "vnet/a", "10.0.1.4"), endpoint)
      #expect(imported.connect("vm", "cache", 6380) == verdict)
    }
  }

  @Test func `two addresses of one interface that a rule tells apart are two endpoints`() throws {
    let second = Rest.configuration("nic-six", "vnet/b", "10.0.2.7", name: "second")
    let imported = try imported(
      Rest.rule("first only", 100, to: "10.0.2.6/32", ports: "22"),
      Rest.rule("deny", 200, "Deny", proto: "*"),
      more: Rest.machine("six", "vnet/b", "10.0.2.6", others: [second]))
    let six = try #require(imported.resource("six"))
    let endpoints = imported.topology.endpoints.filter {
      imported.topology.resources[$0.resource] == six
    }
    #expect(endpoints.count == 2)
    #expect(Set(endpoints.map(\.binding)).count == 2)
    #expect(Set(endpoints.map(\.id)).count == 2)
  }

  @Test func `interfaces that a group treats alike share one filter`() throws {
    let imported = try imported(Rest.rule("allow", 100, ports: "22"))
    let bindings = ["two", "three"].map { imported.binding($0)?.inbound }
    #expect(bindings[0] == bindings[1])
    #expect(imported.topology.filters.count == 2)
  }

  @Test(arguments: ["Gre-ish", "tcp udp"])
  func `a protocol that is none refuses the group and proves nothing`(proto: String) throws {
    let imported = try imported(Rest.rule("allow", 100, proto: proto, ports: "22"))
    #expect(imported.diagnostic("azure.record")?.effect == .assumedClosed)
    #expect(!imported.topology.omissions.isEmpty)
    #expect(imported.connect("one", "two", 22) == .undecided)
  }
}
