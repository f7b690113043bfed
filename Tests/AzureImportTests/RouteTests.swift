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

  @Test func `AZ-1.11, AZ-4.5: a route may name a service tag`() throws {
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

  /// A network with a gateway to a site and a peer, and a table for one subnet.
  private func connected(
    site: String, _ table: String
  ) throws -> Imported {
    try Imported(
      Rest.network(
        "vnet", ["10.0.0.0/16"],
        [
          Rest.subnet("vnet", "a", "10.0.1.0/24", routes: "rt"),
          Rest.subnet("vnet", "b", "10.0.2.0/24"),
          Rest.subnet("vnet", "GatewaySubnet", "10.0.0.0/27"),
        ], peerings: [Rest.peering("vnet", to: "peer")]),
      Rest.network(
        "peer", ["10.9.0.0/16"], [Rest.subnet("peer", "c", "10.9.1.0/24")],
        peerings: [Rest.peering("peer", to: "vnet")]), one, two,
      Rest.machine("far", "peer/c", "10.9.1.4"), table,
      Rest.resource(
        "virtualNetworkGateways", "vpn",
        """
        "gatewayType": "Vpn", "enableBgp": false, "ipConfigurations": [{"name": "x",
        "properties": {"subnet": {"id": "\(Rest.id("virtualNetworks", "vnet"))/subnets/GatewaySubnet"}}}]
        """),
      Rest.resource(
        "localNetworkGateways", "office",
        "\"localNetworkAddressSpace\": {\"addressPrefixes\": [\"\(site)\"]}"),
      Rest.resource(
        "connections", "to-office",
        "\"connectionType\": \"IPsec\""
          + Rest.reference("virtualNetworkGateway1", "virtualNetworkGateways", "vpn")
          + Rest.reference("localNetworkGateway2", "localNetworkGateways", "office")))
  }

  private func site(_ imported: Imported, _ subnet: String) -> [String] {
    imported.table(subnet)?.routes.filter { $0.text == "prefixes of vpn" }
      .flatMap(\.destinations).map(\.description) ?? []
  }

  @Test func `AZ-4.2: a table without propagation has no routes of gateways`() throws {
    let table = Rest.routeTable("rt", more: ", \"disableBgpRoutePropagation\": true")
    let imported = try connected(site: "192.168.5.0/24", table)
    #expect(site(imported, "a").isEmpty)
    #expect(site(imported, "b") == ["192.168.5.0/24"])
    #expect(imported.connect("two", "far", 22) == .allowed)
  }

  @Test func `AZ-4.4: routes of the network and its peers beat longer ones of gateways`() throws {
    for prefix in ["10.0.2.0/25", "10.9.1.0/25"] {
      let imported = try connected(site: prefix, Rest.routeTable("rt"))
      #expect(site(imported, "a").isEmpty)
      #expect(imported.connect("one", "two", 22) == .allowed)
      #expect(imported.connect("two", "far", 22) == .allowed)
    }
  }

  @Test func `AZ-4.5: a narrower tag beats a wider one, and a prefix beats both`() throws {
    let tags = ["AzureCloud", "AzureCloud.westeurope", "Storage", "Storage.WestEurope"]
    let entries = tags.map {
      "{\"name\": \"\($0)\", \"properties\": {\"addressPrefixes\": [\"203.0.113.0/24\"]}}"
    }.joined(separator: ", ")
    let routes = (tags + ["203.0.113.0/24"]).map { Rest.route($0, "None") }.joined(separator: ", ")
    let table = Rest.resource("routeTables", "rt", "\"routes\": [\(routes)]")
    let imported = try Imported(files: [
      "a.json": "{\"value\": [\([network(routes: "rt"), one, table].joined(separator: ", "))]}",
      "tags.json": "{\"values\": [\(entries)]}",
    ])
    let found = imported.table("a")?.routes.filter {
      $0.destinations.map(\.description) == ["203.0.113.0/24"]
    }
    let order = found?.sorted { $0.rank < $1.rank }.map(\.text)
    #expect(
      order == [
        "203.0.113.0/24", "Storage.WestEurope", "Storage", "AzureCloud.westeurope", "AzureCloud",
      ])
    #expect(Set(found?.map(\.rank) ?? []).count == 5)
  }

  @Test func `AZ-4.7: a route may override gateways whatever their length`() throws {
    for (flag, isThere) in [("false", true), ("true", false)] {
      let route = Rest.route("192.168.0.0/16", "None").replacing(
        "\"nextHopType\"", with: "\"hasBgpOverride\": \(flag), \"nextHopType\"")
      let imported = try connected(site: "192.168.5.0/24", Rest.routeTable("rt", route))
      #expect(site(imported, "a").isEmpty != isThere, "\(flag)")
      #expect(site(imported, "b") == ["192.168.5.0/24"])
    }
  }

  @Test func `AZ-4.7: a table may leave out the routes of peerings`() throws {
    let table = Rest.routeTable("rt", more: ", \"disablePeeringRoute\": \"All\"")
    let imported = try connected(site: "192.168.5.0/24", table)
    #expect(imported.connect("one", "far", 22) == .denied)
    #expect(imported.connect("two", "far", 22) == .allowed)
  }

  @Test func `AZ-4.10: a default route to the internet keeps the way out`() throws {
    let address = Rest.publicAddress("pip", "198.51.100.4")
    let machine = Rest.machine("one", "vnet/a", "10.0.1.4", publicAddress: "pip")
    for (hop, verdict) in [("Internet", Verdict.allowed), ("None", .denied)] {
      let imported = try Imported(
        network(routes: "rt"), machine, address,
        Rest.routeTable("rt", Rest.route("0.0.0.0/0", hop)))
      #expect(imported.connect("one", "203.0.113.9", 443) == verdict, "\(hop)")
    }
  }

  @Test func `AZ-4.11: the route to a private endpoint beats a shorter one`() throws {
    let endpoint = Rest.resource(
      "privateEndpoints", "pe",
      """
      "subnet": {"id": "\(Rest.id("virtualNetworks", "vnet"))/subnets/b"},
      "customDnsConfigs": [{"ipAddresses": ["10.0.2.9"]}],
      "privateLinkServiceConnections": [{"name": "x", "properties": {
        "privateLinkServiceId": "\(Rest.group)/providers/Microsoft.Cache/redis/cache",
        "privateLinkServiceConnectionState": {"status": "Approved"}}}]
      """)
    let network = Rest.network(
      "vnet", ["10.0.0.0/16"],
      [
        Rest.subnet("vnet", "a", "10.0.1.0/24", routes: "rt"),
        Rest.subnet(
          "vnet", "b", "10.0.2.0/24", routes: "pe-rt",
          ", \"privateEndpointNetworkPolicies\": \"Disabled\""),
      ])
    let imported = try Imported(
      network, one, endpoint, Rest.routeTable("rt", Rest.route("10.0.0.0/8", "None")),
      Rest.routeTable("pe-rt"))
    #expect(imported.connect("one", "cache", 6380) == .allowed)
  }

  @Test func `AZ-4.12: what is routed to None is dropped without a word`() throws {
    let imported = try Imported(
      network(routes: "rt"), one, two,
      Rest.routeTable("rt", Rest.route("10.0.2.4/32", "None")))
    #expect(imported.connect("one", "two", 22) == .denied)
    #expect(imported.connect("two", "one", 22) == .denied)
  }

  @Test func `AZ-6.4: a network takes what a peer passes on where it says so`() throws {
    for (flag, verdict) in [("false", Verdict.denied), ("true", .allowed)] {
      let imported = try Imported(
        Rest.network(
          "vnet", ["10.0.0.0/16"], [Rest.subnet("vnet", "a", "10.0.1.0/24")],
          peerings: [Rest.peering("vnet", to: "hub", ", \"allowForwardedTraffic\": \(flag)")]),
        Rest.network(
          "hub", ["10.8.0.0/16"], [Rest.subnet("hub", "h", "10.8.1.0/24")],
          peerings: [Rest.peering("hub", to: "vnet")]), one,
        Rest.machine("nva", "hub/h", "10.8.1.4", forwards: true))
      #expect(imported.judge("one", .inbound, peer: "10.2.1.4", tcp: 22) == verdict, "\(flag)")
      #expect(imported.judge("one", .inbound, peer: "10.8.1.4", tcp: 22) == .allowed)
      #expect(imported.connect("nva", "one", 22) == .allowed)
    }
  }

  @Test func `AZ-6.6: ranges that a peering has not synchronized may have no route`() throws {
    let stale = """
      , "remoteAddressSpace": {"addressPrefixes": ["10.9.0.0/16"]},
      "remoteVirtualNetworkAddressSpace": {"addressPrefixes": ["10.9.0.0/16", "10.10.0.0/16"]}
      """
    let peering = Rest.peering("vnet", to: "peer", stale).replacing(
      "FullyInSync", with: "RemoteNotInSync")
    let imported = try Imported(
      Rest.network(
        "vnet", ["10.0.0.0/16"], [Rest.subnet("vnet", "a", "10.0.1.0/24")], peerings: [peering]),
      Rest.network(
        "peer", ["10.9.0.0/16", "10.10.0.0/16"],
        [Rest.subnet("peer", "c", "10.9.1.0/24"), Rest.subnet("peer", "d", "10.10.1.0/24")],
        peerings: [Rest.peering("peer", to: "vnet")]), one,
      Rest.machine("far", "peer/c", "10.9.1.4"), Rest.machine("new", "peer/d", "10.10.1.4"))
    #expect(imported.connect("one", "far", 22) == .allowed)
    #expect(imported.connect("one", "new", 22) == .undecided)
    #expect(imported.codes.contains("azure.peering.sync"))
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

  @Test func `AZ-6.5, AZ-8.11: a spoke reaches the sites of its hub's gateway`() throws {
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

  @Test func `AZ-7.1, AZ-7.4: a NAT gateway lets out and never in`() throws {
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
