import PacketSets
import Topology

/// Selectors in words.
extension Selector {
  /// The selector as a phrase, such as `tag Role=bastion` or `name app-* or kind database`.
  public var text: String { text(inside: false) }

  private func text(inside: Bool) -> String {
    switch self {
    case .tag(let key, let values):
      return "tag \(key)=" + values.map(\.description).joined(separator: "|")
    case .name(let globs): return "name " + Self.list(globs)
    case .id(let globs): return "id " + Self.list(globs)
    case .kind(let kinds): return "kind " + Self.list(kinds)
    case .addresses(_, let prefixes): return "cidr " + Self.list(prefixes)
    case .network(let globs): return "network " + Self.list(globs)
    case .subnet(let globs): return "subnet " + Self.list(globs)
    case .securityGroup(let globs): return "security-group " + Self.list(globs)
    case .account(let globs): return "account " + Self.list(globs)
    case .provider(let globs): return "provider " + Self.list(globs)
    case .region(let globs): return "region " + Self.list(globs)
    case .zone(let globs): return "zone " + Self.list(globs)
    case .service(let globs): return "service " + Self.list(globs)
    case .world(let kind):
      switch kind {
      case .internet: return "every internet address outside"
      case .onPremises: return "every address on premises"
      case .partner: return "every address of a partner"
      }
    case .everything: return "everything"
    case .any(let parts): return Self.list(parts, " or ", inside)
    case .all(let parts): return Self.list(parts, " and ", inside)
    case .not(let part): return "not " + part.text(inside: true)
    }
  }

  private static func list(_ words: [some CustomStringConvertible]) -> String {
    words.map(\.description).joined(separator: "|")
  }

  private static func list(_ parts: [Selector], _ word: String, _ inside: Bool) -> String {
    if let only = parts.first, parts.count == 1 { return only.text(inside: inside) }
    let text = parts.map { $0.text(inside: true) }.joined(separator: word)
    return inside ? "(\(text))" : text
  }
}
