/// What came of a waiver.
public struct WaiverResult: Hashable, Sendable {
  /// The waiver.
  public var waiver: Waiver
  /// Whether it holds on the day of the review.
  public var state: State
  /// The days from the day of the review to its last day; negative when that is past.
  public var daysLeft: Int
  /// The pairs in what it excepts, with those that break the rule or may break it.
  public var pairs: PairCounts
  /// Whether something that breaks the rule was excepted by it.
  public var isApplied: Bool

  /// Whether a waiver holds.
  public enum State: String, Hashable, Sendable {
    /// It holds for more than 30 days from the day of the review.
    case active
    /// It holds, and ends within 30 days.
    case expiring
    /// Its last day is past: what it excepted counts again.
    case expired
  }

  /// Whether anything in it breaks the rule or may break it.
  public var isUsed: Bool { pairs.violating + pairs.undecided > 0 }

  init(_ waiver: Waiver, asOf: CalendarDate, pairs: PairCounts) {
    self.waiver = waiver
    self.pairs = pairs
    daysLeft = asOf.days(to: waiver.expires)
    state =
      waiver.isExpired(asOf: asOf) ? .expired : daysLeft <= 30 ? .expiring : .active
    isApplied = false
  }
}
