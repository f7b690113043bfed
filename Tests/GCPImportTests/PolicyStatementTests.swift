import Documents
import PacketSets
import Testing
import Topology

/// Further statements about files, policies and the order of evaluation, in both directions and
/// families.
@Suite struct PolicyStatementTests {
  private static let open = Project.rule("all", Project.everything, Project.anySource)

  private func imported(
    _ rules: String..., firewalls: [String] = [open], _ change: (inout Project) -> Void = { _ in }
  ) throws -> Imported {
    try Imported {
      $0.firewalls = firewalls
      $0.policies = [
        """
        {"name": "organization", "type": "HIERARCHY", "rules": [\(rules.joined(separator: ", "))]}
        """
      ]
      change(&$0)
    }
  }

  @Test func `GC-1.8: an empty file is refused with its place`() throws {
    #expect(throws: JSONError.self) { try JSONDocument.parse(text: "", path: "instances.json") }
    var files = Project().files
    files["instances.json"] = ""
    #expect(throws: JSONError.self) { try Imported(files: files) }
  }

  @Test func `GC-3.5: the lists of one side are united`() throws {
    let found = try imported(
      Project.policyRule(
        1, "deny",
        """
        "srcIpRanges": ["198.51.100.0/24"],
        "srcAddressGroups": ["projects/p/locations/global/addressGroups/bad"], \(Project.ssh4)
        """)
    ) {
      $0.others["address-groups.json"] = """
        [{"name": "projects/p/locations/global/addressGroups/bad", "type": "IPV4",
          "items": ["203.0.113.0/24"]}]
        """
    }
    #expect(try found.ask("198.51.100.1", "web") == .blocked)
    #expect(try found.ask("203.0.113.1", "web") == .blocked)
    #expect(try found.ask("192.0.2.200", "web") == .passes)
  }

  @Test func `GC-3.5: source, destination and traffic must all match`() throws {
    let rule = Project.policyRule(
      1, "deny",
      """
      "srcIpRanges": ["10.1.0.0/24"], "destIpRanges": ["10.2.0.0/25"], \(Project.ssh4)
      """)
    let found = try imported(rule)
    #expect(try found.ask("web", "db") == .blocked)
    #expect(try found.ask("web", "db", "tcp/80") == .passes)
    #expect(try found.ask("db", "web") == .passes)
    let other = try imported(rule.replacing("10.2.0.0/25", with: "10.2.0.128/25"))
    #expect(try other.ask("web", "db") == .passes)
  }

  @Test func `GC-3.5: on the way out the destination is the peer and the source the own side`()
    throws
  {
    let found = try imported(
      Project.policyRule(
        1, "deny",
        #""srcIpRanges": ["10.1.0.0/24"], "destIpRanges": ["10.2.0.0/24"], "#
          + Project.ssh4, egress: true))
    #expect(try found.ask("web", "db") == .blocked)
    #expect(try found.ask("db", "web") == .passes)
    #expect(try found.ask("web", "198.51.100.1") == .passes)
  }

  @Test func `GC-3.5: the kind of network cuts what the lists name`() throws {
    let found = try imported(
      Project.policyRule(
        1, "deny",
        """
        "srcIpRanges": ["10.0.0.0/8", "198.51.100.0/24"], "srcNetworkType": "INTERNET",
        \(Project.ssh4)
        """))
    #expect(try found.ask("198.51.100.1", "web") == .blocked)
    #expect(try found.ask("db", "web") == .passes)
    #expect(try found.ask("203.0.113.1", "web") == .passes)
  }

  /// The four last rules of every policy of today.
  private static let last = [
    (2_147_483_644, "::/0", true), (2_147_483_645, "::/0", false),
    (2_147_483_646, "0.0.0.0/0", true), (2_147_483_647, "0.0.0.0/0", false),
  ].map { priority, range, egress in
    Project.policyRule(
      priority, "goto_next",
      """
      "\(egress ? "destIpRanges" : "srcIpRanges")": ["\(range)"],
      "layer4Configs": [{"ipProtocol": "all"}]
      """, egress: egress)
  }

