import Documents
import PacketSets
import Testing
import Topology

/// Statements about routes, peerings and the ways to the internet (sections 4, 6 and 7).
@Suite struct RouteTests {
  private func network(
    routes: String? = nil, isPrivate: Bool = true, nat: String? = nil, _ more: String = ""
  ) -> String {
    Rest.network(
      "vnet", ["10.0.0.0/16"],
      [
        Rest.subnet(
          "vnet", "a", "10.0.1.0/24", routes: routes, nat: nat, isPrivate: isPrivate, more),
        Rest.subnet("vnet", "b", "10.0.2.0/24"),
      ])
  }

  private let one = Rest.machine("one", "vnet/a", "10.0.1.4")
  private let two = Rest.machine("two", "vnet/b", "10.0.2.4")

  @Test func `AZ-4.1: every subnet reaches its network, and private ranges lead nowhere`() throws {
    let imported = try Imported(network(), one, two)
    #expect(imported.target("10.0.0.0/16", of: "a") == .local)
    #expect(imported.connect("one", "two", 22) == .allowed)
    guard case .drop = imported.target("192.168.0.0/16", of: "a") else {
      Issue.record("192.168.0.0/16 leads somewhere")
      return
    }
  }

  @Test func `AZ-4.3: a route of somebody's own wins over that of the network`() throws {
    let imported = try Imported(
      network(routes: "rt"), one, two,
      Rest.routeTable("rt", Rest.route("10.0.0.0/16", "None")))
    #expect(imported.connect("one", "two", 22) == .denied)
  }

  @Test func `AZ-4.3: the longest prefix wins`() throws {
    let imported = try Imported(
      network(routes: "rt"), one, two,
      Rest.routeTable(
        "rt", Rest.route("10.0.0.0/16", "None"), Rest.route("10.0.2.0/24", "VnetLocal")))
    #expect(imported.connect("one", "two", 22) == .allowed)
  }

  @Test func `AZ-4.5: a route may name a service tag`() throws {
    let tags = """
      {"values": [{"name": "Storage", "properties": {"addressPrefixes": ["203.0.113.0/24"]}}]}
      """
    let imported = try Imported(
      files: [
        "a.json":
          "{\"value\": [\([network(routes: "rt"), one, Rest.routeTable("rt", Rest.route("Storage", "None"))].joined(separator: ", "))]}",
        "tags.json": tags,
      ])
    let route = imported.table("a")?.routes.first { $0.text == "Storage" }
    #expect(route?.destinations.map(\.description) == ["203.0.113.0/24"])
  }

  @Test func `AZ-4.6: each type of next hop has its target`() throws {
    let imported = try Imported(
      network(routes: "rt"), one, two,
      Rest.machine("nva", "vnet/b", "10.0.2.9", forwards: true),
      Rest.routeTable(
        "rt", Rest.route("192.0.2.0/24", "None"),
        Rest.route("10.7.0.0/16", "VirtualAppliance", "10.0.2.9"),
        Rest.route("10.8.0.0/16", "VirtualNetworkGateway"), Rest.route("10.0.2.0/24", "VnetLocal"),
        Rest.route("10.9.0.0/16", "VirtualAppliance", "10.0.2.77")))
    let nva = try #require(imported.endpoint("nva"))
    #expect(imported.target("10.7.0.0/16", of: "a") == .endpoint(nva))
    #expect(imported.target("10.0.2.0/24", of: "a") == .local)
    guard case .gateway = imported.target("10.8.0.0/16", of: "a"),
      case .gateway = imported.target("10.9.0.0/16", of: "a"),
      case .drop = imported.target("192.0.2.0/24", of: "a")
    else {
      Issue.record("a next hop has another target")
      return
    }
    #expect(imported.codes.contains("azure.route.appliance"))
  }

