/// How a change is made in the words of a provider.
///
/// It is derived from the ids in the exports and was not run; what must stay open is for its reader
/// to know.
public struct Remedy: Hashable, Sendable {
  /// Where the change is made.
  public var form: Form
  /// The command, or what to do, in words.
  public var text: String

  /// Where a change is made.
  public enum Form: String, Hashable, Sendable, CaseIterable {
    /// A command of the provider's command line.
    case commandLine = "command-line"
    /// A resource of a Terraform configuration.
    case terraform
    /// The provider's console in a browser.
    case console
    /// A file that describes the containers.
    case file

    /// The name for people.
    public var title: String {
      switch self {
      case .commandLine: "Command line"
      case .terraform: "Terraform"
      case .console: "Console"
      case .file: "File"
      }
    }
  }
}
