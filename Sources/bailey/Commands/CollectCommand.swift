import ArgumentParser
import Composition
import Documents

/// Prints a script that makes a complete export of an account.
struct CollectCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "collect",
    abstract: "Prints a read-only script of the provider's own commands that makes an export.",
    discussion: """
      The script is there to be read and run by whoever has the credentials: bailey runs nothing \
      and opens no connection. It begins with the least permissions that it needs.

      EXAMPLES
        bailey collect aws > collect-aws.sh
        bailey collect aws --all-regions --out collect-aws.sh
        bailey collect aws --region eu-west-1 --region us-east-1
        bailey collect aws --permissions > policy.json
        bailey collect azure --all-accounts > collect-azure.sh
        bailey collect azure --permissions > role.json
        bailey collect gcp --account orders-prod --account network-host > collect-gcp.sh
        bailey collect docker > collect-docker.sh
        bailey collect host > collect-host.sh
      """)

  @Argument(help: "The provider: \(CollectionScript.providers.joined(separator: ", ")).")
  var provider: String

  @Option(name: .customLong("region"), help: "A region to export; may be given several times.")
  var regions: [String] = []

  @Flag(help: "Export every region that the account has enabled.")
  var allRegions = false

  @Option(
    name: .customLong("account"),
    help: ArgumentHelp(
      "A subscription of Azure or a project of Google Cloud; may be given several times.",
      valueName: "id"))
  var accounts: [String] = []

  @Flag(help: "Export every subscription or project that the caller can see.")
  var allAccounts = false

  @Flag(help: "Print the permissions alone.")
  var permissions = false

  @Option(help: "Where to write the script; standard output when it is not given.")
  var out: String?

  func run() throws {
    if allRegions, !regions.isEmpty {
      throw Problem(.usage, "--all-regions and --region exclude each other")
    }
    if allAccounts, !accounts.isEmpty {
      throw Problem(.usage, "--all-accounts and --account exclude each other")
    }
    try OutputFiles.result(try text(), to: out)
  }

  private func text() throws -> String {
    do throws(CollectionScript.Refusal) {
      if permissions { return try CollectionScript.policy(for: provider) }
      return try CollectionScript.script(
        for: provider,
        of: CollectionScript.Scope(
          regions: regions, allRegions: allRegions, accounts: accounts, allAccounts: allAccounts))
    } catch {
      throw Problem(.usage, Escape.terminal(error.message))
    }
  }
}
