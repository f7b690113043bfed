import Documents
import PacketSets
import Topology

/// A rule of a firewall that packets pass between two networks: it names both ends.
struct InspectionRule {
  /// What becomes of packets that match.
  enum Action {
    case allow
    case deny
    /// Goes on at the first stateful rule.
    case forward
  }

  var action: Action
  var sources: AddressSet
  var destinations: AddressSet
  var traffic: TrafficSet
  /// Why it is not known whether it matches, if it is not.
  var doubt: ID<Assumption>?
  var id: String
  var location: SourceLocation

  /// The rule that matches the packets which these answer.
  func mirrored() -> InspectionRule {
    var rule = self
    (rule.sources, rule.destinations) = (destinations, sources)
    rule.traffic = traffic.questions
    rule.id = "\(id) of answers"
    return rule
  }

  /// The rule as one of a filter that sees sources.
  func filterRule(afterForwarding index: Int) -> FilterRule {
    let peer =
      doubt.map { PeerMatch(possible: PossiblePeers(sources, because: $0)) }
      ?? PeerMatch(addresses: sources)
    let word: String
    let lowered: FilterAction
    switch action {
    case .allow: (word, lowered) = ("pass", .allow)
    case .deny: (word, lowered) = ("drop", .deny)
    case .forward: (word, lowered) = ("forward", .jump(to: index))
    }
    return FilterRule(
      id: id, text: "\(word) \(traffic) from \(Self.text(sources))", action: lowered,
      traffic: traffic, peer: peer, location: location)
  }

  private static func text(_ addresses: AddressSet) -> String {
    addresses.isFull ? "anywhere" : addresses.description
  }
}

/// Rules of a firewall that are tried one after the other.
struct InspectionLayer {
  /// Rules that look at each packet alone, before the others.
  var first: [InspectionRule] = []
  /// The rules, of which the first that matches decides; the last one matches everything.
  var rules: [InspectionRule]
  /// Whether answers of what passed are let through.
  var isStateful: Bool

  /// All rules in their order.
  var all: [InspectionRule] { first + rules }

  /// How many destinations may be told apart.
  static let mostDestinations = 2048

  /// The destinations that rules tell apart, each with the rules for it, by their indices; nil when
  /// there are too many.
  ///
  /// - Complexity: O(*n* · *m*) for *n* prefixes and *m* rules.
  func destinations() -> [SortedPrefix]? {
    var prefixes: Set<Prefix> = [.allIPv4, .allIPv6]
    for rule in all {
      prefixes.formUnion(rule.destinations.prefixes)
      if prefixes.count > Self.mostDestinations { return nil }
    }
    return prefixes.sorted().map { prefix in
      SortedPrefix(
        prefix: prefix, rules: all.indices.filter { all[$0].destinations.contains(prefix) })
    }
  }

  /// Destinations and the rules that are asked about them.
  struct SortedPrefix {
    var prefix: Prefix
    var rules: [Int]
  }

  /// The rules with these indices as rules of a filter that sees sources.
  func filterRules(_ indices: [Int]) -> [FilterRule] {
    let start = indices.prefix { $0 < first.count }.count
    return indices.map { all[$0].filterRule(afterForwarding: start) }
  }
}