  @Test func `AZ-4.8: an interface without IP forwarding drops what it is sent`() throws {
    let imported = try Imported(
      network(routes: "rt"), one, two,
      Rest.routeTable("rt", Rest.route("10.7.0.0/16", "VirtualAppliance", "10.0.2.4")))
    guard case .drop(let reason) = imported.target("10.7.0.0/16", of: "a") else {
      Issue.record("the route is not dropped")
      return
    }
    #expect(reason.contains("two"))
  }

  @Test func `AZ-4.9: a default route to an appliance leaves answers to the internet open`() throws
  {
    let imported = try Imported(
      Rest.network(
        "vnet", ["10.0.0.0/16"],
        [
          Rest.subnet("vnet", "a", "10.0.1.0/24", group: "g", routes: "rt"),
          Rest.subnet("vnet", "b", "10.0.2.0/24"),
        ]), Rest.securityGroup("g", Rest.rule("web", 100, ports: "443")),
      Rest.publicAddress("pip", "198.51.100.4"),
      Rest.machine("one", "vnet/a", "10.0.1.4", publicAddress: "pip"),
      Rest.machine("nva", "vnet/b", "10.0.2.9", forwards: true),
      Rest.routeTable("rt", Rest.route("0.0.0.0/0", "VirtualAppliance", "10.0.2.9")))
    #expect(imported.connect("203.0.113.9", "one", 443) != .allowed)
  }

  @Test func `AZ-4.13: a service endpoint is a way past every route`() throws {
    let imported = try Imported(
      network(routes: "rt", ", \"serviceEndpoints\": [{\"service\": \"Microsoft.Storage\"}]"), one,
      Rest.routeTable("rt", Rest.route("0.0.0.0/0", "None")))
    #expect(imported.connect("one", "203.0.113.9", 443) == .undecided)
  }

  @Test func `AZ-6.1: a peering carries packets when both sides are connected`() throws {
    for (state, verdict) in [("Connected", Verdict.allowed), ("Disconnected", .denied)] {
      let imported = try Imported(
        Rest.network(
          "vnet", ["10.0.0.0/16"], [Rest.subnet("vnet", "a", "10.0.1.0/24")],
          peerings: [Rest.peering("vnet", to: "other")]),
        Rest.network(
          "other", ["10.9.0.0/16"], [Rest.subnet("other", "c", "10.9.1.0/24")],
          peerings: [Rest.peering("other", to: "vnet", state: state)]), one,
        Rest.machine("far", "other/c", "10.9.1.4"))
      #expect(imported.connect("one", "far", 22) == verdict, "\(state)")
      #expect(imported.topology.gateways.filter { $0.networks.count == 2 }.count == 1)
    }
  }

  @Test func `AZ-6.2: peerings do not pass packets on`() throws {
    let imported = try Imported(
      Rest.network(
        "vnet", ["10.0.0.0/16"], [Rest.subnet("vnet", "a", "10.0.1.0/24")],
        peerings: [Rest.peering("vnet", to: "hub")]),
      Rest.network(
        "hub", ["10.8.0.0/16"], [],
        peerings: [Rest.peering("hub", to: "vnet"), Rest.peering("hub", to: "other")]),
      Rest.network(
        "other", ["10.9.0.0/16"], [Rest.subnet("other", "c", "10.9.1.0/24")],
        peerings: [Rest.peering("other", to: "hub")]), one,
      Rest.machine("far", "other/c", "10.9.1.4"))
    #expect(imported.connect("one", "far", 22) == .denied)
  }

  @Test func `AZ-6.3: either side without access closes the link`() throws {
    let imported = try Imported(
      Rest.network(
        "vnet", ["10.0.0.0/16"], [Rest.subnet("vnet", "a", "10.0.1.0/24")],
        peerings: [Rest.peering("vnet", to: "other")]),
      Rest.network(
        "other", ["10.9.0.0/16"], [Rest.subnet("other", "c", "10.9.1.0/24")],
        peerings: [Rest.peering("other", to: "vnet", access: false)]), one,
      Rest.machine("far", "other/c", "10.9.1.4"))
    #expect(imported.connect("one", "far", 22) == .denied)
  }

