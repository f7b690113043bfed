extension Check {
  /// The items about secrets.
  static let secretChecks: [Check] = []
}
