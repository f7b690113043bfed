extension Check {
  /// The items about servers.
  static let serverChecks: [Check] = []
}