  @Test func `AZ-6.5: a spoke reaches the sites of its hub's gateway`() throws {
    let gateway = Rest.resource(
      "virtualNetworkGateways", "vpn",
      """
      "gatewayType": "Vpn", "enableBgp": false, "ipConfigurations": [{"name": "x", "properties":
      {"subnet": {"id": "\(Rest.id("virtualNetworks", "hub"))/subnets/GatewaySubnet"}}}]
      """)
    let site = Rest.resource(
      "localNetworkGateways", "office",
      "\"localNetworkAddressSpace\": {\"addressPrefixes\": [\"192.168.5.0/24\"]}")
    let connection = Rest.resource(
      "connections", "to-office",
      "\"connectionType\": \"IPsec\""
        + Rest.reference("virtualNetworkGateway1", "virtualNetworkGateways", "vpn")
        + Rest.reference("localNetworkGateway2", "localNetworkGateways", "office"))
    let imported = try Imported(
      Rest.network(
        "hub", ["10.8.0.0/16"], [Rest.subnet("hub", "GatewaySubnet", "10.8.0.0/27")],
        peerings: [Rest.peering("hub", to: "vnet", ", \"allowGatewayTransit\": true")]),
      Rest.network(
        "vnet", ["10.0.0.0/16"], [Rest.subnet("vnet", "a", "10.0.1.0/24", group: "g")],
        peerings: [Rest.peering("vnet", to: "hub", ", \"useRemoteGateways\": true")]), gateway,
      site, connection, Rest.securityGroup("g"), one)
    let route = imported.table("a")?.routes.first { $0.text == "prefixes of vpn" }
    #expect(route?.destinations.map(\.description) == ["192.168.5.0/24"])
    // AZ-8.11: the whole site is in the tag, so that the default rule admits it.
    #expect(imported.judge("one", .inbound, peer: "192.168.5.9", tcp: 22) == .allowed)
    #expect(imported.judge("one", .inbound, peer: "192.168.6.9", tcp: 22) == .denied)
    #expect(imported.topology.worlds.contains { $0.kind == .onPremises })
  }

  @Test func `AZ-6.7: a peering of some subnets carries those alone`() throws {
    let some = """
      , "peerCompleteVnets": false, "localSubnetNames": ["a"], "remoteSubnetNames": ["c"]
      """
    let back = """
      , "peerCompleteVnets": false, "localSubnetNames": ["c"], "remoteSubnetNames": ["a"]
      """
    let imported = try Imported(
      Rest.network(
        "vnet", ["10.0.0.0/16"],
        [Rest.subnet("vnet", "a", "10.0.1.0/24"), Rest.subnet("vnet", "b", "10.0.2.0/24")],
        peerings: [Rest.peering("vnet", to: "other", some)]),
      Rest.network(
        "other", ["10.9.0.0/16"], [Rest.subnet("other", "c", "10.9.1.0/24")],
        peerings: [Rest.peering("other", to: "vnet", back)]), one, two,
      Rest.machine("far", "other/c", "10.9.1.4"))
    #expect(imported.connect("one", "far", 22) == .allowed)
    #expect(imported.connect("two", "far", 22) == .denied)
  }

  @Test func `a peering to a network that is not exported is undecided beyond it`() throws {
    let imported = try Imported(
      Rest.network(
        "vnet", ["10.0.0.0/16"], [Rest.subnet("vnet", "a", "10.0.1.0/24")],
        peerings: [
          Rest.peering(
            "vnet", to: "gone",
            ", \"remoteVirtualNetworkAddressSpace\": {\"addressPrefixes\": [\"10.9.0.0/16\"]}")
        ]), one)
    #expect(imported.codes.contains("azure.peering.missingSide"))
    #expect(imported.topology.worlds.contains { $0.kind == .partner })
  }

