import PacketSets
import Testing
import Topology

@Suite struct PolicyTests {
  static let allow = Project.rule("allow-ssh", Project.ssh, Project.anySource)
  static let deny = Project.policyRule(
    1000, "deny", "\"srcIpRanges\": [\"0.0.0.0/0\"], \(Project.ssh4)")

  @Test func `GC-T15, GC-4.1 and GC-4.3: rules of the network come before its policy`() throws {
    let imported = try Imported {
      $0.firewalls = [Self.allow]
      $0.policies = [Project.policy("global", type: "NETWORK", Self.deny)]
    }
    #expect(try imported.ask("web", "db") == .passes)
  }

  @Test func `GC-T16 and GC-4.2: a network may ask its policies first`() throws {
    let imported = try Imported {
      $0.networks = [
        Project.network(
          "net", #""networkFirewallPolicyEnforcementOrder": "BEFORE_CLASSIC_FIREWALL""#)
      ]
      $0.firewalls = [Self.allow]
      $0.policies = [Project.policy("global", type: "NETWORK", Self.deny)]
    }
    #expect(try imported.ask("web", "db") == .blocked)
  }

  @Test func `GC-T17 and GC-3.2: goto_next leaves the policy`() throws {
    let imported = try Imported {
      $0.firewalls = [Self.allow]
      $0.policies = [
        Project.policy(
          "organization",
          Project.policyRule(
            100, "goto_next", "\"srcIpRanges\": [\"10.0.0.0/8\"], \(Project.ssh4)"),
          Project.policyRule(200, "deny", "\"srcIpRanges\": [\"10.1.0.0/16\"], \(Project.ssh4)"),
          Project.policyRule(300, "deny", "\"srcIpRanges\": [\"198.51.0.0/16\"], \(Project.ssh4)"))
      ]
    }
    #expect(try imported.ask("web", "db") == .passes)
    #expect(try imported.ask("198.51.100.1", "web") == .blocked)
    #expect(try imported.ask("203.0.113.1", "web") == .passes)
  }

  @Test func `GC-3.2: goto_next takes only its own traffic out of later rules`() throws {
    let imported = try Imported {
      $0.firewalls = [Project.rule("all", Project.everything, Project.anySource)]
      $0.policies = [
        Project.policy(
          "organization",
          Project.policyRule(
            100, "goto_next", "\"srcIpRanges\": [\"10.1.0.10/32\"], \(Project.ssh4)"),
          Project.policyRule(
            200, "deny",
            #""srcIpRanges": ["10.0.0.0/8"], "layer4Configs": [{"ipProtocol": "tcp"}]"#))
      ]
    }
    #expect(try imported.ask("web", "db") == .passes)
    #expect(try imported.ask("web", "db", "tcp/80") == .blocked)
    #expect(try imported.ask("db", "web") == .blocked)
    #expect(try imported.ask("web", "db", "udp/53") == .passes)
  }

  @Test func `GC-3.3: an inspection decides what no export holds`() throws {
    let imported = try Imported {
      $0.firewalls = [Self.allow]
      $0.policies = [
        Project.policy(
          "organization",
          Project.policyRule(
            100, "apply_security_profile_group",
            "\"srcIpRanges\": [\"10.1.0.0/16\"], \(Project.ssh4)"))
      ]
    }
    #expect(try imported.ask("web", "db") == .undecided)
    #expect(try imported.ask("198.51.100.1", "web") == .passes)
  }

  @Test func `GC-3.1: an allowing policy decides before the rules of the network`() throws {
    let imported = try Imported {
      $0.firewalls = [Project.rule("no", Project.everything, deny: true, Project.anySource)]
      $0.policies = [
        Project.policy(
          "organization",
          Project.policyRule(100, "allow", "\"srcIpRanges\": [\"10.0.0.0/8\"], \(Project.ssh4)"))
      ]
    }
    #expect(try imported.ask("web", "db") == .passes)
    #expect(try imported.ask("web", "db", "tcp/23") == .blocked)
  }

  @Test func `GC-3.6: a rule with secure tags that are not in force does nothing`() throws {
    let imported = try Imported {
      $0.firewalls = [Self.allow]
      $0.policies = [
        Project.policy(
          "organization",
          Project.policyRule(
            1, "deny",
            #""srcSecureTags": [{"name": "tagValues/1", "state": "INEFFECTIVE"}], "#
              + Project.ssh4),
          Project.policyRule(
            2, "deny", "\"srcIpRanges\": [\"0.0.0.0/0\"], \(Project.ssh4)",
            #""targetSecureTags": [{"name": "tagValues/1", "state": "INEFFECTIVE"}]"#))
      ]
    }
    #expect(try imported.ask("web", "db") == .passes)
  }

  @Test func `GC-3.7: a rule holds for target networks and accounts`() throws {
    let imported = try Imported {
      $0.firewalls = [Self.allow]
      $0.policies = [
        Project.policy(
          "organization",
          Project.policyRule(
            1, "deny", "\"srcIpRanges\": [\"0.0.0.0/0\"], \(Project.ssh4)",
            "\"targetResources\": [\"\(Project.base)/global/networks/another\"]"),
          Project.policyRule(
            2, "deny", "\"srcIpRanges\": [\"0.0.0.0/0\"], \(Project.ssh4)",
            #""targetServiceAccounts": ["nobody@p.iam.gserviceaccount.com"]"#))
      ]
    }
    #expect(try imported.ask("web", "db") == .passes)
  }

  @Test func `GC-3.8 and GC-T30: secure tags are undecided without their bindings`() throws {
    let rule = Project.policyRule(
      1, "allow",
      "\"srcSecureTags\": [{\"name\": \"tagValues/1\", \"state\": \"EFFECTIVE\"}], "
        + Project.ssh4)
    let imported = try Imported { $0.policies = [Project.policy("organization", rule)] }
    #expect(try imported.ask("web", "db") == .undecided)
    #expect(try imported.ask("198.51.100.1", "web") == .blocked)
    let bound = try Imported {
      $0.policies = [Project.policy("organization", rule)]
      $0.others["tag-bindings.json"] = """
        [{"name": "tagBindings/x", "tagValue": "tagValues/1",
          "parent": "//compute.googleapis.com/projects/p/zones/europe-west4-a/instances/web"}]
        """
    }
    #expect(try bound.ask("web", "db") == .passes)
  }

  @Test func `GC-3.8: what hangs on secure tags names them, and is decided by their bindings`()
    throws
  {
    // Where the tag is borne the policy denies, where it is not the rule of the network allows.
    func imported(_ files: [String: String]) throws -> Imported {
      try Imported {
        $0.firewalls = [Self.allow]
        $0.policies = [
          Project.policy(
            "organization",
            Project.policyRule(
              1, "deny", "\"srcIpRanges\": [\"0.0.0.0/0\"], \(Project.ssh4)",
              #""targetSecureTags": [{"name": "tagValues/1", "state": "EFFECTIVE"}]"#))
        ]
        $0.others = files
      }
    }
    func binding(_ machine: String) -> String {
      """
      [{"name": "tagBindings/x", "tagValue": "tagValues/1",
        "parent": "//compute.googleapis.com/projects/p/zones/europe-west4-a/instances/\(machine)"}]
      """
    }
    let open = try imported([:])
    #expect(try open.ask("web", "db") == .undecided)
    let reason = try #require(
      open.topology.assumptions.first { $0.statement.contains("secure tag tagValues/1") })
    #expect(reason.remedy.contains("tags bindings list"))
    #expect(open.topology.filters.flatMap(\.rules).contains { $0.text.contains("tagValues/1") })
    // The bindings of one machine decide for it and for no other.
    let one = try imported(["tags-bindings.json": binding("db")])
    #expect(try one.ask("web", "db") == .blocked)
    #expect(try one.ask("db", "web") == .undecided)
    // One machine without bindings tells nothing of others.
    #expect(try imported(["tags-bindings.json": "[]"]).ask("web", "db") == .undecided)
    let all = try imported([
      "p/tags-bindings-list.json": "[]\n\(binding("db"))",
      "p/tags-bindings-of-all-machines.json": "[]",
    ])
    #expect(try all.ask("web", "db") == .blocked)
    #expect(try all.ask("db", "web") == .passes)
    let asset = try imported([
      "assets.json": """
      {"name": "//cloudresourcemanager.googleapis.com/tagBindings/x",
       "assetType": "cloudresourcemanager.googleapis.com/TagBinding",
       "resource": {"data": \(binding("db").dropFirst().dropLast())}}
      """
    ])
    #expect(try asset.ask("web", "db") == .blocked)
    #expect(try asset.ask("db", "web") == .passes)
  }

  @Test func `GC-3.8: sources with secure tags are decided when all bindings are exported`() throws
  {
    func imported(_ tags: String?) throws -> Imported {
      try Imported {
        $0.policies = [
          Project.policy(
            "organization",
            Project.policyRule(
              1, "allow",
              "\"srcSecureTags\": [{\"name\": \"tagValues/1\", \"state\": \"EFFECTIVE\"}], "
                + Project.ssh4))
        ]
        if let tags {
          $0.others = [
            "p/tags-bindings-list.json": tags, "p/tags-bindings-of-all-machines.json": "[]",
          ]
        }
      }
    }
    #expect(try imported(nil).ask("web", "db") == .undecided)
    #expect(try imported("[]").ask("web", "db") == .blocked)
    let bound = try imported(
      """
      [{"name": "tagBindings/x", "tagValue": "tagValues/1",
        "parent": "//compute.googleapis.com/projects/p/zones/europe-west4-a/instances/web"}]
      """)
    #expect(try bound.ask("web", "db") == .passes)
    #expect(try bound.ask("db", "web") == .blocked)
  }

  @Test func `GC-3.8: secure tags as targets are undecided both ways`() throws {
    let imported = try Imported {
      $0.firewalls = [Self.allow]
      $0.policies = [
        Project.policy(
          "organization",
          Project.policyRule(
            1, "deny", "\"srcIpRanges\": [\"0.0.0.0/0\"], \(Project.ssh4)",
            #""targetSecureTags": [{"name": "tagValues/1", "state": "EFFECTIVE"}]"#))
      ]
    }
    #expect(try imported.ask("web", "db") == .undecided)
  }

  @Test(arguments: [
    #""srcFqdns": ["example.com"]"#, #""srcRegionCodes": ["US"]"#,
    #""srcThreatIntelligences": ["iplist-tor-exit-nodes"]"#,
    #""srcAddressGroups": ["projects/p/locations/global/addressGroups/x"]"#,
  ]) func `GC-3.10: lists that cannot be looked up are undecided`(list: String) throws {
    let imported = try Imported {
      $0.firewalls = [Self.allow]
      $0.policies = [
        Project.policy("organization", Project.policyRule(1, "deny", "\(list), \(Project.ssh4)"))
      ]
    }
    #expect(try imported.ask("198.51.100.1", "web") == .undecided)
  }

  @Test func `GC-3.11: an address group holds its items`() throws {
    let imported = try Imported {
      $0.firewalls = [Self.allow]
      $0.policies = [
        Project.policy(
          "organization",
          Project.policyRule(
            1, "deny",
            "\"srcAddressGroups\": [\"projects/p/locations/global/addressGroups/bad\"], "
              + Project.ssh4))
      ]
      $0.others["address-groups.json"] = """
        [{"name": "projects/p/locations/global/addressGroups/bad", "type": "IPV4",
          "items": ["198.51.100.0/24"]}]
        """
    }
    #expect(try imported.ask("198.51.100.1", "web") == .blocked)
    #expect(try imported.ask("203.0.113.1", "web") == .passes)
  }

  @Test func `GC-3.4: a kind of network cuts the peers of a rule`() throws {
    let imported = try Imported {
      $0.firewalls = [Self.allow]
      $0.policies = [
        Project.policy(
          "organization",
          Project.policyRule(
            1, "deny",
            "\"srcIpRanges\": [\"0.0.0.0/0\"], \"srcNetworkType\": \"INTERNET\", \(Project.ssh4)"))
      ]
    }
    #expect(try imported.ask("198.51.100.1", "web") == .blocked)
    #expect(try imported.ask("web", "db") == .passes)
  }

  @Test func `GC-4.5: policies of an organization come by the ancestors of the project`() throws {
    func policy(_ number: String, _ target: String, _ action: String) -> String {
      """
      {"kind": "compute#firewallPolicy", "name": "\(number)", "shortName": "\(target)",
       "rules": [\(Project.policyRule(1, action, "\"srcIpRanges\": [\"0.0.0.0/0\"], \(Project.ssh4)"))],
       "associations": [{"name": "x", "attachmentTarget": "\(target)"}],
       "selfLink": "https://www.googleapis.com/compute/v1/locations/global/firewallPolicies/\(number)"}
      """
    }
    func imported(_ first: String, _ second: String) throws -> Imported {
      try Imported {
        $0.policies = nil
        $0.others["policies.json"] =
          "[\(policy("1", "folders/7", first)), \(policy("2", "organizations/8", second))]"
        $0.others["assets.json"] = """
          {"name": "//compute.googleapis.com/projects/p/global/networks/net",
           "asset_type": "compute.googleapis.com/Network",
           "ancestors": ["projects/p", "folders/7", "organizations/8"],
           "resource": {"data": \($0.networks[0])}}
          """
      }
    }
    #expect(try imported("deny", "allow").ask("web", "db") == .passes)
    #expect(try imported("allow", "deny").ask("web", "db") == .blocked)
  }

  @Test func `GC-4.5: without word about the organization nothing is proven`() throws {
    let imported = try Imported { $0.policies = nil }
    #expect(!imported.topology.omissions.isEmpty)
    #expect(imported.codes.contains("gcp.firewallPolicy.hierarchyUnknown"))
    #expect(try Imported().topology.omissions.isEmpty)
  }

  @Test func `GC-1.5: a policy without association does nothing`() throws {
    let policy = """
      {"kind": "compute#firewallPolicy", "name": "global", "rules": [\(Self.deny)],
       ASSOCIATION "selfLink": "\(Project.base)/global/firewallPolicies/global"}
      """
    func imported(_ association: String) throws -> Imported {
      try Imported {
        $0.others["policy.json"] = policy.replacing("ASSOCIATION", with: association)
        $0.firewalls = [
          Project.rule(
            "late", Project.ssh, priority: 60000, #""sourceRanges": ["198.51.100.0/24"]"#)
        ]
        $0.policies = [
          Project.policy(
            "o",
            Project.policyRule(9, "allow", "\"srcIpRanges\": [\"192.168.0.0/16\"], \(Project.ssh4)")
          )
        ]
        $0.networks = [
          Project.network(
            "net", #""networkFirewallPolicyEnforcementOrder": "BEFORE_CLASSIC_FIREWALL""#)
        ]
      }
    }
    #expect(try imported("").ask("198.51.100.1", "web") == .passes)
    let bound = #""associations": [{"attachmentTarget": "\#(Project.base)/global/networks/net"}],"#
    #expect(try imported(bound).ask("198.51.100.1", "web") == .blocked)
  }

  @Test func `a policy that a network names and no export holds is undecided`() throws {
    let imported = try Imported {
      $0.policies = nil
      $0.firewalls = []
      $0.networks = [
        Project.network("net", "\"firewallPolicy\": \"\(Project.base)/global/firewallPolicies/x\"")
      ]
    }
    #expect(try imported.ask("web", "db") == .undecided)
  }
}
