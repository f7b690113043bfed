import Topology

/// Selectors as a policy file writes them.
extension Selector {
  /// The selector as a mapping on one line, such as `{ kind: [database] }`.
  ///
  /// Worlds and everything are tiers of their own and no selectors in a file: they come out as a
  /// claim that holds of everybody.
  var yaml: String { "{ \(yamlClaim) }" }

  /// The claim without its braces.
  var yamlClaim: String {
    switch self {
    case .tag(let key, let values):
      "tag: { \(YAMLText.scalar(key)): \(Self.words(values)) }"
    case .name(let globs): "name: \(Self.words(globs))"
    case .id(let globs): "id: \(Self.words(globs))"
    case .kind(let kinds): "kind: \(Self.words(kinds))"
    case .addresses(_, let prefixes): "cidr: \(Self.words(prefixes))"
    case .network(let globs): "network: \(Self.words(globs))"
    case .subnet(let globs): "subnet: \(Self.words(globs))"
    case .securityGroup(let globs): "security-group: \(Self.words(globs))"
    case .account(let globs): "account: \(Self.words(globs))"
    case .provider(let globs): "provider: \(Self.words(globs))"
    case .region(let globs): "region: \(Self.words(globs))"
    case .zone(let globs): "zone: \(Self.words(globs))"
    case .service(let globs): "service: \(Self.words(globs))"
    case .world, .everything: "cidr: [\"0.0.0.0/0\", \"::/0\"]"
    case .any(let parts): "any: [\(parts.map(\.yaml).joined(separator: ", "))]"
    case .all(let parts): "all: [\(parts.map(\.yaml).joined(separator: ", "))]"
    case .not(let part): "not: \(part.yaml)"
    }
  }

  private static func words(_ words: [some CustomStringConvertible]) -> String {
    YAMLText.list(words.map(\.description))
  }
}
