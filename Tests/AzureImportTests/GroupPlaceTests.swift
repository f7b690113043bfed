import Documents
import PacketSets
import Testing
import Topology

/// Statements about where security groups apply and what the computed tags mean (section 3).
@Suite struct GroupPlaceTests {
  private let open = Rest.rule("open", 100, proto: "*")

  @Test func `AZ-3.1: a subnet and an interface have one group each, or none`() throws {
    for (group, count) in [("inner", 2), (nil as String?, 1)] {
      let imported = try Imported(
        Rest.network(
          "vnet", ["10.0.0.0/16"], [Rest.subnet("vnet", "a", "10.0.1.0/24", group: "outer")]),
        Rest.securityGroup("outer"), Rest.securityGroup("inner"),
        Rest.machine("vm", "vnet/a", "10.0.1.4", group: group))
      #expect(imported.filters("vm", .inbound).count == count)
      #expect(imported.filters("vm", .outbound).count == count)
    }
  }

  @Test func `AZ-3.5: an allow of one port closes no other`() throws {
    let imported = try Imported(
      Rest.network(
        "vnet", ["10.0.0.0/16"],
        [
          Rest.subnet("vnet", "a", "10.0.1.0/24", group: "g"),
          Rest.subnet("vnet", "b", "10.0.2.0/24"),
        ]), Rest.securityGroup("g", Rest.rule("web", 100, from: "10.0.2.0/24", ports: "443")),
      Rest.machine("vm", "vnet/a", "10.0.1.4"), Rest.machine("other", "vnet/b", "10.0.2.4"))
    #expect(imported.connect("other", "vm", 443) == .allowed)
    #expect(imported.connect("other", "vm", 5432) == .allowed)
  }

  @Test func `AZ-3.11: the platform's address is nobody outside`() throws {
    let imported = try Imported(
      Rest.network("vnet", ["10.0.0.0/16"], [Rest.subnet("vnet", "a", "10.0.1.0/24")]),
      Rest.machine("vm", "vnet/a", "10.0.1.4"))
    #expect(imported.topology.vacancies.map(\.address.description) == ["168.63.129.16"])
    #expect(imported.connect("168.63.129.16", "vm", 22) == .denied)
  }

  @Test func `AZ-3.2: the groups of the subnet and of the interface must both allow`() throws {
    let imported = try Imported(
      Rest.network(
        "vnet", ["10.0.0.0/16"],
        [
          Rest.subnet("vnet", "a", "10.0.1.0/24"),
          Rest.subnet("vnet", "b", "10.0.2.0/24", group: "outer"),
        ]),
      Rest.securityGroup(
        "outer", Rest.rule("ssh", 100, ports: "22"), Rest.rule("web", 110, ports: "443"),
        Rest.rule("deny", 200, "Deny", proto: "*")),
      Rest.securityGroup(
        "inner", Rest.rule("web", 110, ports: "443"), Rest.rule("deny", 200, "Deny", proto: "*")),
      Rest.machine("one", "vnet/a", "10.0.1.4"),
      Rest.machine("two", "vnet/b", "10.0.2.4", group: "inner"))
    #expect(imported.connect("one", "two", 443) == .allowed)
    #expect(imported.connect("one", "two", 22) == .denied)
    #expect(imported.binding("two")?.inbound.map(\.layer) == [.subnetFilter, .instanceFilter])
    #expect(imported.binding("two")?.outbound.map(\.layer) == [.instanceFilter, .subnetFilter])
  }

  @Test func `AZ-3.3, AZ-3.4: machines of one subnet are filtered from each other`() throws {
    let imported = try Imported(
      Rest.network(
        "vnet", ["10.0.0.0/16"], [Rest.subnet("vnet", "a", "10.0.1.0/24", group: "g")]),
      Rest.securityGroup("g", Rest.rule("deny", 4000, "Deny", proto: "*")),
      Rest.machine("one", "vnet/a", "10.0.1.4"), Rest.machine("two", "vnet/a", "10.0.1.5"))
    #expect(imported.connect("one", "two", 22) == .denied)
    #expect(imported.topology.subnets.allSatisfy { $0.inbound == nil && $0.outbound == nil })
  }

