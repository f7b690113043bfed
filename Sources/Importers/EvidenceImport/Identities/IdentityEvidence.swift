public import Documents

/// What the exports of one account tell about its users, roles and keys.
public struct IdentityEvidence: Sendable {
  /// The account, project or subscription.
  public var account: String
  /// Where the first of its exports stands.
  public var location: SourceLocation

  /// Creates an account of which nothing is known yet.
  public init(account: String, location: SourceLocation) {
    self.account = account
    self.location = location
  }
}
