import AWSImport
import ComposeImport
import HostImport

/// The scripts that make complete exports, by provider.
public enum CollectionScript {
  /// The providers for which there is a script.
  public static let providers = ["aws", "docker", "host"]

  /// What cannot be asked of a script.
  public struct Refusal: Error, Hashable, Sendable {
    /// What was expected.
    public var message: String
  }

  /// Returns the script of a provider.
  ///
  /// - Parameters:
  ///   - provider: One of `providers`.
  ///   - regions: The regions; none means the one that the provider's command is set to.
  ///   - allRegions: Whether all regions of the account are exported.
  /// - Returns: The text of the script.
  /// - Throws: What is not known.
  public static func script(
    for provider: String, regions: [String], allRegions: Bool
  ) throws(Refusal) -> String {
    try check(provider)
    if provider != "aws", allRegions || !regions.isEmpty {
      throw Refusal(message: "regions belong to aws, not to \(provider)")
    }
    if provider == "docker" { return DockerCollection.script }
    if provider == "host" { return HostCollection.script }
    if let wrong = regions.first(where: { !AWSCollection.isRegion($0) }) {
      throw Refusal(message: "expected a region such as eu-west-1, found \(wrong)")
    }
    return AWSCollection.script(
      regions: allRegions ? .all : regions.isEmpty ? .configured : .named(regions))
  }

  /// Returns the least permissions that the script of a provider needs.
  ///
  /// - Parameter provider: One of `providers`.
  /// - Returns: The policy in the provider's own form.
  /// - Throws: What is not known.
  public static func policy(for provider: String) throws(Refusal) -> String {
    try check(provider)
    if provider == "docker" { return DockerCollection.permissions }
    if provider == "host" { return HostCollection.permissions }
    return AWSCollection.policy
  }

  private static func check(_ provider: String) throws(Refusal) {
    guard providers.contains(provider) else {
      throw Refusal(message: "expected one of \(providers.joined(separator: ", "))")
    }
  }
}
