import PacketSets
import Testing
import Topology

@Suite struct RouteTests {
  static let open = Project.rule("in", Project.everything, Project.anySource)

  @Test
  func `GC-T25 and GC-6.7: without an external address and NAT nothing reaches the internet`()
    throws
  {
    let imported = try Imported()
    #expect(try imported.ask("db", "198.51.100.1", "tcp/443") == .blocked)
    #expect(try imported.ask("web", "198.51.100.1", "tcp/443") == .passes)
  }

  @Test func `where no routers are exported a NAT gateway may be there`() throws {
    let imported = try Imported { $0.routers = nil }
    #expect(try imported.ask("db", "198.51.100.1", "tcp/443") == .undecided)
    #expect(try imported.ask("198.51.100.1", "db", "tcp/443") == .blocked)
  }

  static func router(_ scope: String, addresses: String = "") -> String {
    """
    {"kind": "compute#router", "name": "r", "network": "\(Project.base)/global/networks/net",
     "region": "\(Project.base)/regions/europe-west4", "nats": [{"name": "nat", "type": "PUBLIC",
       \(addresses) "sourceSubnetworkIpRangesToNat": "\(scope)"}],
     "selfLink": "\(Project.base)/regions/europe-west4/routers/r"}
    """
  }

  @Test func `GC-6.10: NAT lets out and never in`() throws {
    let imported = try Imported {
      $0.firewalls = [Self.open]
      $0.routers = [Self.router("ALL_SUBNETWORKS_ALL_IP_RANGES")]
    }
    #expect(try imported.ask("db", "198.51.100.1", "tcp/443") == .passes)
    #expect(try imported.ask("db", "198.51.100.1", "47") == .blocked)
    #expect(try imported.ask("198.51.100.1", "db", "tcp/443") == .blocked)
    #expect(imported.codes.contains("gcp.nat.addresses"))
  }

