import Documents

extension NftTable {
  /// The table as typed rules, in which every name of a chain is known (5.1 to 5.6).
  func typed() -> FirewallTable {
    let builder = NftRuleBuilder(table: self)
    let names = Set(chains.map(\.name))
    var result = FirewallTable(families: isDormant ? .other : families, name: name)
    for chain in chains {
      var rules: [FirewallRule] = []
      for rule in chain.rules {
        for var typed in builder.rules(rule) {
          switch typed.verdict {
          case .jump(let target) where !names.contains(target),
            .goto(let target) where !names.contains(target):
            typed.verdict = .unknown("the chain \(target) is not in the export")
          default: break
          }
          rules.append(typed)
        }
      }
      result.chains.append(
        FirewallChain(
          name: chain.name, base: chain.base, policy: chain.policy, rules: rules,
          location: chain.location))
    }
    return result
  }
}
