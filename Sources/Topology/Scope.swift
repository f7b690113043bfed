/// Where a resource lives: the provider, the account and the region.
public struct Scope: Hashable, Comparable, Sendable {
  /// The provider's short name, such as `aws`; empty where there is none.
  public var provider: String
  /// The account, project or subscription; empty where it is not known.
  public var account: String
  /// The region; empty where it is not known.
  public var region: String

  /// Creates a scope.
  public init(provider: String = "", account: String = "", region: String = "") {
    self.provider = provider
    self.account = account
    self.region = region
  }

  /// Whether the left scope sorts first by provider, account and region.
  public static func < (left: Scope, right: Scope) -> Bool {
    (left.provider, left.account, left.region) < (right.provider, right.account, right.region)
  }
}
