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

  /// A binding, added once for everything that meets the same rules.
  mutating func binding(
    _ key: BindingKey, _ make: (inout Lowering) -> FilterBinding
  ) -> ID<FilterBinding> {
    if let known = bindings[key] { return known }
    let made = make(&self)
    let number = topology.add(made)
    bindings[key] = number
    return number
  }
}