  @Test func `AZ-7.1: a NAT gateway lets out and never in`() throws {
    let nat = Rest.resource(
      "natGateways", "nat",
      "\"publicIpAddresses\": [{\"id\": \"\(Rest.id("publicIPAddresses", "nat-ip"))\"}]")
    let imported = try Imported(
      network(nat: "nat"), one, nat, Rest.publicAddress("nat-ip", "198.51.100.8"))
    #expect(imported.connect("one", "203.0.113.9", 443) == .allowed)
    #expect(imported.connect("203.0.113.9", "one", 443) == .denied)
    // AZ-7.4: no ICMP.
    #expect(imported.connect("one", "203.0.113.9", .icmp, 0x0800) == .denied)
  }

  @Test func `AZ-7.5: beside a NAT gateway a public address still lets in`() throws {
    let nat = Rest.resource(
      "natGateways", "nat",
      "\"publicIpAddresses\": [{\"id\": \"\(Rest.id("publicIPAddresses", "nat-ip"))\"}]")
    let imported = try Imported(
      Rest.network(
        "vnet", ["10.0.0.0/16"],
        [Rest.subnet("vnet", "a", "10.0.1.0/24", group: "g", nat: "nat")]),
      Rest.securityGroup("g", Rest.rule("web", 100, from: "Internet", ports: "443")), nat,
      Rest.publicAddress("nat-ip", "198.51.100.8"), Rest.publicAddress("pip", "198.51.100.4"),
      Rest.machine("one", "vnet/a", "10.0.1.4", publicAddress: "pip"),
      Rest.machine("two", "vnet/a", "10.0.1.5"))
    #expect(imported.connect("203.0.113.9", "one", 443) == .allowed)
    #expect(imported.connect("203.0.113.9", "two", 443) == .denied)
    #expect(imported.connect("two", "203.0.113.9", 443) == .allowed)
    #expect(imported.connect("one", "two", 22) == .allowed)
    #expect(imported.connect("two", "one", 22) == .allowed)
    #expect(imported.subnets("a").count == 2)
  }

  @Test func `AZ-7.3: default outbound access is possible where nothing denies it`() throws {
    let old = try Imported(network(isPrivate: false), one)
    #expect(old.connect("one", "203.0.113.9", 443) == .undecided)
    #expect(old.connect("203.0.113.9", "one", 443) == .denied)
    let new = try Imported(network(), one)
    #expect(new.connect("one", "203.0.113.9", 443) == .denied)
    let told = try Imported(
      network(isPrivate: false),
      Rest.machine("one", "vnet/a", "10.0.1.4", ", \"defaultOutboundConnectivityEnabled\": false"))
    #expect(told.connect("one", "203.0.113.9", 443) == .denied)
  }

  @Test func `IPv6 needs a public address and meets the same rules`() throws {
    let second = Rest.configuration(
      "nic-one", "vnet/a", "fd00:1::4", publicAddress: "pip6", name: "v6")
    let imported = try Imported(
      Rest.network(
        "vnet", ["10.0.0.0/16", "fd00:1::/48"],
        [
          Rest.subnet(
            "vnet", "a", "10.0.1.0/24", group: "g",
            ", \"addressPrefixes\": [\"10.0.1.0/24\", \"fd00:1::/64\"]")
        ]),
      Rest.securityGroup("g", Rest.rule("web", 100, from: "Internet", ports: "443")),
      Rest.publicAddress("pip6", "2001:db8::4"),
      Rest.machine("one", "vnet/a", "10.0.1.4", others: [second]),
      Rest.machine(
        "two", "vnet/a", "10.0.1.5",
        others: [Rest.configuration("nic-two", "vnet/a", "fd00:1::5", name: "v6")]))
    #expect(imported.connect("2001:db8:9::9", "one", 443) == .allowed)
    #expect(imported.connect("2001:db8:9::9", "one", 22) == .denied)
    #expect(imported.connect("two", "2001:db8:9::9", 443) == .denied)
  }
}
