extension Check {
  /// The items about containers.
  static let containerChecks: [Check] = []
}
