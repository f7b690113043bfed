extension Check {
  /// Every item, in the order in which they are shown.
  public static let all: [Check] =
    serverChecks + containerChecks + networkChecks + secretChecks + identityChecks
}
