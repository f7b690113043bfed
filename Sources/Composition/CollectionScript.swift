import AWSImport
import AzureImport
import ComposeImport
import GCPImport
import HostImport

/// The scripts that make complete exports, by provider.
public enum CollectionScript {
  /// The providers for which there is a script.
  public static let providers = ["aws", "azure", "docker", "gcp", "host"]

  /// What a script exports.
  public struct Scope: Hashable, Sendable {
    /// The regions; none means the one that the provider's command is set to.
    public var regions: [String]
    /// Whether all regions of the account are exported.
    public var allRegions: Bool
    /// The subscriptions or projects; none means the one that the provider's command is set to.
    public var accounts: [String]
    /// Whether everything that the caller can see is exported.
    public var allAccounts: Bool

    /// Creates a scope; without arguments it is what the provider's command is set to.
    public init(
      regions: [String] = [], allRegions: Bool = false, accounts: [String] = [],
      allAccounts: Bool = false
    ) {
      self.regions = regions
      self.allRegions = allRegions
      self.accounts = accounts
      self.allAccounts = allAccounts
    }
  }

  /// What cannot be asked of a script.
  public struct Refusal: Error, Hashable, Sendable {
    /// What was expected.
    public var message: String
  }

  /// Returns the script of a provider.
  ///
  /// - Parameters:
  ///   - provider: One of `providers`.
  ///   - scope: What it exports.
  /// - Returns: The text of the script.
  /// - Throws: What is not known.
  public static func script(for provider: String, of scope: Scope) throws(Refusal) -> String {
    try check(provider)
    if provider != "aws", scope.allRegions || !scope.regions.isEmpty {
      throw Refusal(message: "regions belong to aws, not to \(provider)")
    }
    if provider != "azure", provider != "gcp", scope.allAccounts || !scope.accounts.isEmpty {
      throw Refusal(message: "accounts belong to azure and gcp, not to \(provider)")
    }
    switch provider {
    case "azure":
      try check(scope.accounts, "the id of a subscription", AzureCollection.isSubscription)
      return AzureCollection.script(
        subscriptions: scope.allAccounts
          ? .all : scope.accounts.isEmpty ? .configured : .named(scope.accounts))
    case "docker": return DockerCollection.script
    case "gcp":
      try check(scope.accounts, "the id of a project", GCPCollection.isProject)
      return GCPCollection.script(
        projects: scope.allAccounts
          ? .all : scope.accounts.isEmpty ? .configured : .named(scope.accounts))
    case "host": return HostCollection.script
    default:
      try check(scope.regions, "a region such as eu-west-1", AWSCollection.isRegion)
      return AWSCollection.script(
        regions: scope.allRegions
          ? .all : scope.regions.isEmpty ? .configured : .named(scope.regions))
    }
  }

  /// Returns the least permissions that the script of a provider needs.
  ///
  /// - Parameter provider: One of `providers`.
  /// - Returns: The policy in the provider's own form.
  /// - Throws: What is not known.
  public static func policy(for provider: String) throws(Refusal) -> String {
    try check(provider)
    switch provider {
    case "azure": return AzureCollection.role
    case "docker": return DockerCollection.permissions
    case "gcp": return GCPCollection.permissions
    case "host": return HostCollection.permissions
    default: return AWSCollection.policy
    }
  }

  private static func check(_ provider: String) throws(Refusal) {
    guard providers.contains(provider) else {
      throw Refusal(message: "expected one of \(providers.joined(separator: ", "))")
    }
  }

  private static func check(
    _ words: [String], _ expected: String, _ isGood: (String) -> Bool
  ) throws(Refusal) {
    for word in words where !isGood(word) {
      throw Refusal(message: "expected \(expected), found \(word)")
    }
  }
}
