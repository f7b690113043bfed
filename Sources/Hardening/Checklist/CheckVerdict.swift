/// What a check came to.
public enum CheckVerdict: String, Hashable, Sendable, CaseIterable {
  /// The evidence shows that the item is not done.
  case fail
  /// The evidence is missing or does not decide.
  case unknown
  /// The evidence shows that the item is done.
  case pass
  /// There is nothing to which the item applies.
  case notApplicable = "n/a"

  /// The verdict of several: one failure fails all, and one unknown leaves the rest unknown.
  static func combined(_ verdicts: some Sequence<CheckVerdict>) -> CheckVerdict {
    let all = Set(verdicts)
    return [.fail, .unknown, .pass].first(where: all.contains) ?? .notApplicable
  }
}
