import PacketSets
import Topology

/// Finds rules that let everybody in to every port.
struct OverWideRules: LintRule {
  func findings(in context: LintContext) -> [LintFinding] {
    context.filters.flatMap { id -> [LintFinding] in
      let filter = context.topology.filters[id]
      guard filter.direction == .inbound, filter.layer != .subnetFilter else { return [] }
      return filter.rules.compactMap { rule in
        guard rule.action == .allow, !filter.isImplicit(rule),
          let family = AddressFamily.allCases.first(where: { isEverybody(rule, $0) }),
          let proto = [IPProtocol.tcp, .udp].first(where: { rule.traffic.slice($0).isFull })
        else { return nil }
        let ports = rule.traffic.isFull ? "all traffic" : "every port of \(proto)"
        return context.finding(
          .overWide, rule, of: filter, "it lets everybody on \(family) in to \(ports)")
      }
    }
  }

  private func isEverybody(_ rule: FilterRule, _ family: AddressFamily) -> Bool {
    AddressSet.global.restricted(toFamily: family).isSubset(of: rule.peer.addresses)
  }
}