  @Test func `AZ-3.6: VirtualNetwork holds the network, its peers and what routes name`() throws {
    let imported = try Imported(
      Rest.network(
        "vnet", ["10.0.0.0/16"],
        [Rest.subnet("vnet", "a", "10.0.1.0/24", group: "g", routes: "rt")],
        peerings: [Rest.peering("vnet", to: "other")]),
      Rest.network("other", ["10.9.0.0/16"], [], peerings: [Rest.peering("other", to: "vnet")]),
      Rest.routeTable("rt", Rest.route("172.30.0.0/16", "VirtualAppliance", "10.0.1.9")),
      Rest.securityGroup("g"), Rest.machine("one", "vnet/a", "10.0.1.4"))
    for peer in ["10.0.9.9", "10.9.1.1", "172.30.1.1", "168.63.129.16"] {
      #expect(imported.judge("one", .inbound, peer: peer, tcp: 22) == .allowed, "\(peer)")
    }
    #expect(imported.judge("one", .inbound, peer: "172.31.1.1", tcp: 22) == .denied)
    #expect(imported.diagnostic("azure.virtualNetworkTag.widened") == nil)
  }

  @Test func `AZ-3.6: a default route to an appliance makes the tag mean everybody`() throws {
    let imported = try Imported(
      Rest.network(
        "vnet", ["10.0.0.0/16"],
        [Rest.subnet("vnet", "a", "10.0.1.0/24", group: "g", routes: "rt")]),
      Rest.routeTable("rt", Rest.route("0.0.0.0/0", "VirtualAppliance", "10.0.9.4")),
      Rest.securityGroup("g"), Rest.machine("one", "vnet/a", "10.0.1.4"))
    #expect(imported.judge("one", .inbound, peer: "203.0.113.9", tcp: 22) == .allowed)
    #expect(imported.diagnostic("azure.virtualNetworkTag.widened")?.severity == .warning)
  }

  @Test func `AZ-3.6: a default route to the internet widens nothing`() throws {
    let imported = try Imported(
      Rest.network(
        "vnet", ["10.0.0.0/16"],
        [Rest.subnet("vnet", "a", "10.0.1.0/24", group: "g", routes: "rt")]),
      Rest.routeTable("rt", Rest.route("0.0.0.0/0", "Internet")),
      Rest.securityGroup("g"), Rest.machine("one", "vnet/a", "10.0.1.4"))
    #expect(imported.judge("one", .inbound, peer: "203.0.113.9", tcp: 22) == .denied)
  }

  @Test func `AZ-3.6a: the same group means something else in another subnet`() throws {
    let imported = try Imported(
      Rest.network(
        "vnet", ["10.0.0.0/16"],
        [
          Rest.subnet("vnet", "a", "10.0.1.0/24", group: "g", routes: "rt"),
          Rest.subnet("vnet", "b", "10.0.2.0/24", group: "g"),
        ]),
      Rest.routeTable("rt", Rest.route("172.30.0.0/16", "VirtualAppliance", "10.0.2.4")),
      Rest.securityGroup("g"), Rest.machine("one", "vnet/a", "10.0.1.4"),
      Rest.machine("two", "vnet/b", "10.0.2.4", forwards: true))
    #expect(imported.judge("one", .outbound, peer: "172.30.1.1", tcp: 22) == .allowed)
    #expect(imported.judge("two", .inbound, peer: "172.30.1.1", tcp: 22) == .denied)
  }

