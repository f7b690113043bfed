extension Check {
  /// The items about networks.
  static let networkChecks: [Check] = []
}
