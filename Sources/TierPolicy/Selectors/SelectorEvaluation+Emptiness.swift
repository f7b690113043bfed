import PacketSets
import Reachability
import Topology

/// Why a selector picks nobody, with the nearest words that would pick somebody.
extension SelectorEvaluation {
  /// Returns what is missing for a selector that picked nobody, as a phrase.
  ///
  /// - Complexity: O(*n* log *n*) in the number of resources for each claim.
  func emptiness(of selector: Selector) -> String {
    switch selector {
    case .tag(let key, let values): return emptyTag(key, values)
    case .name(let globs):
      return missing("no endpoint is named", globs, names { $0.name }, "names seen")
    case .id(let globs):
      return missing("no endpoint has the id", globs, names { $0.id }, "ids seen")
    case .kind(let kinds):
      return missing(
        "no endpoint is of kind", kinds.map { Glob($0.rawValue) }, names { $0.kind.rawValue },
        "kinds seen")
    case .network(let globs):
      return missing(
        "no endpoint is in a network", globs, count(topology.networks.map(\.name)),
        "networks seen")
    case .subnet(let globs):
      return missing(
        "no endpoint is in a subnet", globs, count(topology.subnets.map(\.name)), "subnets seen")
    case .securityGroup(let globs):
      return missing(
        "no endpoint is in a security group", globs, count(topology.groups.map(\.name)),
        "groups seen")
    case .account(let globs):
      return missing(
        "no endpoint is in the account", globs, names { $0.scope.account }, "accounts seen")
    case .provider(let globs):
      return missing(
        "no endpoint is of the provider", globs, names { $0.scope.provider }, "providers seen")
    case .region(let globs):
      return missing(
        "no endpoint is in the region", globs, names { $0.scope.region }, "regions seen")
    case .zone(let globs):
      return missing(
        "no endpoint is in the zone", globs, count(topology.subnets.map(\.zone)), "zones seen")
    case .service(let globs):
      return missing(
        "no container is of the service", globs,
        count(topology.resources.compactMap { $0.kind == .container ? $0.tag("service") : nil }),
        "services seen")
    case .addresses(_, let prefixes):
      return "no endpoint and no address outside lies in "
        + prefixes.map(\.description).joined(separator: ", ")
    case .world(let kind): return "the exports know no world of kind \(kind.rawValue)"
    case .everything: return "there are no endpoints"
    case .any(let parts):
      return parts.map { emptiness(of: $0) }.joined(separator: "; ")
    case .all(let parts):
      let alone = parts.filter { parties($0, name: "").isEmpty }
      if alone.isEmpty { return "no endpoint is \(selector.text) at the same time" }
      return alone.map { emptiness(of: $0) }.joined(separator: "; ")
    case .not: return "every endpoint is \(String(selector.text.dropFirst(4)))"
    }
  }

  private func emptyTag(_ key: String, _ values: [Glob]) -> String {
    let wanted = values.map { "\(key)=\($0)" }.joined(separator: " or ")
    let tags = topology.resources.flatMap(\.tags)
    let same = tags.filter { $0.key == key }
    if !same.isEmpty {
      let seen = Self.most(count(same.map { "\($0.key)=\($0.value)" }), near: "\(key)=")
      return "no endpoint has tag \(wanted); tags seen: \(seen)"
    }
    let keys = count(tags.map(\.key))
    let seen = keys.isEmpty ? "none" : Self.most(keys, near: key)
    return "no endpoint has a tag \(key); keys seen: \(seen)"
  }

  private func missing(
    _ claim: String, _ globs: [Glob], _ seen: [String: Int], _ title: String
  ) -> String {
    let wanted = globs.map(\.description).joined(separator: " or ")
    let shown =
      seen.isEmpty ? "none" : Self.most(seen, near: globs.first?.description ?? "")
    return "\(claim) \(wanted); \(title): \(shown)"
  }

  private func names(_ word: (Resource) -> String) -> [String: Int] {
    count(topology.resources.map(word))
  }

  private func count(_ words: [String]) -> [String: Int] {
    words.reduce(into: [:]) { counts, word in
      if !word.isEmpty { counts[word, default: 0] += 1 }
    }
  }

  /// The words that are nearest to one, or else the most frequent, with their numbers.
  private static func most(_ counts: [String: Int], near word: String) -> String {
    let nearest = EditDistance.nearest(to: word, among: counts.keys)
    let order = counts.sorted { left, right in
      if (left.key == nearest) != (right.key == nearest) { return left.key == nearest }
      return (right.value, left.key) < (left.value, right.key)
    }
    let shown = order.prefix(5).map { "\($0.key) (\($0.value))" }.joined(separator: ", ")
    return shown + (order.count > 5 ? " and \(order.count - 5) more" : "")
  }
}
