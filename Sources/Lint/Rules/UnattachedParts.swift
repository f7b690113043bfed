import Documents
import Topology

/// Finds filters that nothing bears and route tables that nothing uses.
struct UnattachedParts: LintRule {
  func findings(in context: LintContext) -> [LintFinding] {
    let topology = context.topology
    if !topology.omissions.isEmpty { return [] }
    let born = Set(context.bornFilters.map { topology.filters[$0].id })
    var seen: Set<String> = []
    var result: [LintFinding] = []
    for filter in topology.filters
    where !born.contains(filter.id) && seen.insert(filter.id).inserted {
      result.append(
        LintFinding(
          kind: .unattached, holder: filter.name, holderID: filter.id,
          message: "nothing bears the filter", location: filter.location,
          isActionable: filter.name != "default" && !filter.rules.isEmpty))
    }
    for id in topology.routeTables.ids where !context.usedTables.contains(id) {
      let table = topology.routeTables[id]
      if table.location == .unknown && table.routes.isEmpty { continue }
      result.append(
        LintFinding(
          kind: .unattached, holder: table.name, holderID: table.id,
          message: "nothing uses the route table", location: table.location,
          isActionable: table.routes.contains { $0.target != .local }))
    }
    return result
  }
}
