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
    about subject: StaticString, of thing: String = "", _ statement: @autoclosure () -> String,
    remedy: String, at location: SourceLocation? = nil
  ) {
    let subject = "gap: \(subject) \(thing)"
    guard assumptions[subject] == nil else { return }
    topology.omissions.append(
      assumption(about: subject, statement(), remedy: remedy, at: location))
  }

  /// Counts a record that is not part of the graph.
  mutating func skip(_ kind: RecordKind, page: Int) {
    skipped[kind, default: [:]][inventory.pages[page].file, default: 0] += 1
  }
}
