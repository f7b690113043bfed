import Documents
import PacketSets

extension Exported {
  /// A rule of a firewall policy (API type FirewallPolicyRule, GCP-3.1).
  struct PolicyRule: Equatable, Sendable {
    /// `priority`.
    var priority: Int
    /// `action`.
    var action: Action
    /// `ruleName` or `description`.
    var name: String?
    /// Whether `direction` is EGRESS.
    var isEgress: Bool
    /// `disabled`.
    var isDisabled: Bool
    /// `match.layer4Configs`.
    var traffic: TrafficDescription
    /// The source side of `match`.
    var source: PolicySide
    /// The destination side of `match`.
    var destination: PolicySide
    /// `targetResources`: networks.
    var targetNetworks: [String]
    /// `targetServiceAccounts`.
    var targetServiceAccounts: [String]
    /// `targetSecureTags` in force.
    var targetSecureTags: [String]
    /// Whether it has secure tags as targets and none is in force (GCP-3.6).
    var hasOnlyIneffectiveTargets: Bool
    /// Whether it holds for balancers and not for machines (GCP-3.7).
    var isForBalancers: Bool
    var mark: Mark

    /// What a rule does (GCP-3.1).
    enum Action: Equatable, Sendable {
      /// The packet passes.
      case allow
      /// The packet is dropped.
      case deny
      /// The policy has nothing to say; the next stage decides.
      case next
      /// An inspection decides, which no export holds (GCP-3.3).
      case inspect
    }

    init(_ origin: Origin) throws(ReadFault) {
      let value = origin.value
      guard let priority = try value.number("priority") else {
        throw ReadFault(value, "a rule has no priority")
      }
      self.priority = priority
      switch try value.text("action") {
      case "allow": action = .allow
      case "deny": action = .deny
      case "goto_next": action = .next
      case "apply_security_profile_group": action = .inspect
      case let other: throw ReadFault(value, "\(other ?? "nothing") is no action")
      }
      name = try value.text("ruleName")
      isEgress = try value.text("direction") == "EGRESS"
      isDisabled = try value.flag("disabled") ?? false
      let match = try value.object("match")
      if let match {
        traffic = try TrafficDescription(match.records("layer4Configs"), "ipProtocol")
        if traffic.text.isEmpty { traffic.traffic = .all }
        source = try PolicySide(source: origin.part(match))
        destination = try PolicySide(destination: origin.part(match))
      } else {
        throw ReadFault(value, "a rule has no match")
      }
      targetNetworks = try origin.references("targetResources").sorted()
      targetServiceAccounts = try value.texts("targetServiceAccounts").sorted()
      let tags = try value.records("targetSecureTags")
      targetSecureTags = try PolicySide.effective(tags)
      hasOnlyIneffectiveTargets = !tags.isEmpty && targetSecureTags.isEmpty
      let type = try value.text("targetType")
      let rules = try value.texts("targetForwardingRules")
      isForBalancers = type == "INTERNAL_MANAGED_LB" || !rules.isEmpty
      mark = Mark(location: value.location)
    }
  }

  /// One side of the match of a policy rule: lists that are united, and a kind of network (GCP-3.5).
  struct PolicySide: Equatable, Sendable {
    /// `srcIpRanges`, `destIpRanges`.
    var ranges: [Prefix] = []
    /// Full names of address groups.
    var addressGroups: [String] = []
    /// Names that are looked up when packets come (GCP-3.10).
    var domains: [String] = []
    /// Codes of countries (GCP-3.10).
    var regions: [String] = []
    /// Lists of the provider (GCP-3.10).
    var threatLists: [String] = []
    /// Secure tags in force; destinations have none.
    var secureTags: [String] = []
    /// Whether there are secure tags and none is in force (GCP-3.6).
    var hasOnlyIneffectiveTags = false
    /// The kind of network, such as INTERNET.
    var context: String?
    /// The networks that VPC_NETWORKS means.
    var networks: [String] = []

    init(source origin: Origin) throws(ReadFault) {
      let value = origin.value
      ranges = try value.prefixes("srcIpRanges")
      addressGroups = try origin.references("srcAddressGroups").sorted()
      domains = try value.texts("srcFqdns").sorted()
      regions = try value.texts("srcRegionCodes").sorted()
      threatLists = try value.texts("srcThreatIntelligences").sorted()
      let tags = try value.records("srcSecureTags")
      secureTags = try Self.effective(tags)
      hasOnlyIneffectiveTags = !tags.isEmpty && secureTags.isEmpty
      let context = try value.text("srcNetworkContext")
      self.context = try value.text("srcNetworkType") ?? context
      networks = try origin.references("srcNetworks").sorted()
    }

    init(destination origin: Origin) throws(ReadFault) {
      let value = origin.value
      ranges = try value.prefixes("destIpRanges")
      addressGroups = try origin.references("destAddressGroups").sorted()
      domains = try value.texts("destFqdns").sorted()
      regions = try value.texts("destRegionCodes").sorted()
      threatLists = try value.texts("destThreatIntelligences").sorted()
      let context = try value.text("destNetworkContext")
      self.context = try value.text("destNetworkType") ?? context
    }

    /// Whether it names nothing, and so means everything.
    var isEmpty: Bool {
      ranges.isEmpty && addressGroups.isEmpty && domains.isEmpty && regions.isEmpty
        && threatLists.isEmpty && secureTags.isEmpty && !hasOnlyIneffectiveTags
    }

    /// The names of the tags that are in force.
    static func effective(_ tags: [JSONValue]) throws(ReadFault) -> [String] {
      var names: [String] = []
      for tag in tags where try tag.text("state") != "INEFFECTIVE" {
        if let name = try tag.text("name") { names.append(name) }
      }
      return names.sorted()
    }
  }
}