  @Test func `GC-6.10: NAT of primary ranges leaves pods without a way out`() throws {
    let imported = try Imported {
      $0.subnets[1] = Project.subnet(
        "b", "10.2.0.0/24",
        #""secondaryIpRanges": [{"rangeName": "pods", "ipCidrRange": "10.8.0.0/16"}]"#)
      $0.instances[1] = Project.machine(
        "db", "10.2.0.10", subnet: "b",
        interface: #""aliasIpRanges": [{"ipCidrRange": "10.8.3.0/24"}]"#)
      $0.routers = [Self.router("ALL_SUBNETWORKS_ALL_PRIMARY_IP_RANGES")]
    }
    #expect(try imported.ask("db", "198.51.100.1", "tcp/443") == .passes)
    #expect(try imported.ask("db/nic0/alias/10.8.3.0/24", "198.51.100.1", "tcp/443") == .blocked)
    // The subnet became two, which still meet.
    #expect(imported.topology.subnets.count { $0.name.hasPrefix("b ") } == 2)
  }

  @Test func `machines of one subnet meet although they route differently`() throws {
    let imported = try Imported {
      $0.firewalls = [Self.open]
      $0.instances.append(Project.machine("near", "10.1.0.11"))
      $0.routers = [Self.router("ALL_SUBNETWORKS_ALL_IP_RANGES")]
    }
    #expect(try imported.ask("web", "near") == .passes)
    #expect(try imported.ask("near", "web") == .passes)
    #expect(try imported.ask("near", "198.51.100.1", "tcp/443") == .passes)
  }

  @Test func `a reserved address of a NAT gateway is read from the list of addresses`() throws {
    let imported = try Imported {
      $0.routers = [
        Self.router(
          "ALL_SUBNETWORKS_ALL_IP_RANGES",
          addresses: "\"natIps\": [\"\(Project.base)/regions/europe-west4/addresses/out\"],")
      ]
      $0.others["addresses.json"] = """
        [{"kind": "compute#address", "name": "out", "address": "192.0.2.77",
          "selfLink": "\(Project.base)/regions/europe-west4/addresses/out"}]
        """
    }
    let nat = try #require(imported.endpoint("/nats/nat/0"))
    #expect(nat.addresses.first?.publicAddress == IPAddress("192.0.2.77"))
    #expect(!imported.codes.contains("gcp.nat.addresses"))
  }

  @Test func `GC-T27, GC-6.1 and GC-6.2: a route with tags holds for machines with one`() throws {
    func imported(forwards: Bool) throws -> Imported {
      try Imported {
        $0.instances = [
          Project.machine("tagged", "10.1.0.20", tags: ["nat"], publicAddress: "192.0.2.20"),
          Project.machine("plain", "10.1.0.21", publicAddress: "192.0.2.21"),
          Project.machine(
            "gate", "10.2.0.5", subnet: "b", publicAddress: "192.0.2.22",
            forwards ? "\"canIpForward\": true" : ""),
        ]
        $0.routes.append(
          Project.route(
            "nat", "0.0.0.0/0",
            "\"tags\": [\"nat\"], \"nextHopInstance\": "
              + "\"\(Project.base)/zones/europe-west4-a/instances/gate\"", priority: 900))
      }
    }
    let appliance = try imported(forwards: true)
    let gate = try #require(
      appliance.topology.endpoints.firstIndex { $0.id.hasSuffix("/gate/nic0") })
    let tagged = try #require(appliance.table(of: "tagged"))
    let best = tagged.routes.filter { $0.destinations == [.allIPv4] }.min { $0.rank < $1.rank }
    #expect(best?.target == .endpoint(ID(gate)))
    #expect(try appliance.ask("plain", "198.51.100.1", "tcp/443") == .passes)
    #expect(try appliance.ask("tagged", "198.51.100.1", "tcp/443") == .undecided)
    // GCP-6.14: a machine that must not forward drops what is not its own.
    let plain = try imported(forwards: false)
    #expect(try plain.ask("tagged", "198.51.100.1", "tcp/443") == .blocked)
  }

  @Test func `GC-T28 and GC-6.3: a route inside a subnet is never used`() throws {
    let imported = try Imported {
      $0.firewalls = [Self.open]
      $0.routes.append(
        Project.route("inside", "10.2.0.0/25", "\"nextHopGateway\": \"\(Project.gateway)\""))
    }
    #expect(try imported.ask("web", "db") == .passes)
    #expect(imported.codes.contains("gcp.route.shadowed"))
    let table = try #require(imported.table(of: "web"))
    #expect(!table.routes.contains { $0.text.hasPrefix("inside") })
  }

  @Test func `GC-T29 and GC-6.12: peerings are not transitive`() throws {
    func peering(_ names: String...) -> String {
      let list = names.map {
        """
        {"name": "to-\($0)", "state": "ACTIVE", "network": "\(Project.base)/global/networks/\($0)"}
        """
      }
      return "\"peerings\": [\(list.joined(separator: ", "))]"
    }
    let imported = try Imported { project in
      project.networks = [
        Project.network("net", peering("mid")), Project.network("mid", peering("net", "far")),
        Project.network("far", peering("mid")),
      ]
      for (name, number) in [("mid", 8), ("far", 9)] {
        project.subnets.append(Project.subnet(name, "10.\(number).0.0/24", network: name))
        project.instances.append(
          Project.machine(name, "10.\(number).0.9", subnet: name, network: name))
        let rule = Project.rule("in-\(name)", Project.everything, network: name, Project.anySource)
        project.others["effective-firewalls-\(name).json"] =
          "{\"firewalls\": [\(rule)], \"firewallPolicys\": []}"
        project.routes.append(
          Project.route(
            name, "203.0.113.0/24", "\"nextHopGateway\": \"\(Project.gateway)\"", network: name))
      }
    }
    #expect(try imported.ask("web", "mid") == .passes)
    #expect(try imported.ask("web", "far") == .blocked)
  }

  @Test func `GC-6.12: a peering that one side has not made carries nothing`() throws {
    let imported = try Imported { project in
      peer(&project)
      project.networks[1] = Project.network("guests")
      project.firewalls = [Self.open]
    }
    #expect(try imported.ask("guest", "db") == .blocked)
  }

  @Test func `GC-6.9: without a route back nobody on the internet gets an answer`() throws {
    let imported = try Imported {
      $0.firewalls = [Self.open]
      $0.routes = [
        Project.route("x", "203.0.113.0/24", "\"nextHopGateway\": \"\(Project.gateway)\"")
      ]
    }
    #expect(try imported.ask("198.51.100.1", "web") == .blocked)
    #expect(try imported.ask("203.0.113.1", "web") == .passes)
  }

  @Test func `GC-6.6: a tunnel leads to networks outside, which may come in by it`() throws {
    let imported = try Imported {
      $0.firewalls = [Self.open]
      $0.routes.append(
        Project.route(
          "office", "192.168.0.0/16",
          "\"nextHopVpnTunnel\": \"\(Project.base)/regions/europe-west4/vpnTunnels/t\""))
      $0.others["vpn-tunnels.json"] = """
        [{"kind": "compute#vpnTunnel", "name": "t", "peerIp": "192.0.2.200",
          "selfLink": "\(Project.base)/regions/europe-west4/vpnTunnels/t"}]
        """
    }
    #expect(try imported.ask("db", "192.168.1.1") == .undecided)
    #expect(try imported.ask("192.168.1.1", "db") == .undecided)
    #expect(imported.topology.worlds.contains { $0.kind == .onPremises })
  }

  @Test func `GC-1.6: what routers learn is no part of the list of routes`() throws {
    let router = Self.router("ALL_SUBNETWORKS_ALL_IP_RANGES").replacing(
      "\"nats\"", with: #""bgpPeers": [{"name": "x"}], "nats""#)
    let imported = try Imported {
      $0.firewalls = [Self.open]
      $0.routers = [router]
    }
    #expect(try imported.ask("db", "192.168.1.1") == .undecided)
    let known = try Imported {
      $0.firewalls = [Self.open]
      $0.routers = [router]
      $0.others["status.json"] = """
        {"kind": "compute#routerStatusResponse", "result": {
          "network": "\(Project.base)/global/networks/net",
          "bestRoutes": [{"destRange": "192.168.7.0/24"}]}}
        """
    }
    #expect(try known.ask("db", "192.168.7.1") == .undecided)
    #expect(try known.ask("db", "192.168.8.1") == .blocked)
  }

  @Test func `GC-6.5: a policy-based route makes its destinations doubtful`() throws {
    let imported = try Imported {
      $0.firewalls = [Self.open]
      $0.others["pbr.json"] = """
        [{"name": "projects/p/locations/global/policyBasedRoutes/x", "nextHopIlbIp": "10.2.0.99",
          "network": "projects/p/global/networks/net", "priority": 1,
          "filter": {"srcRange": "10.0.0.0/8", "destRange": "10.2.0.0/24", "protocolVersion": "IPV4"}}]
        """
    }
    #expect(try imported.ask("web", "db") == .undecided)
    // The answer takes the route.
    #expect(try imported.ask("db", "web") == .undecided)
  }

  @Test func `routes that are not exported leave everything undecided`() throws {
    var project = Project()
    project.firewalls = [Self.open]
    var files = project.files
    files["routes.json"] = nil
    let imported = try Imported(files: files)
    #expect(try imported.ask("web", "db") == .undecided)
    #expect(try imported.ask("198.51.100.1", "web") == .undecided)
    #expect(imported.codes.contains("gcp.route.notExported"))
  }

  @Test func `GC-8.1: IAP may come in where its range is admitted, and is not the internet`()
    throws
  {
    let imported = try Imported {
      $0.firewalls = [
        Project.rule("iap", Project.ssh, #""sourceRanges": ["35.235.240.0/20"]"#)
      ]
    }
    #expect(try imported.ask("35.235.240.9", "db") == .undecided)
    #expect(try imported.ask("35.235.240.9", "db", "tcp/80") == .blocked)
    #expect(try imported.ask("db", "35.235.240.9", "tcp/443") == .blocked)
    let internet = imported.topology.worlds[Topology.internet]
    #expect(!internet.addresses.contains(try #require(IPAddress("35.235.240.9"))))
  }
}
