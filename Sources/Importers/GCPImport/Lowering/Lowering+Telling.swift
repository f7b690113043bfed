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

  /// The scope of a resource by its full name.
  func scope(of id: String) -> Scope {
    Scope(
      provider: "gcp", account: ResourceName.segment(after: "projects", in: id) ?? "",
      region: ResourceName.region(in: id) ?? "")
  }

  /// The names of the networks of the graph, sorted.
  var sortedNetworks: [String] {
    networks.keys.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }
}
