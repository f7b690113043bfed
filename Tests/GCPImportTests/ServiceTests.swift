import PacketSets
import Testing
import Topology

@Suite struct ServiceTests {
  private func database(_ clients: String, address: String = "", more: String = "") -> String {
    """
    {"kind": "sql#instance", "name": "orders", "databaseVersion": "POSTGRES_15", "state": "RUNNABLE",
     "settings": {\(more) "ipConfiguration": {"ipv4Enabled": true, "authorizedNetworks": [\(clients)]}},
     "ipAddresses": [{"type": "PRIMARY", "ipAddress": "192.0.2.50"},
                     {"type": "OUTGOING", "ipAddress": "192.0.2.51"}],
     "selfLink": "https://sqladmin.googleapis.com/sql/v1beta4/projects/p/instances/orders"}
    """
  }

  private func imported(_ record: String) throws -> Imported {
    try Imported { $0.others["sql.json"] = "[\(record)]" }
  }

  @Test func `GC-8.2: authorized networks are the clients of a public database`() throws {
    let imported = try imported(database(#"{"value": "198.51.100.0/24"}"#))
    #expect(try imported.ask("198.51.100.1", "public", "tcp/5432") == .passes)
    #expect(try imported.ask("203.0.113.1", "public", "tcp/5432") == .blocked)
    #expect(try imported.ask("198.51.100.1", "public", "tcp/22") == .blocked)
    #expect(imported.topology.endpoints.count { $0.id.contains("orders") } == 1)
  }

  @Test func `GC-T31: an authorized network that has expired does not count`() throws {
    let expired = try imported(
      database(#"{"value": "0.0.0.0/0", "expirationTime": "2026-10-31T00:00:00Z"}"#))
    #expect(try expired.ask("198.51.100.1", "public", "tcp/5432") == .blocked)
    let valid = try imported(
      database(#"{"value": "0.0.0.0/0", "expirationTime": "2026-11-02T00:00:00Z"}"#))
    #expect(try valid.ask("198.51.100.1", "public", "tcp/5432") == .passes)
  }

  @Test func `GC-8.2: connectors are let in by IAM`() throws {
    let imported = try imported(database("", more: #""connectorEnforcement": "REQUIRED","#))
    #expect(try imported.ask("198.51.100.1", "public", "tcp/3307") == .undecided)
    #expect(try imported.ask("198.51.100.1", "public", "tcp/5432") == .blocked)
  }

  @Test func `GC-8.2: a private database is guarded by rules for what leaves alone`() throws {
    func imported(_ rules: [String]) throws -> Imported {
      try Imported {
        $0.firewalls = rules
        $0.networks = [
          Project.network(
            "net",
            """
            "peerings": [{"name": "servicenetworking-googleapis-com", "state": "ACTIVE",
              "network": "projects/x-tp/global/networks/servicenetworking"}]
            """)
        ]
        $0.routes.append(
          Project.route(
            "peering-route-1", "10.77.0.0/24",
            #""nextHopPeering": "servicenetworking-googleapis-com""#, priority: 0))
        $0.others["sql.json"] = """
          [{"kind": "sql#instance", "name": "orders", "databaseVersion": "MYSQL_8_0",
            "settings": {"ipConfiguration": {"ipv4Enabled": false,
              "privateNetwork": "projects/p/global/networks/net"}},
            "ipAddresses": [{"type": "PRIVATE", "ipAddress": "10.77.0.3"}],
            "selfLink": "https://sqladmin.googleapis.com/sql/v1beta4/projects/p/instances/orders"}]
          """
      }
    }
    let open = try imported([])
    #expect(try open.ask("db", "private", "tcp/3306") == .passes)
    #expect(try open.ask("198.51.100.1", "private", "tcp/3306") == .blocked)
    let closed = try imported([
      Project.rule(
        "out", Project.everything, deny: true, egress: true,
        #""destinationRanges": ["10.77.0.0/24"]"#)
    ])
    #expect(try closed.ask("db", "private", "tcp/3306") == .blocked)
  }

  @Test func `GC-8.3: a control plane without authorized networks is open`() throws {
    func imported(_ config: String) throws -> Imported {
      try Imported {
        $0.others["clusters.json"] = """
          [{"name": "c", "currentMasterVersion": "1.33", "endpoint": "192.0.2.60",
            "masterAuthorizedNetworksConfig": {\(config)},
            "selfLink": "https://container.googleapis.com/v1/projects/p/locations/europe-west4/clusters/c"}]
          """
      }
    }
    let open = try imported("")
    #expect(try open.ask("198.51.100.1", "clusters/c", "tcp/443") == .passes)
    let limited = try imported(
      #""enabled": true, "cidrBlocks": [{"cidrBlock": "203.0.113.0/24"}]"#)
    #expect(try limited.ask("198.51.100.1", "clusters/c", "tcp/443") == .blocked)
    #expect(try limited.ask("203.0.113.1", "clusters/c", "tcp/443") == .passes)
  }

  @Test func `GC-8.8: a stopped machine is judged like a running one and marked`() throws {
    let imported = try Imported {
      $0.instances[1] = $0.instances[1].replacing("RUNNING", with: "TERMINATED")
      $0.firewalls = [Project.rule("in", Project.ssh, Project.anySource)]
    }
    #expect(imported.topology.resources.first { $0.name == "db" }?.isRunning == false)
    #expect(try imported.ask("web", "db") == .passes)
  }

  @Test func `GC-8.6: a connector sends from its range`() throws {
    let imported = try Imported {
      $0.firewalls = [Project.rule("run", Project.ssh, #""sourceRanges": ["10.50.0.0/28"]"#)]
      $0.others["connectors.json"] = """
        [{"name": "projects/p/locations/europe-west4/connectors/run", "network": "net",
          "ipCidrRange": "10.50.0.0/28", "state": "READY"}]
        """
    }
    #expect(try imported.ask("connectors/run", "db") == .passes)
    #expect(try imported.ask("web", "db") == .blocked)
  }

  static let balancer: [String: String] = [
    "forwarding-rules.json": """
    [{"kind": "compute#forwardingRule", "name": "front", "IPAddress": "192.0.2.90",
      "IPProtocol": "TCP", "portRange": "443-443", "loadBalancingScheme": "EXTERNAL_MANAGED",
      "target": "\(Project.base)/global/targetHttpsProxies/proxy",
      "selfLink": "\(Project.base)/global/forwardingRules/front"}]
    """,
    "proxies.json": """
    [{"kind": "compute#targetHttpsProxy", "name": "proxy",
      "urlMap": "\(Project.base)/global/urlMaps/map",
      "selfLink": "\(Project.base)/global/targetHttpsProxies/proxy"}]
    """,
    "maps.json": """
    [{"kind": "compute#urlMap", "name": "map",
      "defaultService": "\(Project.base)/global/backendServices/app",
      "selfLink": "\(Project.base)/global/urlMaps/map"}]
    """,
    "services.json": """
    [{"kind": "compute#backendService", "name": "app", "portName": "http", "protocol": "HTTP",
      "loadBalancingScheme": "EXTERNAL_MANAGED",
      "backends": [{"group": "\(Project.base)/zones/europe-west4-a/instanceGroups/apps"}],
      "selfLink": "\(Project.base)/global/backendServices/app"}]
    """,
    "groups.json": """
    [{"kind": "compute#instanceGroup", "name": "apps", "size": 1,
      "namedPorts": [{"name": "http", "port": 8080}],
      "selfLink": "\(Project.base)/zones/europe-west4-a/instanceGroups/apps"}]
    """,
  ]

  @Test func `GC-7.1 and GC-7.5: a proxy opens connections of its own to the named port`() throws {
    let imported = try Imported {
      $0.instances.append(
        Project.machine(
          "app", "10.2.0.30", subnet: "b",
          """
          "metadata": {"items": [{"key": "created-by",
            "value": "projects/p/zones/europe-west4-a/instanceGroupManagers/apps"}]}
          """))
      $0.firewalls = [
        Project.rule(
          "front-ends", #"{"IPProtocol": "tcp", "ports": ["8080"]}"#,
          #""sourceRanges": ["35.191.0.0/16", "130.211.0.0/22"]"#)
      ]
      $0.others = Self.balancer
    }
    let proxy = try #require(imported.topology.proxies.first)
    #expect(proxy.unknown == nil)
    let listener = try #require(proxy.listeners.first)
    #expect(listener.accepts == .tcp(443))
    #expect(listener.opens == .tcp(8080))
    #expect(try imported.ask("198.51.100.1", "front", "tcp/443") == .passes)
    #expect(
      try imported.ask(
        "front/sender of projects/p/global/networks/net/front-ends", "app", "tcp/8080") == .passes)
    #expect(try imported.ask("198.51.100.1", "app", "tcp/8080") == .blocked)
  }

  @Test func `machines of a group that are not exported are undecided`() throws {
    let imported = try Imported { $0.others = Self.balancer }
    #expect(imported.topology.proxies.first?.unknown != nil)
    #expect(imported.codes.contains("gcp.forwardingRule.unknownBackends"))
  }
}
