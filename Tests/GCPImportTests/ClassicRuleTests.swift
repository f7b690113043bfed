import PacketSets
import Testing
import Topology

@Suite struct ClassicRuleTests {
  @Test func `GC-T24: without rules nothing arrives`() throws {
    let imported = try Imported { $0.policies = [] }
    #expect(try imported.ask("web", "db") == .blocked)
  }

  @Test func `GC-2.1 and GC-T22: a disabled rule is as if it were not there`() throws {
    let imported = try Imported {
      $0.firewalls = [
        Project.rule(
          "no", Project.ssh, deny: true, priority: 10, "\"disabled\": true, \(Project.anySource)"),
        Project.rule("yes", Project.ssh, Project.anySource),
      ]
    }
    #expect(try imported.ask("web", "db") == .passes)
  }

  @Test func `GC-2.2 and GC-T23: a protocol may be written as its number`() throws {
    let imported = try Imported {
      $0.firewalls = [
        Project.rule("six", #"{"IPProtocol": "6", "ports": ["22"]}"#, Project.anySource)
      ]
    }
    #expect(try imported.ask("web", "db") == .passes)
    #expect(try imported.ask("web", "db", "tcp/23") == .blocked)
    #expect(try imported.ask("web", "db", "udp/22") == .blocked)
  }

  @Test func `GC-2.2: ranges of ports and protocols without ports`() throws {
    let imported = try Imported {
      $0.firewalls = [
        Project.rule(
          "some", #"{"IPProtocol": "tcp", "ports": ["1000-2000"]}, {"IPProtocol": "icmp"}"#,
          Project.anySource)
      ]
    }
    #expect(try imported.ask("web", "db", "tcp/1000") == .passes)
    #expect(try imported.ask("web", "db", "tcp/2001") == .blocked)
    #expect(try imported.ask("web", "db", "icmp/8") == .passes)
  }

  @Test func `GC-2.3 and GC-T18: at equal priority denying wins`() throws {
    let imported = try Imported {
      $0.firewalls = [
        Project.rule("allow", Project.ssh, Project.anySource),
        Project.rule("deny", Project.ssh, deny: true, Project.anySource),
      ]
    }
    #expect(try imported.ask("web", "db") == .blocked)
  }

  @Test func `GC-2.3: the lower priority wins`() throws {
    let imported = try Imported {
      $0.firewalls = [
        Project.rule("deny", Project.ssh, deny: true, priority: 900, Project.anySource),
        Project.rule("allow", Project.ssh, priority: 800, Project.anySource),
      ]
    }
    #expect(try imported.ask("web", "db") == .passes)
  }

  @Test func `GC-2.4: a rule holds for machines with a target tag or account`() throws {
    let imported = try Imported {
      $0.instances.append(
        Project.machine("job", "10.2.0.11", subnet: "b", account: "job@p.iam.gserviceaccount.com"))
      $0.firewalls = [
        Project.rule("db", Project.ssh, "\(Project.anySource), \"targetTags\": [\"db\"]"),
        Project.rule(
          "job", #"{"IPProtocol": "tcp", "ports": ["80"]}"#,
          "\(Project.anySource), \"targetServiceAccounts\": [\"job@p.iam.gserviceaccount.com\"]"),
      ]
    }
    #expect(try imported.ask("web", "db") == .passes)
    #expect(try imported.ask("db", "web") == .blocked)
    #expect(try imported.ask("web", "job", "tcp/80") == .passes)
    #expect(try imported.ask("web", "db", "tcp/80") == .blocked)
  }

  @Test func `GC-2.5 and GC-T19: ranges and tags of sources are united`() throws {
    let imported = try Imported {
      $0.subnets.append(Project.subnet("c", "192.168.0.0/24"))
      $0.instances.append(Project.machine("far", "192.168.0.5", subnet: "c", tags: ["web"]))
      $0.instances.append(Project.machine("other", "192.168.0.6", subnet: "c"))
      $0.firewalls = [
        Project.rule(
          "both", Project.ssh, #""sourceRanges": ["10.0.0.0/8"], "sourceTags": ["web"]"#)
      ]
    }
    #expect(try imported.ask("far", "db") == .passes)
    #expect(try imported.ask("web", "db") == .passes)
    #expect(try imported.ask("other", "db") == .blocked)
  }

  @Test func `GC-2.6 and GC-T20: tags mean nothing beyond a peering`() throws {
    let imported = try Imported { project in
      peer(&project)
      project.firewalls = [Project.rule("tagged", Project.ssh, #""sourceTags": ["web"]"#)]
    }
    #expect(try imported.ask("web", "db") == .passes)
    #expect(try imported.ask("guest", "db") == .blocked)
  }

  @Test func `GC-2.6 and GC-T21: tags do not stand for alias addresses`() throws {
    let imported = try Imported {
      $0.subnets[0] = Project.subnet(
        "a", "10.1.0.0/24",
        #""secondaryIpRanges": [{"rangeName": "pods", "ipCidrRange": "10.8.0.0/16"}]"#)
      $0.instances[0] = Project.machine(
        "node", "10.1.0.10", tags: ["gke-node"],
        interface: #""aliasIpRanges": [{"ipCidrRange": "10.8.3.0/24"}]"#)
      $0.firewalls = [Project.rule("nodes", Project.ssh, #""sourceTags": ["gke-node"]"#)]
    }
    #expect(try imported.ask("node", "db") == .passes)
    #expect(try imported.ask("node/nic0/alias/10.8.3.0/24", "db") == .blocked)
  }

  @Test func `an alias range is asked for by each part that rules tell apart`() throws {
    let imported = try Imported {
      $0.instances[0] = Project.machine(
        "node", "10.1.0.10", interface: #""aliasIpRanges": [{"ipCidrRange": "10.1.0.64/26"}]"#)
      $0.firewalls = [Project.rule("part", Project.ssh, #""sourceRanges": ["10.1.0.80/28"]"#)]
    }
    let alias = try #require(imported.endpoint("/alias/10.1.0.64/26"))
    #expect(alias.addresses.map(\.address.description) == ["10.1.0.64", "10.1.0.80", "10.1.0.96"])
  }

  @Test func `GC-2.7: destination ranges of what arrives name own addresses`() throws {
    let imported = try Imported {
      $0.instances[1] = Project.machine(
        "db", "10.2.0.10", subnet: "b",
        interface: #""aliasIpRanges": [{"ipCidrRange": "10.2.0.32/32"}]"#)
      $0.firewalls = [
        Project.rule(
          "alias", Project.ssh, "\(Project.anySource), \"destinationRanges\": [\"10.2.0.32/28\"]")
      ]
    }
    #expect(try imported.ask("web", "db") == .blocked)
    #expect(try imported.ask("web", "db/nic0/alias/10.2.0.32/32") == .passes)
  }

  @Test func `GC-2.8: destinations of what leaves`() throws {
    let imported = try Imported {
      $0.firewalls = [
        Project.rule("in", Project.everything, Project.anySource),
        Project.rule(
          "out", Project.everything, deny: true, egress: true,
          #""destinationRanges": ["10.2.0.0/24"]"#),
      ]
    }
    #expect(try imported.ask("web", "db") == .blocked)
    #expect(try imported.ask("db", "web") == .passes)
  }

  @Test func `GC-2.9: IPv4 ranges say nothing about IPv6`() throws {
    let imported = try Imported { dualStack(&$0, rule: Project.anySource) }
    #expect(try imported.ask("2001:db8:f::1", "web") == .blocked)
    #expect(try imported.ask("198.51.100.1", "web") == .passes)
    let both = try Imported { dualStack(&$0, rule: #""sourceRanges": ["::/0"]"#) }
    #expect(try both.ask("2001:db8:f::1", "web") == .passes)
    #expect(try both.ask("198.51.100.1", "web") == .blocked)
  }

  @Test func `GC-2.10: everything may leave`() throws {
    let imported = try Imported()
    #expect(try imported.ask("web", "198.51.100.1", "tcp/443") == .passes)
  }

  @Test func `GC-2.14: mail to external addresses is doubtful and DHCP offers are dropped`() throws
  {
    let imported = try Imported {
      $0.firewalls = [Project.rule("in", Project.everything, Project.anySource)]
    }
    #expect(try imported.ask("web", "198.51.100.1", "tcp/25") == .undecided)
    #expect(try imported.ask("db", "web", "tcp/25") == .passes)
    #expect(try imported.ask("db", "web", "udp/68") == .blocked)
    #expect(try imported.ask("web", "198.51.100.1", "47") == .passes)
    #expect(try imported.ask("web", "198.51.100.1", "89") == .blocked)
    #expect(try imported.ask("db", "web", "89") == .passes)
  }

  @Test func `GC-2.15: rules see the internal address of a machine`() throws {
    let imported = try Imported {
      $0.firewalls = [
        Project.rule(
          "own", Project.ssh, "\(Project.anySource), \"destinationRanges\": [\"10.1.0.0/24\"]")
      ]
    }
    #expect(try imported.ask("198.51.100.1", "web") == .passes)
  }

  @Test func `GC-2.16: tags hold in the network of each interface`() throws {
    let imported = try Imported {
      $0.networks.append(Project.network("other"))
      $0.subnets.append(Project.subnet("o", "172.16.0.0/24", network: "other"))
      $0.instances.append(Project.machine("peer", "172.16.0.9", subnet: "o", network: "other"))
      $0.instances[0] = Project.machine("web", "10.1.0.10", tags: ["web"]).replacing(
        "\"networkInterfaces\": [",
        with: """
          "networkInterfaces": [{"name": "nic1", "networkIP": "172.16.0.5",
            "network": "\(Project.base)/global/networks/other",
            "subnetwork": "\(Project.base)/regions/europe-west4/subnetworks/o"},
          """)
      $0.firewalls = [
        Project.rule("tagged", Project.ssh, network: "other", #""sourceTags": ["web"]"#)
      ]
      $0.routes.append(
        Project.route(
          "o", "0.0.0.0/0", #""nextHopGateway": "\#(Project.gateway)""#, network: "other"))
      $0.others["effective-firewalls-other.json"] = """
        {"firewalls": [\($0.firewalls[0])], "firewallPolicys": []}
        """
      $0.firewalls.append(Project.rule("x", Project.ssh, #""sourceTags": ["x"]"#))
    }
    #expect(try imported.ask("web/nic1", "peer") == .passes)
  }
}

/// Adds a network with a machine `guest` that is peered with the first one.
func peer(_ project: inout Project) {
  func peering(_ name: String) -> String {
    """
    "peerings": [{"name": "to-\(name)", "state": "ACTIVE", "exchangeSubnetRoutes": true,
      "network": "\(Project.base)/global/networks/\(name)"}]
    """
  }
  project.networks = [
    Project.network("net", peering("guests")), Project.network("guests", peering("net")),
  ]
  project.subnets.append(Project.subnet("g", "10.9.0.0/24", network: "guests"))
  project.instances.append(
    Project.machine("guest", "10.9.0.9", subnet: "g", network: "guests", tags: ["web"]))
  project.others["effective-firewalls-guests.json"] = #"{"firewalls": [], "firewallPolicys": []}"#
}

/// Gives the machine `web` an external IPv6 address, with one rule for SSH.
func dualStack(_ project: inout Project, rule: String) {
  project.subnets[0] = Project.subnet(
    "a", "10.1.0.0/24", #""externalIpv6Prefix": "2001:db8:1::/64", "stackType": "IPV4_IPV6""#)
  project.instances[0] = Project.machine(
    "web", "10.1.0.10", publicAddress: "192.0.2.10",
    interface: """
      "ipv6AccessConfigs": [{"externalIpv6": "2001:db8:1::", "externalIpv6PrefixLength": 96}]
      """)
  project.routes.append(
    Project.route("default6", "::/0", #""nextHopGateway": "\#(Project.gateway)""#))
  project.firewalls = [Project.rule("ssh", Project.ssh, rule)]
}
