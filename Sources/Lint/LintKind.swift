/// What is wrong with a rule, a route or a filter.
public enum LintKind: String, Hashable, Sendable, CaseIterable {
  /// Other rules decide about every packet that the rule matches, some of them otherwise.
  case shadowed
  /// Without the rule every packet would fare the same in its filter.
  case redundant
  /// Another rule of the filter says the same.
  case duplicate
  /// An earlier rule matches the same packets and does the opposite.
  case conflicting
  /// Nobody can be meant by the rule: the groups that it names have no members.
  case unused
  /// The addresses that the rule names belong to a network of the exports, and nobody has them.
  case stale
  /// The rule lets everybody in to every port.
  case overWide = "over-wide"
  /// The rule lets packets through of which no answer comes back.
  case blockedAnswers = "blocked-answers"
  /// Nothing bears the filter, or nothing uses the table.
  case unattached
  /// The route leads nowhere.
  case routeToNowhere = "route-to-nowhere"
  /// Without the rule, everybody would reach exactly whom he reaches with it.
  case ineffective
}
