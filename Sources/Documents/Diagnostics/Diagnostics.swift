/// The diagnostics of a run, collected in any order and read in one.
public struct Diagnostics: Sendable {
  /// The diagnostics in the order in which they were appended.
  public private(set) var all: [Diagnostic] = []

  /// Creates an empty collection.
  public init() {}

  /// Adds a diagnostic.
  public mutating func append(_ diagnostic: Diagnostic) {
    all.append(diagnostic)
  }

  /// Adds all the diagnostics of another collection.
  public mutating func append(contentsOf other: Diagnostics) {
    all.append(contentsOf: other.all)
  }

  /// Whether there are none.
  public var isEmpty: Bool { all.isEmpty }

  /// How many there are.
  public var count: Int { all.count }

  /// Whether one of them is an error.
  public var hasErrors: Bool { all.contains { $0.severity == .error } }

  /// Returns the diagnostics by place, code and message, each once.
  ///
  /// - Complexity: O(*n* log *n*).
  public func sorted() -> [Diagnostic] {
    var result: [Diagnostic] = []
    for diagnostic in all.sorted() where diagnostic != result.last {
      result.append(diagnostic)
    }
    return result
  }

  /// The codes with the number of their diagnostics, sorted by code.
  public var countsByCode: [(code: String, count: Int)] {
    var counts: [String: Int] = [:]
    for diagnostic in all {
      counts[diagnostic.code, default: 0] += 1
    }
    return counts.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }
      .map { (code: $0.key, count: $0.value) }
  }

  /// The most harmful effect among them, `exact` when there are none.
  public var worstEffect: ProofEffect { all.map(\.effect).max() ?? .exact }
}
