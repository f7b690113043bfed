import Documents
import PacketSets
import Topology

extension Lowering {
  /// Adds a pair of filters beside the security groups, once for each name.
  mutating func special(
    _ name: String, _ layer: Layer, unknown: ID<Assumption>? = nil, inbound: [FilterRule] = [],
    outbound: [FilterRule] = [], at location: SourceLocation
  ) -> FilterPair {
    if let known = specialFilters[name] { return known }
    let pair = FilterPair(
      inbound: topology.add(
        Filter(
          id: name, layer: layer, direction: .inbound, rules: inbound, unknown: unknown,
          location: location)),
      outbound: topology.add(
        Filter(
          id: name, layer: layer, direction: .outbound, rules: outbound, unknown: unknown,
          location: location)))
    specialFilters[name] = pair
    return pair
  }

  /// The number of a binding, added once.
  mutating func number(of binding: FilterBinding) -> ID<FilterBinding> {
    if let known = bindings[binding] { return known }
    let number = topology.add(binding)
    bindings[binding] = number
    return number
  }

  /// The one rule that lets everything pass.
  static func openRules(_ id: String, _ location: SourceLocation) -> [FilterRule] {
    [
      FilterRule(
        id: id, text: "all traffic", action: .allow, traffic: .all, peer: .anyone,
        location: location)
    ]
  }
}
