import Documents
import PacketSets
import Topology

/// What makes two filters of a security group the same.
struct GroupFilterKey: Hashable {
  var group: AzureID
  var isInbound: Bool
  var layer: Layer
  /// The index of the meaning of the computed tags.
  var tags: Int
  /// Whether each rule means the interface.
  var matches: [OwnMatch]
  /// The number of the admin rules that stand before those of the group.
  var prelude: Int
}

extension Lowering {
  /// The filter that a security group is at an interface; interfaces that it treats alike share
  /// one.
  mutating func filter(
    _ group: Exported.SecurityGroup, inbound isInbound: Bool, layer: Layer, tags: Int,
    of station: Station
  ) -> ID<Filter> {
    let own = station.own
    let rules = group.rules.filter { $0.isInbound == isInbound }
    let matches = rules.map { ownMatch(isInbound ? $0.destinations : $0.sources, own) }
    let prelude = adminPrelude(of: station, inbound: isInbound, tags: tags)
    let key = GroupFilterKey(
      group: group.id, isInbound: isInbound, layer: layer, tags: tags, matches: matches,
      prelude: number(ofPrelude: prelude))
    if let known = groupFilters[key] { return known }
    var lowered = prelude
    for (rule, match) in zip(rules, matches) where !match.isNever {
      lowered.append(self.rule(rule, match, tags: tagSets[tags]))
    }
    var unknown: ID<Assumption>?
    if group.isDoubtful {
      unknown = assumption(
        about: "rules of \(group.id)", "what all rules of \(group.name) say",
        remedy: RecordKind.securityGroups.export, at: group.location)
    }
    let number = topology.add(
      Filter(
        id: group.id.text, name: group.name, layer: layer,
        direction: isInbound ? .inbound : .outbound, rules: lowered, unknown: unknown,
        location: group.location))
    groupFilters[key] = number
    return number
  }

  /// A rule, for an interface that it means.
  mutating func rule(
    _ rule: Exported.SecurityRule, _ match: OwnMatch, tags: TagSet
  ) -> FilterRule {
    var peer = peers(rule.isInbound ? rule.sources : rule.destinations, tags, at: rule.location)
    let certain = peer.addresses.intersection(match.addresses(.yes))
    let doubtful = peer.addresses.intersection(match.addresses(.maybe))
    let possible = (peer.possible?.addresses ?? .empty)
      .intersection(match.addresses(.yes).union(match.addresses(.maybe)))
    peer.addresses = certain
    if match.v4 != .yes && match.v6 != .yes { peer.groups = [] }
    if !doubtful.union(possible).subtracting(certain).isEmpty {
      let reason =
        peer.possible?.assumption
        ?? assumption(
          about: "address of an interface",
          "the private addresses of some interfaces, which rules of their groups name",
          remedy: RecordKind.interfaces.export)
      peer.possible = PossiblePeers(
        doubtful.union(possible).subtracting(certain), because: reason)
    } else {
      peer.possible = nil
    }
    let words = (rule.isInbound ? rule.sources : rule.destinations).words
    let isWide =
      (tags.network.v4.isFull || tags.network.v6.isFull)
      && words.contains { $0.lowercased() == "virtualnetwork" }
    let note =
      isWide ? "; here a default route makes VirtualNetwork mean every address" : ""
    return FilterRule(
      id: rule.name, text: rule.text + note, action: rule.allows ? .allow : .deny,
      traffic: rule.traffic, peer: peer, isFixed: rule.isDefault, location: rule.location)
  }

  /// The peers that the words of a rule mean (AZ-2.2, AZ-2.3).
  mutating func peers(
    _ peer: Exported.SecurityRule.PeerWords, _ tags: TagSet, at location: SourceLocation
  ) -> PeerMatch {
    var certain = AddressSet.empty
    var possible = AddressSet.empty
    var reason: ID<Assumption>?
    for word in peer.words {
      switch word.lowercased() {
      case "*", "any": certain = .all
      case "virtualnetwork":
        certain.formUnion(tags.network)
        possible.formUnion(tags.possible)
        reason = reason ?? tags.reason
      case "internet":
        certain.formUnion(tags.internet)
        possible.formUnion(tags.possibleInternet)
        reason = reason ?? tags.reason
      default:
        if let prefix = Prefix(word) {
          certain.formUnion(AddressSet(prefix))
        } else if let known = tags.expansions[word.lowercased()] ?? expansion(ofTag: word) {
          certain.formUnion(known)
        } else {
          possible.formUnion(AddressSet.global.subtracting(tags.network))
          reason = unknownTag(word, at: location)
        }
      }
    }
    possible = possible.subtracting(certain)
    var unknown: PossiblePeers?
    if !possible.isEmpty {
      unknown = PossiblePeers(
        possible,
        because: reason
          ?? assumption(
            about: "tag VirtualNetwork", "what the service tag VirtualNetwork covers",
            remedy: RecordKind.effectiveGroups.export))
    }
    return PeerMatch(
      addresses: certain, groups: peer.groups.map { group($0, at: location) }, possible: unknown)
  }

  /// A service tag of which the addresses are not exported (AZ-3.14).
  private mutating func unknownTag(_ tag: String, at location: SourceLocation) -> ID<Assumption> {
    tell(
      .warning, "azure.serviceTag.unknown", about: tag.lowercased(),
      "The addresses of the service tag \(tag) are not in the exports: rules with it may match any "
        + "public address.", at: location, effect: .assumedOpen,
      advice: "Add the file of service tags: \(RecordKind.serviceTags.export).")
    return assumption(
      about: "tag \(tag.lowercased())", "which addresses the service tag \(tag) stands for",
      remedy: RecordKind.serviceTags.export, at: location)
  }
}
