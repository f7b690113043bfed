import PacketSets

/// The whole firewall of a host: every table of both families.
struct Ruleset: Hashable, Sendable {
  /// The tables.
  var tables: [FirewallTable] = []
  /// The families of which the exports hold no rules, with what is missing.
  var missing: [MissingFamily] = []

  /// A family of which the rules are not in the exports.
  struct MissingFamily: Hashable, Sendable {
    var family: AddressFamily
    /// The command that exports them.
    var remedy: String
  }

  /// Whether a rule gives packets a mark, so that a mark may be any value.
  var setsMarks: Bool {
    tables.contains { $0.chains.contains { $0.rules.contains { $0.setsMark } } }
  }

  /// Whether a rule takes packets out of connection tracking, so that a state may be none.
  var stopsTracking: Bool {
    tables.contains { $0.chains.contains { $0.rules.contains { $0.stopsTracking } } }
  }

  /// The base chains that packets of a family meet at a hook, in the order of their priorities.
  func chains(at hook: Hook, for family: AddressFamily) -> [ChainNumber] {
    var found: [(priority: Int, number: ChainNumber)] = []
    for (table, content) in tables.enumerated() where content.families.contains(family) {
      for (chain, candidate) in content.chains.enumerated() {
        guard let base = candidate.base, base.hook == hook else { continue }
        found.append((base.priority, ChainNumber(table: table, chain: chain)))
      }
    }
    return found.enumerated()
      .sorted { ($0.element.priority, $0.offset) < ($1.element.priority, $1.offset) }
      .map(\.element.number)
  }

  /// The chain of a number.
  subscript(_ number: ChainNumber) -> FirewallChain {
    tables[number.table].chains[number.chain]
  }
}

/// The place of a chain in a ruleset.
struct ChainNumber: Hashable, Sendable {
  var table: Int
  var chain: Int
}
