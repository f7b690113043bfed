/// How much a broken rule matters.
public enum Severity: String, Hashable, Comparable, Sendable, CaseIterable {
  /// Worth knowing.
  case low
  /// To be mended in time.
  case medium
  /// To be mended soon.
  case high
  /// To be mended now.
  case critical

  /// Whether the left severity is the lesser one.
  public static func < (left: Severity, right: Severity) -> Bool { left.rank < right.rank }

  private var rank: Int {
    switch self {
    case .low: 0
    case .medium: 1
    case .high: 2
    case .critical: 3
    }
  }
}