  @Test func `AZ-3.6c: a route that names a service tag leaves Internet uncertain`() throws {
    let imported = try Imported(
      Rest.network(
        "vnet", ["10.0.0.0/16"],
        [Rest.subnet("vnet", "a", "10.0.1.0/24", group: "g", routes: "rt")]),
      Rest.routeTable("rt", Rest.route("Storage", "Internet")), Rest.securityGroup("g"),
      Rest.machine("one", "vnet/a", "10.0.1.4"))
    let rule = imported.filters("one", .outbound).first?.rules.first {
      $0.id == "AllowInternetOutBound"
    }
    #expect(rule?.peer.possible != nil)
    #expect(imported.codes.contains("azure.serviceTag.unknown") == false)
  }

  @Test func `AZ-3.7: a peering without access adds nothing to the tag`() throws {
    let imported = try Imported(
      Rest.network(
        "vnet", ["10.0.0.0/16"], [Rest.subnet("vnet", "a", "10.0.1.0/24", group: "g")],
        peerings: [Rest.peering("vnet", to: "other", access: false)]),
      Rest.network("other", ["10.9.0.0/16"], [], peerings: [Rest.peering("other", to: "vnet")]),
      Rest.securityGroup("g"), Rest.machine("one", "vnet/a", "10.0.1.4"))
    #expect(imported.judge("one", .inbound, peer: "10.9.1.1", tcp: 22) == .denied)
    #expect(imported.codes.contains("azure.peering.access"))
  }

  @Test func `AZ-3.8: without a group the SKU of the public address decides`() throws {
    for (sku, verdict) in [("Standard", Verdict.denied), ("Basic", .allowed)] {
      let imported = try Imported(
        Rest.network("vnet", ["10.0.0.0/16"], [Rest.subnet("vnet", "a", "10.0.1.0/24")]),
        Rest.publicAddress("pip", "198.51.100.4", sku: sku),
        Rest.machine("one", "vnet/a", "10.0.1.4", publicAddress: "pip"),
        Rest.machine("two", "vnet/a", "10.0.1.5"))
      #expect(imported.connect("203.0.113.9", "one", 22) == verdict, "\(sku)")
      #expect(imported.connect("two", "one", 22) == .allowed)
      #expect(imported.connect("one", "203.0.113.9", 443) == .allowed)
    }
  }

  @Test func `AZ-3.9: answers pass without a rule`() throws {
    let imported = try Imported(
      Rest.network(
        "vnet", ["10.0.0.0/16"],
        [
          Rest.subnet("vnet", "a", "10.0.1.0/24"),
          Rest.subnet("vnet", "b", "10.0.2.0/24", group: "g"),
        ]),
      Rest.securityGroup("g", Rest.rule("quiet", 100, "Deny", inbound: false, proto: "*")),
      Rest.machine("one", "vnet/a", "10.0.1.4"), Rest.machine("two", "vnet/b", "10.0.2.4"))
    #expect(imported.connect("one", "two", 22) == .allowed)
    #expect(imported.connect("two", "one", 22) == .denied)
  }

  @Test func `AZ-3.10: an interface without TCP state is undecided for TCP`() throws {
    let imported = try Imported(
      Rest.network("vnet", ["10.0.0.0/16"], [Rest.subnet("vnet", "a", "10.0.1.0/24")]),
      Rest.machine("one", "vnet/a", "10.0.1.4"),
      Rest.machine("two", "vnet/a", "10.0.1.5", ", \"disableTcpStateTracking\": true"))
    #expect(imported.connect("one", "two", 22) == .undecided)
    #expect(imported.connect("one", "two", .udp, 53) == .allowed)
  }

  @Test func `AZ-3.12: the allow of the load balancer tag is no exposure`() throws {
    let imported = try Imported(
      Rest.network(
        "vnet", ["10.0.0.0/16"], [Rest.subnet("vnet", "a", "10.0.1.0/24", group: "g")]),
      Rest.securityGroup("g"), Rest.publicAddress("pip", "198.51.100.4"),
      Rest.machine("one", "vnet/a", "10.0.1.4", publicAddress: "pip"))
    #expect(imported.connect("203.0.113.9", "one", 22) == .denied)
    // The platform is nobody on the internet, although its address looks public.
    #expect(imported.connect("168.63.129.16", "one", 22) == .denied)
    #expect(imported.topology.vacancies.map(\.address.description) == ["168.63.129.16"])
  }

