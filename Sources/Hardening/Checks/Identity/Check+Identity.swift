extension Check {
  /// The items about users, roles and keys.
  static let identityChecks: [Check] = []
}
