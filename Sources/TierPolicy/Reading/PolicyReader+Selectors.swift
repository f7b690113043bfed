import Documents
import PacketSets
import Topology

/// Reading selectors, tiers and services.
extension PolicyReader {
  /// Reads a selector; several keys are claims that must all hold.
  mutating func selector(_ node: YAMLNode) -> Selector? {
    guard let fields = fields(of: node, as: .selector) else { return nil }
    if fields.values.isEmpty, mapping(node)?.isEmpty ?? true {
      report("policy.selector", "a selector must make a claim", node.location)
    }
    var claims: [Selector] = []
    for key in PolicyKeys.selector.keys {
      guard let value = fields[key] else { continue }
      claims += self.claims(key, value)
    }
    guard let first = claims.first else { return nil }
    return claims.count == 1 ? first : .all(claims)
  }

  private mutating func claims(_ key: String, _ value: YAMLNode) -> [Selector] {
    switch key {
    case "tag": return tags(value)
    case "kind":
      return [.kind(words(value, quoted(key)).map { ResourceKind(rawValue: $0.text) })]
    case "cidr":
      let prefixes = prefixes(value, key)
      return [.addresses(AddressSet(prefixes), prefixes: prefixes)]
    case "any", "all":
      guard let items = items(value), !items.isEmpty else {
        report("policy.type", "\(quoted(key)) must be a list of selectors", value.location)
        return []
      }
      let parts = items.compactMap { selector($0) }
      return [key == "any" ? .any(parts) : .all(parts)]
    case "not": return selector(value).map { [.not($0)] } ?? []
    default:
      let globs = words(value, quoted(key)).map { Glob($0.text) }
      return Self.named(key, globs).map { [$0] } ?? []
    }
  }

  /// The claim about a property that is a word.
  private static func named(_ key: String, _ globs: [Glob]) -> Selector? {
    switch key {
    case "name": .name(globs)
    case "id": .id(globs)
    case "network": .network(globs)
    case "subnet": .subnet(globs)
    case "security-group": .securityGroup(globs)
    case "account": .account(globs)
    case "provider": .provider(globs)
    case "region": .region(globs)
    case "zone": .zone(globs)
    case "service": .service(globs)
    default: nil
    }
  }

  private mutating func tags(_ node: YAMLNode) -> [Selector] {
    guard let pairs = pairs(node, quoted("tag")) else { return [] }
    if pairs.isEmpty { report("policy.selector", "a tag is expected here", node.location) }
    return pairs.compactMap { pair in
      let (key, value) = (pair.key, pair.value)
      guard let name = text(key, "the key of a tag") else { return nil }
      // An empty value is one that a tag can have.
      if let scalar = scalar(value), scalar.isEmpty { return .tag(key: name, values: [Glob("")]) }
      return .tag(key: name, values: words(value, "the value of a tag").map { Glob($0.text) })
    }
  }

  /// Reads prefixes; an address stands for itself.
  mutating func prefixes(_ node: YAMLNode, _ key: String) -> [Prefix] {
    words(node, quoted(key)).compactMap { word in
      guard let prefix = Prefix(word.text) else {
        report(
          "policy.prefix", "\(quoted(word.text)) is no address prefix", word.location,
          advice: "write one like 10.0.0.0/16 or 2001:db8::/48")
        return nil
      }
      if Prefix(strict: word.text) == nil {
        notes.append(
          Diagnostic(
            .note, "policy.hostBits",
            "\(quoted(word.text)) has bits set after its length and is read as \(prefix)",
            at: word.location, effect: .exact))
      }
      return prefix
    }
  }

  /// Reads the names of tiers that must be defined.
  mutating func tiers(_ node: YAMLNode?, _ key: String) -> [String] {
    guard let node else { return [] }
    let words = words(node, quoted(key))
    var names: [String] = []
    for word in words {
      if !tierNames.contains(word.text) {
        report(
          "policy.unknownTier", "the tier \(quoted(word.text)) is not defined", word,
          among: tierNames)
      }
      if !names.contains(word.text) { names.append(word.text) }
    }
    return names
  }

  /// The traffic that services stand for together.
  mutating func traffic(_ words: [Word]) -> TrafficSet {
    var result = TrafficSet.empty
    for word in words {
      if let traffic = services[word.text] {
        result = result.union(traffic)
      } else if word.text.contains("/") {
        report(
          "policy.unknownService", "\(quoted(word.text)) is no traffic", word.location,
          advice: "write a service or a form like tcp/443, tcp/8080-8089, udp/53, icmp/8")
      } else {
        report(
          "policy.unknownService", "the service \(quoted(word.text)) is not defined", word,
          among: services.names)
      }
    }
    return result
  }

  /// Reads the services of a rule, all traffic when there are none.
  mutating func services(_ fields: Fields) -> (names: [String], traffic: TrafficSet) {
    guard let node = fields["on"] else { return ([], .all) }
    let words = words(node, quoted("on"))
    return (words.map(\.text), traffic(words))
  }
}
