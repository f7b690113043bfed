/// What an input did that its reader should know, where, and what it does to proofs.
public struct Diagnostic: Hashable, Sendable {
  /// How much a diagnostic matters.
  public enum Severity: String, Hashable, Sendable, Comparable, CaseIterable {
    /// Good to know.
    case note
    /// Something is not as expected, the rest is read.
    case warning
    /// Something could not be read.
    case error

    /// Orders severities from the lightest to the gravest.
    public static func < (first: Severity, second: Severity) -> Bool {
      first.rank < second.rank
    }

    private var rank: Int {
      switch self {
      case .note: 0
      case .warning: 1
      case .error: 2
      }
    }
  }

  /// How much it matters.
  public var severity: Severity
  /// What kind of diagnostic it is, such as `json.syntax`.
  public var code: String
  /// What happened, in one sentence.
  public var message: String
  /// Where it happened, when that is a byte of a file.
  public var location: SourceLocation?
  /// The path of a file or the JSON path of a value, when there is no better place.
  public var path: String?
  /// What it does to the proofs.
  public var effect: ProofEffect
  /// What to export or change.
  public var advice: String?

  /// Creates a diagnostic.
  public init(
    _ severity: Severity, _ code: String, _ message: String, at location: SourceLocation? = nil,
    path: String? = nil, effect: ProofEffect = .ignored, advice: String? = nil
  ) {
    self.severity = severity
    self.code = code
    self.message = message
    self.location = location
    self.path = path
    self.effect = effect
    self.advice = advice
  }

  /// Returns the diagnostic as one line, with its place when the catalog knows it.
  public func describe(in catalog: SourceCatalog) -> String {
    var place = path.map { "\($0): " } ?? ""
    if let location, catalog.resolve(location) != nil {
      place = "\(catalog.describe(location)): "
    }
    let advice = advice.map { " (\($0))" } ?? ""
    return "\(place)\(severity.rawValue): \(message) [\(code)]\(advice)"
  }
}

extension Diagnostic: Comparable {
  /// Orders diagnostics by place, then code, then message, then the rest.
  public static func < (first: Diagnostic, second: Diagnostic) -> Bool {
    let places = (first.location ?? .unknown, second.location ?? .unknown)
    if places.0 != places.1 { return places.0 < places.1 }
    for (left, right) in [
      (first.path ?? "", second.path ?? ""), (first.code, second.code),
      (first.message, second.message), (first.advice ?? "", second.advice ?? ""),
    ] where left != right {
      return left.utf8.lexicographicallyPrecedes(right.utf8)
    }
    return (first.severity, first.effect) < (second.severity, second.effect)
  }
}
