import Documents
import PacketSets
import Testing
import Topology

/// Statements that decide packets and belong to no larger group.
@Suite struct StatementTests {
  private let ssh = [Project.rule("ssh", Project.ssh, Project.anySource)]

  @Test func `GC-2.11: the rules of a default network hold when they are exported`() throws {
    func imported(_ rules: [String]) throws -> Imported {
      try Imported {
        $0.networks = [Project.network("default")]
        $0.subnets = [Project.subnet("a", "10.1.0.0/24", network: "default")]
        $0.instances = ["one", "two"].enumerated().map { number, name in
          Project.machine(name, "10.1.0.\(number + 10)", network: "default")
        }
        $0.policies = nil
        $0.others["effective-firewalls-default.json"] =
          "{\"firewalls\": [\(rules.joined())], \"firewallPolicys\": []}"
      }
    }
    #expect(try imported([]).ask("one", "two") == .blocked)
    let rule = Project.rule(
      "default-allow-ssh", Project.ssh, priority: 65534, network: "default", Project.anySource)
    #expect(try imported([rule]).ask("one", "two") == .passes)
  }

  @Test func `GC-2.12: the answers of an allowed flow cannot be denied`() throws {
    let imported = try Imported {
      $0.firewalls =
        ssh + [
          Project.rule(
            "silent", Project.everything, deny: true, priority: 1, egress: true,
            #""destinationRanges": ["0.0.0.0/0"], "targetTags": ["db"]"#)
        ]
    }
    #expect(try imported.ask("web", "db") == .passes)
    #expect(try imported.ask("db", "web") == .blocked)
  }

  @Test func `GC-2.13: a machine reaches its own addresses whatever the rules say`() throws {
    let imported = try Imported {
      $0.firewalls = [
        Project.rule("no", Project.everything, deny: true, Project.anySource),
        Project.rule(
          "none", Project.everything, deny: true, egress: true,
          #""destinationRanges": ["0.0.0.0/0"]"#),
      ]
    }
    #expect(try imported.ask("db", "db") == .passes)
    #expect(try imported.ask("web", "db") == .blocked)
  }

  @Test func `GC-4.4: system policies stand behind the organization and before all else`() throws {
    let deny = Project.policyRule(10, "deny", #""srcIpRanges": ["0.0.0.0/0"], \#(Project.ssh4)"#)
    let allow = Project.policyRule(10, "allow", #""srcIpRanges": ["0.0.0.0/0"], \#(Project.ssh4)"#)
    for order in ["AFTER_CLASSIC_FIREWALL", "BEFORE_CLASSIC_FIREWALL"] {
      func imported(_ policies: [String]) throws -> Imported {
        try Imported {
          $0.networks = [
            Project.network("net", "\"networkFirewallPolicyEnforcementOrder\": \"\(order)\"")
          ]
          $0.firewalls = ssh
          $0.policies = policies
        }
      }
      let system = Project.policy("gke", type: "SYSTEM", deny)
      #expect(try imported([]).ask("web", "db") == .passes)
      #expect(try imported([system]).ask("web", "db") == .blocked)
      #expect(try imported([Project.policy("org", allow), system]).ask("web", "db") == .passes)
    }
  }

  @Test func `GC-4.7: of a network with a profile nothing is proven`() throws {
    let imported = try Imported {
      $0.networks = [
        Project.network(
          "net", "\"networkProfile\": \"\(Project.base)/global/networkProfiles/x-vpc-roce\"")
      ]
    }
    #expect(imported.codes.contains("gcp.network.profile"))
    #expect(!imported.topology.omissions.isEmpty)
  }

  @Test func `GC-6.4: a prefix that two peers offer certainly leads to neither`() throws {
    let imported = try Imported { project in
      peer(&project)
      let peerings = ["guests", "others"].map { name in
        """
        {"name": "to-\(name)", "state": "ACTIVE", "exchangeSubnetRoutes": true,
         "network": "\(Project.base)/global/networks/\(name)"}
        """
      }
      project.networks[0] = Project.network(
        "net", "\"peerings\": [\(peerings.joined(separator: ","))]")
      project.networks.append(
        Project.network(
          "others",
          """
          "peerings": [{"name": "to-net", "state": "ACTIVE", "exchangeSubnetRoutes": true,
            "network": "\(Project.base)/global/networks/net"}]
          """))
      project.subnets.append(Project.subnet("o", "10.9.0.0/24", network: "others"))
      project.firewalls = ssh
      project.others["effective-firewalls-guests.json"] = """
        {"firewalls": [\(Project.rule("g", Project.ssh, network: "guests", Project.anySource))],
         "firewallPolicys": []}
        """
    }
    #expect(try imported.ask("web", "guest") == .undecided)
  }

  @Test func `GC-6.11: Private Google Access is for machines without external addresses`() throws {
    func imported(_ more: String) throws -> Imported {
      try Imported { $0.subnets[1] = Project.subnet("b", "10.2.0.0/24", more) }
    }
    let open = try imported(#""privateIpGoogleAccess": true"#)
    #expect(try open.ask("db", "199.36.153.8", "tcp/443") == .undecided)
    #expect(try open.ask("db", "198.51.100.1", "tcp/443") == .blocked)
    #expect(try imported("").ask("db", "199.36.153.8", "tcp/443") == .blocked)
  }

  @Test func `GC-6.13: what a router learns in a region holds there alone`() throws {
    func learned(_ mode: String, region: String) throws -> Bool {
      let imported = try Imported {
        $0.networks = [Project.network("net", "\"routingConfig\": {\"routingMode\": \"\(mode)\"}")]
        $0.routers = [
          """
          {"kind": "compute#router", "name": "r", "bgpPeers": [{"name": "peer"}],
           "network": "\(Project.base)/global/networks/net",
           "selfLink": "\(Project.base)/regions/\(region)/routers/r"}
          """
        ]
      }
      return try #require(imported.table(of: "db")).routes.contains { $0.text == "learned routes" }
    }
    #expect(try learned("REGIONAL", region: "europe-west4"))
    #expect(try !learned("REGIONAL", region: "us-east1"))
    #expect(try learned("GLOBAL", region: "us-east1"))
  }

  @Test func `GC-8.7: services of Cloud Run are counted as not judged`() throws {
    let imported = try Imported {
      $0.others["run.json"] = """
        [{"apiVersion": "serving.knative.dev/v1", "kind": "Service",
          "metadata": {"name": "s", "annotations": {"run.googleapis.com/ingress": "all"}}}]
        """
    }
    let record = try #require(imported.coverage.records.first { $0.type == "runService" })
    #expect(record.effect == .assumedClosed)
    #expect(record.seen == 1 && record.modelled == 0)
  }

  @Test func `GC-8.3: the private endpoint of a control plane and what it opens are judged`() throws
  {
    let imported = try Imported {
      $0.firewalls = [Project.rule("master", Project.ssh, #""sourceRanges": ["10.2.0.64/32"]"#)]
      $0.others["clusters.json"] = """
        [{"name": "c", "currentMasterVersion": "1.33", "endpoint": "10.2.0.64",
          "privateClusterConfig": {"enablePrivateEndpoint": true, "privateEndpoint": "10.2.0.64"},
          "masterAuthorizedNetworksConfig": {"enabled": true},
          "networkConfig": {"network": "projects/p/global/networks/net"},
          "selfLink": "https://container.googleapis.com/v1/projects/p/locations/europe-west4/clusters/c"}]
        """
    }
    #expect(try imported.ask("web", "c/private", "tcp/443") == .passes)
    #expect(try imported.ask("c/private", "web", "tcp/22") == .passes)
    #expect(try imported.ask("db", "web", "tcp/22") == .blocked)
  }

  @Test func `a control plane with the address of a machine is not judged`() throws {
    let imported = try Imported {
      $0.others["clusters.json"] = """
        [{"name": "c", "currentMasterVersion": "1.33", "endpoint": "10.2.0.10",
          "networkConfig": {"network": "projects/p/global/networks/net"},
          "selfLink": "https://container.googleapis.com/v1/projects/p/locations/europe-west4/clusters/c"}]
        """
    }
    #expect(imported.codes.contains("gcp.cluster.sharedAddress"))
    #expect(imported.topology.endpoints.count == 2)
    #expect(!imported.topology.omissions.isEmpty)
  }

  @Test func `GC-8.6: a connector may send from a subnet`() throws {
    let imported = try Imported {
      $0.subnets.append(Project.subnet("run", "10.50.0.0/28"))
      $0.firewalls = [Project.rule("run", Project.ssh, #""sourceRanges": ["10.50.0.0/28"]"#)]
      $0.others["connectors.json"] = """
        [{"name": "projects/p/locations/europe-west4/connectors/run", "state": "READY",
          "subnet": {"name": "run"}}]
        """
    }
    #expect(try imported.ask("connectors/run", "db") == .passes)
    #expect(try imported.ask("web", "db") == .blocked)
  }

  @Test func `GC-6.12: private services without listed routes do not cover the internet`() throws {
    let imported = try Imported {
      $0.networks = [
        Project.network(
          "net",
          """
          "peerings": [{"name": "gke-n1-peer", "state": "ACTIVE",
            "network": "projects/x-tp/global/networks/gke-n1-net"}]
          """)
      ]
    }
    #expect(!imported.codes.contains("gcp.route.shadowed"))
    #expect(try imported.ask("web", "198.51.100.1", "tcp/443") == .passes)
  }
}
