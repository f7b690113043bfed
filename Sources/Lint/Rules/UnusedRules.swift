import PacketSets
import Topology

/// Finds rules that can mean nobody, as the groups that they name have no members.
struct UnusedRules: LintRule {
  func findings(in context: LintContext) -> [LintFinding] {
    let topology = context.topology
    if !topology.omissions.isEmpty { return [] }
    return context.filters.flatMap { id -> [LintFinding] in
      let filter = topology.filters[id]
      return filter.rules.compactMap { rule in
        guard rule.peer.addresses.isEmpty, rule.peer.possible == nil, !rule.peer.groups.isEmpty,
          rule.peer.groups.allSatisfy({ !context.filledGroups.contains($0) })
        else { return nil }
        let names = rule.peer.groups.map { topology.groups[$0].name }.joined(separator: ", ")
        return context.finding(.unused, rule, of: filter, "nobody is a member of \(names)")
      }
    }
  }
}