  @Test func `AZ-3.13: Internet is what is public and not of the network`() throws {
    let imported = try Imported(
      Rest.network(
        "vnet", ["10.0.0.0/16", "198.51.100.0/24"],
        [Rest.subnet("vnet", "a", "10.0.1.0/24", group: "g")]),
      Rest.securityGroup(
        "g", Rest.rule("web", 100, from: "Internet", ports: "443"),
        Rest.rule("deny", 200, "Deny", proto: "*")), Rest.machine("one", "vnet/a", "10.0.1.4"))
    #expect(imported.judge("one", .inbound, peer: "203.0.113.9", tcp: 443) == .allowed)
    #expect(imported.judge("one", .inbound, peer: "198.51.100.9", tcp: 443) == .denied)
    #expect(imported.judge("one", .inbound, peer: "10.0.1.9", tcp: 443) == .denied)
  }

  @Test func `AZ-3.14: a tag without its addresses may mean any public address`() throws {
    let resources = [
      Rest.network(
        "vnet", ["10.0.0.0/16"], [Rest.subnet("vnet", "a", "10.0.1.0/24", group: "g")]),
      Rest.securityGroup("g", Rest.rule("probe", 100, from: "CorpNetPublic", ports: "443")),
      Rest.publicAddress("pip", "198.51.100.4"),
      Rest.machine("one", "vnet/a", "10.0.1.4", publicAddress: "pip"),
    ].joined(separator: ", ")
    let tags = """
      {"changeNumber": 7, "cloud": "Public", "values": [{"name": "CorpNetPublic",
       "properties": {"addressPrefixes": ["203.0.113.0/24", "2001:db8::/32"]}}]}
      """
    let without = try Imported(files: ["a.json": "{\"value\": [\(resources)]}"])
    #expect(without.connect("203.0.113.9", "one", 443) == .undecided)
    #expect(without.connect("203.0.113.9", "one", 22) == .denied)
    #expect(without.codes.contains("azure.serviceTag.unknown"))
    let with = try Imported(files: ["a.json": "{\"value\": [\(resources)]}", "b.json": tags])
    #expect(with.connect("203.0.113.9", "one", 443) == .allowed)
    #expect(with.connect("198.18.0.9", "one", 443) == .denied)
  }

  @Test func `a group that is named and not exported may say anything`() throws {
    let imported = try Imported(
      Rest.network(
        "vnet", ["10.0.0.0/16"], [Rest.subnet("vnet", "a", "10.0.1.0/24", group: "gone")]),
      Rest.machine("one", "vnet/a", "10.0.1.4"), Rest.machine("two", "vnet/a", "10.0.1.5"))
    #expect(imported.connect("one", "two", 22) == .undecided)
    #expect(imported.codes.contains("azure.securityGroup.notExported"))
  }

  @Test func `AZ-1.9: a group that names a subnet which does not name it is reported`() throws {
    let group = Rest.resource(
      "networkSecurityGroups", "g",
      "\"securityRules\": [\(Rest.rule("deny", 100, "Deny", proto: "*"))], \"subnets\": "
        + "[{\"id\": \"\(Rest.id("virtualNetworks", "vnet"))/subnets/a\"}]")
    let imported = try Imported(
      Rest.network("vnet", ["10.0.0.0/16"], [Rest.subnet("vnet", "a", "10.0.1.0/24")]), group,
      Rest.machine("one", "vnet/a", "10.0.1.4"))
    #expect(imported.codes.contains("azure.securityGroup.contradiction"))
    #expect(!imported.topology.omissions.isEmpty)
  }
}
