/// What an imperfect input does to the proofs that lean on it.
public enum ProofEffect: String, Hashable, Sendable, Comparable, CaseIterable {
  /// Nothing was lost: proofs are as good as without the diagnostic.
  case exact
  /// Something that cannot change reachability was left out.
  case ignored
  /// What is unknown was taken as open: "nobody can" stays proven, "somebody can" does not.
  case assumedOpen
  /// What is unknown was taken as closed: "somebody can" stays proven, "nobody can" does not.
  case assumedClosed

  /// Orders effects from the harmless to the harmful.
  public static func < (first: ProofEffect, second: ProofEffect) -> Bool {
    first.rank < second.rank
  }

  private var rank: Int {
    switch self {
    case .exact: 0
    case .ignored: 1
    case .assumedOpen: 2
    case .assumedClosed: 3
    }
  }
}