  @Test func `GC-3.9: the last rules of a policy go on to the rules of the network`() throws {
    func found(_ firewalls: [String]) throws -> Imported {
      try Imported {
        dualStack(&$0, rule: #""sourceRanges": ["::/0"]"#)
        $0.firewalls = firewalls
        $0.policies = [
          """
          {"name": "o", "type": "HIERARCHY", "rules": [\(Self.last.joined(separator: ", "))]}
          """
        ]
      }
    }
    let open6 = Project.rule("six", Project.ssh, #""sourceRanges": ["::/0"]"#)
    let open4 = Project.rule("four", Project.ssh, Project.anySource)
    let both = try found([open6, open4])
    #expect(try both.ask("2001:db8:f::1", "web") == .passes)
    #expect(try both.ask("198.51.100.1", "web") == .passes)
    let none = try found([])
    #expect(try none.ask("2001:db8:f::1", "web") == .blocked)
    #expect(try none.ask("198.51.100.1", "web") == .blocked)
    #expect(try none.ask("web", "198.51.100.1", "tcp/443") == .passes)
    #expect(try none.ask("web", "2001:db8:f::1", "tcp/443") == .passes)
  }

  @Test func `GC-4.6: behind all stages nothing arrives and everything leaves, in both families`()
    throws
  {
    let found = try Imported {
      dualStack(&$0, rule: Project.anySource)
      $0.firewalls = []
    }
    for (address, traffic) in [("198.51.100.1", "tcp/22"), ("2001:db8:f::1", "udp/53")] {
      #expect(try found.ask(address, "web", traffic) == .blocked)
      #expect(try found.ask("web", address, traffic) == .passes)
    }
    #expect(try found.ask("web", "db") == .blocked)
    #expect(try found.ask("db", "web") == .blocked)
  }

  @Test func `GC-2.13: the metadata server is reached, and answers, whatever the rules say`() throws
  {
    let found = try Imported {
      $0.firewalls = [
        Project.rule("no", Project.everything, deny: true, priority: 0, Project.anySource),
        Project.rule(
          "none", Project.everything, deny: true, priority: 0, egress: true,
          #""destinationRanges": ["0.0.0.0/0"]"#),
      ]
    }
    let server = try #require(IPAddress("169.254.169.254"))
    let other = try #require(IPAddress("169.254.169.253"))
    let endpoint = try #require(found.endpoint("/db/nic0"))
    let binding = found.topology.bindings[endpoint.binding]
    func fate(_ stages: [FilterStage], _ peer: IPAddress, _ port: UInt16) -> [FilterAction] {
      let packet = Packet(
        source: peer, destination: peer, proto: .udp, sourcePort: 49152, destinationPort: port)
      return stages.flatMap(\.filters).map { id in
        let filter = found.topology.filters[id]
        return filter.rules.first {
          $0.traffic.contains(packet) && $0.peer.addresses.contains(peer)
        }?.action ?? filter.defaultAction
      }
    }
    for stages in [binding.inbound, binding.outbound] {
      #expect(fate(stages, server, 53).allSatisfy { $0 == .allow })
      #expect(fate(stages, other, 53).contains(.deny))
    }
    // Offers of DHCP come from it alone (GCP-2.14).
    #expect(fate(binding.inbound, server, 68).allSatisfy { $0 == .allow })
    #expect(fate(binding.inbound, other, 68).contains(.deny))
  }

  @Test func `GC-2.14: offers of DHCP are dropped over IPv6 as well`() throws {
    let found = try Imported { dualStack(&$0, rule: #""sourceRanges": ["::/0"]"#) }
    let open = try Imported {
      dualStack(&$0, rule: #""sourceRanges": ["::/0"]"#)
      $0.firewalls = [Project.rule("six", Project.everything, #""sourceRanges": ["::/0"]"#)]
    }
    #expect(try found.ask("2001:db8:f::1", "web", "udp/545") == .blocked)
    #expect(try open.ask("2001:db8:f::1", "web", "udp/545") == .passes)
    #expect(try open.ask("2001:db8:f::1", "web", "udp/546") == .blocked)
    #expect(try open.ask("web", "2001:db8:f::1", "89") == .blocked)
  }

  @Test func `GC-2.8: source ranges of what leaves name own addresses`() throws {
    func found(_ source: String) throws -> Imported {
      try Imported {
        $0.firewalls = [
          Self.open,
          Project.rule(
            "out", Project.everything, deny: true, egress: true,
            "\"destinationRanges\": [\"0.0.0.0/0\"], \"sourceRanges\": [\"\(source)\"]"),
        ]
      }
    }
    #expect(try found("10.1.0.0/24").ask("web", "db") == .blocked)
    #expect(try found("10.1.0.0/24").ask("db", "web") == .passes)
    #expect(try found("10.9.0.0/24").ask("web", "db") == .passes)
  }

  @Test func `GC-6.14: a machine without canIpForward drops what is not its own`() throws {
    func found(_ forwards: Bool) throws -> Imported {
      try Imported {
        $0.firewalls = [Self.open]
        $0.instances.append(
          Project.machine(
            "gate", "10.2.0.5", subnet: "b", "\"canIpForward\": \(forwards)"))
        $0.instances.append(
          Project.machine("tagged", "10.1.0.20", tags: ["via"], publicAddress: "192.0.2.20"))
        $0.routes.append(
          Project.route(
            "via", "0.0.0.0/0", #""tags": ["via"], "nextHopIp": "10.2.0.5""#, priority: 10))
      }
    }
    #expect(try found(true).ask("tagged", "198.51.100.1", "tcp/443") == .undecided)
    #expect(try found(false).ask("tagged", "198.51.100.1", "tcp/443") == .blocked)
    #expect(try found(false).ask("web", "198.51.100.1", "tcp/443") == .passes)
    // The answer takes the same way.
    #expect(try found(false).ask("198.51.100.1", "tagged") == .blocked)
  }

  @Test func `GC-8.4: rules that a cluster made are rules like others`() throws {
    let found = try Imported {
      $0.instances[0] = Project.machine(
        "web", "10.1.0.10", tags: ["gke-c-node"], publicAddress: "192.0.2.10")
      $0.firewalls = [
        Project.rule(
          "k8s-fw-a1", #"{"IPProtocol": "tcp", "ports": ["80"]}"#,
          #""sourceRanges": ["0.0.0.0/0"], "targetTags": ["gke-c-node"]"#),
        Project.rule(
          "gke-c-all", Project.everything,
          #""sourceRanges": ["10.8.0.0/14"], "targetTags": ["gke-c-node"]"#),
      ]
    }
    #expect(try found.ask("198.51.100.1", "web", "tcp/80") == .passes)
    #expect(try found.ask("198.51.100.1", "web", "tcp/10250") == .blocked)
    #expect(try found.ask("db", "web", "tcp/10250") == .blocked)
    #expect(try found.ask("web", "db", "tcp/80") == .blocked)
  }
}
