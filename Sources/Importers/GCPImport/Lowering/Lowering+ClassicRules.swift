import Documents
import PacketSets
import Topology

extension Lowering {
  /// The firewall rules of a network as one stage for each direction: by priority, and at equal
  /// priority denying ones first (GCP-2.3, GCP-4.3).
  mutating func classicStages(
    _ rules: [Exported.Firewall], _ network: String
  ) -> (FirewallPlan.Stage, FirewallPlan.Stage) {
    var inbound = FirewallPlan.Stage(name: "VPC firewall rules")
    var outbound = FirewallPlan.Stage(name: "VPC firewall rules")
    // A disabled rule is as if it were not there (GCP-2.1).
    let sorted = rules.filter { !$0.isDisabled }.sorted { left, right in
      (left.priority, left.allows ? 1 : 0, left.id) < (
        right.priority, right.allows ? 1 : 0, right.id
      )
    }
    for rule in sorted {
      if rule.isEgress {
        outbound.rules.append(outboundRule(rule))
      } else {
        inbound.rules.append(inboundRule(rule))
      }
    }
    return (inbound, outbound)
  }

  /// A rule for what arrives: ranges, tags and service accounts of sources are united (GCP-2.5);
  /// `destinationRanges` name own addresses (GCP-2.7).
  private mutating func inboundRule(_ rule: Exported.Firewall) -> PlannedRule {
    var peer = PeerMatch(addresses: AddressSet(rule.sourceRanges))
    var words = rule.sourceRanges.map(\.description)
    for tag in rule.sourceTags {
      peer.groups.append(group(tag: tag, in: rule.network))
      words.append("tag \(tag)")
    }
    for account in rule.sourceServiceAccounts {
      peer.groups.append(group(account: account, in: rule.network))
      words.append(account)
    }
    peer.groups.sort()
    if words.isEmpty {
      peer = anySide(of: rule, own: rule.destinationRanges)
      words = ["any source"]
    }
    return planned(rule, peer, own: rule.destinationRanges, "from \(words.joined(separator: ", "))")
  }

  /// A rule for what leaves: without `destinationRanges` it means every destination; `sourceRanges`
  /// name own addresses (GCP-2.8).
  private mutating func outboundRule(_ rule: Exported.Firewall) -> PlannedRule {
    var peer = PeerMatch(addresses: AddressSet(rule.destinationRanges))
    var words = rule.destinationRanges.map(\.description)
    if words.isEmpty {
      peer = anySide(of: rule, own: rule.sourceRanges)
      words = ["any destination"]
    }
    if !rule.sourceTags.isEmpty || !rule.sourceServiceAccounts.isEmpty {
      tell(
        .note, "gcp.firewall.egressSources", about: rule.id,
        "The rule \(rule.shortName) is for what leaves and names tags or accounts of sources, which "
          + "the API does not allow: they are passed over.", at: rule.location, effect: .assumedOpen
      )
    }
    return planned(rule, peer, own: rule.sourceRanges, "to \(words.joined(separator: ", "))")
  }

  /// A side that is left out: all IPv4 addresses, which the API writes out; whether IPv6 is meant is
  /// not known (GCP-2.9).
  private mutating func anySide(of rule: Exported.Firewall, own: [Prefix]) -> PeerMatch {
    if !own.isEmpty { return .anyone }
    let reason = assumption(
      about: "families \(rule.id)",
      "whether the rule \(rule.shortName), which names no range, holds for IPv6",
      remedy: RecordKind.firewall.command, at: rule.location)
    return PeerMatch(addresses: .allIPv4, possible: PossiblePeers(.allIPv6, because: reason))
  }

  private func planned(
    _ rule: Exported.Firewall, _ peer: PeerMatch, own: [Prefix], _ peerWords: String
  ) -> PlannedRule {
    var target = PlannedRule.Target.all
    var targetWords = ""
    if !rule.targetTags.isEmpty {
      target = .tags(rule.targetTags)
      targetWords = ", for tag \(rule.targetTags.joined(separator: ", "))"
    } else if !rule.targetServiceAccounts.isEmpty {
      target = .accounts(rule.targetServiceAccounts)
      targetWords = ", for \(rule.targetServiceAccounts.joined(separator: ", "))"
    }
    return PlannedRule(
      id: rule.shortName,
      text: "firewall rule \(rule.shortName), priority \(rule.priority): "
        + "\(rule.allows ? "allow" : "deny") \(rule.traffic.text) \(peerWords)\(targetWords)",
      action: rule.allows ? .allow : .deny, traffic: rule.traffic.traffic, peer: peer,
      own: own.isEmpty ? nil : AddressSet(own), target: target, location: rule.location)
  }

  /// The group of the machines with a network tag in a network (GCP-2.6).
  mutating func group(tag: String, in network: String) -> ID<IdentityGroup> {
    group(GroupKey(network: network, word: "tag:\(tag)"), name: tag)
  }

  /// The group of the machines with a service account in a network (GCP-2.6).
  mutating func group(account: String, in network: String) -> ID<IdentityGroup> {
    group(GroupKey(network: network, word: "serviceAccount:\(account)"), name: account)
  }

  /// The group of the machines with a secure tag in a network.
  mutating func group(secureTag: String, in network: String) -> ID<IdentityGroup> {
    group(GroupKey(network: network, word: secureTag), name: secureTag)
  }

  private mutating func group(_ key: GroupKey, name: String) -> ID<IdentityGroup> {
    if let known = groups[key] { return known }
    let number = topology.add(
      IdentityGroup(id: "\(key.network)/\(key.word)", name: name, network: networks[key.network]))
    groups[key] = number
    return number
  }
}
