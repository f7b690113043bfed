public import PacketSets
public import Topology

/// A group with its two stateful filters, of which endpoints carry several.
public struct SecurityGroup: Hashable, Sendable {
  /// The group that rules name.
  public let group: ID<IdentityGroup>
  /// What may come to its members.
  public let inbound: ID<Filter>
  /// What its members may send.
  public let outbound: ID<Filter>
}

extension TopologyBuilder {
  /// Adds a group with stateful filters; without outbound rules its members may send everything.
  public mutating func securityGroup(
    _ name: String, inbound: [FilterRule] = [], outbound: [FilterRule]? = nil
  ) -> SecurityGroup {
    let everything = [FilterRule.allow(.all)]
    return SecurityGroup(
      group: topology.add(IdentityGroup(id: name)),
      inbound: filter("\(name)-in", .inbound, .instanceFilter, stateful: true, inbound),
      outbound: filter(
        "\(name)-out", .outbound, .instanceFilter, stateful: true, outbound ?? everything))
  }

  /// Adds a rule to what may come to the members of a group, such as one that names the group.
  public mutating func allow(into group: SecurityGroup, _ rule: FilterRule) {
    topology.filters[group.inbound].rules.append(rule)
  }

  /// Adds a stateless ordered list of rules for the border of a subnet.
  public mutating func accessList(
    _ name: String, _ direction: FlowDirection, _ rules: [FilterRule]
  ) -> ID<Filter> {
    filter(name, direction, .subnetFilter, stateful: false, rules)
  }

  /// Adds a filter whose rules are not known.
  public mutating func unknownFilter(
    _ name: String, _ direction: FlowDirection, because assumption: ID<Assumption>,
    stateful: Bool = true
  ) -> ID<Filter> {
    let id = filter(name, direction, .instanceFilter, stateful: stateful, [])
    topology.filters[id].unknown = assumption
    return id
  }

  /// Adds a filter.
  public mutating func filter(
    _ name: String, _ direction: FlowDirection, _ layer: Layer, stateful: Bool,
    _ rules: [FilterRule]
  ) -> ID<Filter> {
    let numbered = rules.enumerated().map { index, rule in
      var rule = rule
      rule.id = "\(name)-\(index + 1)"
      return rule
    }
    return topology.add(
      Filter(id: name, layer: layer, direction: direction, isStateful: stateful, rules: numbered))
  }
}

extension FilterRule {
  /// A rule that lets traffic pass.
  public static func allow(_ traffic: TrafficSet, _ peer: PeerMatch = .anyone) -> FilterRule {
    FilterRule(id: "", text: "allow \(traffic)", action: .allow, traffic: traffic, peer: peer)
  }

  /// A rule that drops traffic.
  public static func deny(_ traffic: TrafficSet, _ peer: PeerMatch = .anyone) -> FilterRule {
    FilterRule(id: "", text: "deny \(traffic)", action: .deny, traffic: traffic, peer: peer)
  }
}

extension PeerMatch {
  /// The addresses of some prefixes.
  public static func addresses(_ prefixes: String...) -> PeerMatch {
    PeerMatch(addresses: AddressSet(prefixes.map(TestText.prefix)))
  }

  /// The members of some groups.
  public static func members(of groups: SecurityGroup...) -> PeerMatch {
    PeerMatch(groups: groups.map(\.group))
  }

  /// Addresses that may match.
  public static func possible(_ prefix: String, because assumption: ID<Assumption>) -> PeerMatch {
    PeerMatch(possible: PossiblePeers(AddressSet(TestText.prefix(prefix)), because: assumption))
  }
}
