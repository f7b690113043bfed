/// What a run tells its caller by its exit status.
///
/// A status is never better than the work: nothing read is never a success, and a violation is never
/// the word for a tool that broke.
public enum ExitStatus: Int32, Hashable, Sendable, CaseIterable {
  /// All is proven or waived, and all inputs were read whole.
  case success = 0
  /// A violation at or above the asked severity, or an expired waiver.
  case violation = 1
  /// The command line, the policy or the list of connections is wrong.
  case usage = 2
  /// A rule is undecided or vacuous, or an input could not be read whole.
  case incomplete = 3
  /// The tool itself failed.
  case failure = 4

  /// The status of a run that only had to read its inputs.
  ///
  /// - Parameters:
  ///   - graph: What was composed.
  ///   - allowsIncomplete: Whether inputs that were not read whole are accepted.
  /// - Returns: Success, or that the inputs do not bear the answer.
  public static func ofInputs(
    _ graph: ComposedGraph, allowsIncomplete: Bool
  ) -> ExitStatus {
    guard graph.hasInput else { return .incomplete }
    return graph.isComplete || allowsIncomplete ? .success : .incomplete
  }

  /// The status of a run of which both statuses hold: the one that matters more.
  ///
  /// A wrong question comes first, then a violation, then what is not known.
  public func combined(with other: ExitStatus) -> ExitStatus {
    let gravity: [ExitStatus] = [.failure, .usage, .violation, .incomplete, .success]
    return gravity.first { $0 == self || $0 == other } ?? self
  }
}
