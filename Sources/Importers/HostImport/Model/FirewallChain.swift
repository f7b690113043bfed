import Documents

/// A list of rules, which packets meet at a hook or when a rule jumps to it.
struct FirewallChain: Hashable, Sendable {
  /// Its name.
  var name: String
  /// Where packets meet it by themselves; nil for a chain to which rules jump.
  var base: Base?
  /// What happens at its end, for a chain at a hook; nil for the default, which accepts (5.2).
  var policy: Verdict = .accept
  /// Its rules in the order in which they are tried.
  var rules: [FirewallRule] = []
  /// Where it stands.
  var location: SourceLocation = .unknown

  /// The place of a chain on the way of a packet.
  struct Base: Hashable, Sendable {
    /// What the chain is for.
    var kind: Kind
    /// The hook.
    var hook: Hook
    /// Its place among the chains of the hook, the lowest first.
    var priority: Int
  }

  /// What a base chain is for.
  enum Kind: String, Hashable, Sendable {
    case filter
    case nat
    case route
  }
}

/// A point on the way of a packet through a host (4.1).
enum Hook: String, Hashable, Sendable, CaseIterable {
  case prerouting
  case input
  case forward
  case output
  case postrouting
}
