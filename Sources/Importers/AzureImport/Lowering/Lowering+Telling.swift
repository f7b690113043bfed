import Documents
import PacketSets
import Topology

extension Lowering {
  /// Adds a diagnostic, once for each code and subject.
  mutating func tell(
    _ severity: Diagnostic.Severity, _ code: String, about subject: String, _ message: String,
    at location: SourceLocation? = nil, effect: ProofEffect, advice: String? = nil
  ) {
    guard told.insert("\(code) \(subject)").inserted else { return }
    diagnostics.append(
      Diagnostic(severity, code, message, at: location, effect: effect, advice: advice))
  }

  /// The assumption about a subject, added once.
  mutating func assumption(
    about subject: String, _ statement: @autoclosure () -> String, remedy: String,
    at location: SourceLocation? = nil
  ) -> ID<Assumption> {
    if let known = assumptions[subject] { return known }
    let number = topology.add(
      Assumption(statement: statement(), remedy: remedy, location: location))
    assumptions[subject] = number
    return number
  }

  /// Notes a gap in the graph as a whole, on which every proof hangs; once for each subject.
  mutating func omit(
    about subject: String, _ statement: @autoclosure () -> String, remedy: String,
    at location: SourceLocation? = nil
  ) {
    let subject = "gap: \(subject)"
    guard assumptions[subject] == nil else { return }
    topology.omissions.append(
      assumption(about: subject, statement(), remedy: remedy, at: location))
  }

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
