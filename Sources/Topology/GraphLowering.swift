public import Documents

/// The making of a graph from what a source exports, which says each thing once.
///
/// What is said about a subject is remembered by its code or by the subject alone, so that a million
/// records that lack the same thing make one diagnostic and one assumption.
public protocol GraphLowering {
  /// The graph, as far as it is made.
  var topology: Topology { get set }
  /// What was noticed on the way.
  var diagnostics: Diagnostics { get set }
  /// The codes and subjects that were diagnosed.
  var told: Set<String> { get set }
  /// The assumptions by what they are about.
  var assumptions: [String: ID<Assumption>] { get set }
}

extension GraphLowering {
  /// Adds a diagnostic, once for each code and subject.
  public mutating func tell(
    _ severity: Diagnostic.Severity, _ code: String, about subject: String, _ message: String,
    at location: SourceLocation? = nil, effect: ProofEffect, advice: String? = nil
  ) {
    guard told.insert("\(code) \(subject)").inserted else { return }
    diagnostics.append(
      Diagnostic(severity, code, message, at: location, effect: effect, advice: advice))
  }

  /// Returns the assumption about a subject, which is added once.
  public mutating func assumption(
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
  public mutating func omit(
    about subject: String, _ statement: @autoclosure () -> String, remedy: String,
    at location: SourceLocation? = nil
  ) {
    let subject = "gap: \(subject)"
    guard assumptions[subject] == nil else { return }
    topology.omissions.append(
      assumption(about: subject, statement(), remedy: remedy, at: location))
  }
}
