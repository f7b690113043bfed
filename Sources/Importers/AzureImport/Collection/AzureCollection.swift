/// Writes the script that makes a complete export of subscriptions, and the role that it needs.
public enum AzureCollection {
  /// The subscriptions of which a script makes an export.
  public enum Subscriptions: Hashable, Sendable {
    /// The subscription that the command line is set to.
    case configured
    /// Every enabled subscription that the caller can see.
    case all
    /// These subscriptions.
    case named([String])
  }

  /// The least role that lets the script run, as `az role definition create` takes it.
  public static var role: String {
    let lines = actions.map { "    \"\($0)\"" }.joined(separator: ",\n")
    return """
      {
        "Name": "Bailey network export",
        "IsCustom": true,
        "Description": "Reads what decides who can reach whom.",
        "Actions": [
      \(lines)
        ],
        "NotActions": [],
        "AssignableScopes": [
          "/subscriptions/SUBSCRIPTION"
        ]
      }

      """
  }

  /// The actions of the role, sorted.
  static let actions = [
    "Microsoft.Cache/redis/read",
    "Microsoft.Compute/virtualMachineScaleSets/read",
    "Microsoft.Compute/virtualMachineScaleSets/virtualMachines/networkInterfaces/read",
    "Microsoft.Compute/virtualMachineScaleSets/virtualMachines/read",
    "Microsoft.Compute/virtualMachines/instanceView/read",
    "Microsoft.Compute/virtualMachines/read",
    "Microsoft.DBforMySQL/flexibleServers/firewallRules/read",
    "Microsoft.DBforMySQL/flexibleServers/read",
    "Microsoft.DBforPostgreSQL/flexibleServers/firewallRules/read",
    "Microsoft.DBforPostgreSQL/flexibleServers/read",
    "Microsoft.DocumentDB/databaseAccounts/read",
    "Microsoft.EventHub/namespaces/read",
    "Microsoft.KeyVault/vaults/read",
    "Microsoft.Network/*/read",
    "Microsoft.Network/networkInterfaces/effectiveNetworkSecurityGroups/action",
    "Microsoft.Network/networkInterfaces/effectiveRouteTable/action",
    "Microsoft.Network/virtualNetworks/listNetworkManagerEffectiveConnectivityConfigurations/action",
    "Microsoft.Network/virtualNetworks/listNetworkManagerEffectiveSecurityAdminRules/action",
    "Microsoft.Resources/subscriptions/read",
    "Microsoft.Resources/subscriptions/resources/read",
    "Microsoft.ServiceBus/namespaces/read",
    "Microsoft.Sql/managedInstances/read",
    "Microsoft.Sql/servers/firewallRules/read",
    "Microsoft.Sql/servers/read",
    "Microsoft.Sql/servers/virtualNetworkRules/read",
    "Microsoft.Storage/storageAccounts/read",
  ]

  /// Whether a word can be the id of a subscription, so that it may stand in a script.
  ///
  /// - Parameter name: The word.
  /// - Returns: Whether it is made of hexadecimal digits and hyphens as an id is.
  public static func isSubscription(_ name: String) -> Bool {
    let parts = name.split(separator: "-", omittingEmptySubsequences: false)
    return parts.map(\.utf8.count) == [8, 4, 4, 4, 12]
      && parts.allSatisfy { $0.utf8.allSatisfy { "0123456789abcdefABCDEF".utf8.contains($0) } }
  }

  /// Returns the script, for any POSIX shell with `az`.
  ///
  /// - Parameter subscriptions: The subscriptions of which it makes an export.
  /// - Returns: The text of the script.
  public static func script(subscriptions: Subscriptions) -> String {
    let comment = role.split(separator: "\n").map { "# \($0)" }.joined(separator: "\n")
    return """
      #!/bin/sh
      # Exports what decides who can reach whom in subscriptions of Azure, with read-only commands.
      # Usage: [EFFECTIVE=yes] sh collect-azure.sh [FOLDER]
      # The answers are written to FOLDER/SUBSCRIPTION, which `bailey review FOLDER` reads. Where a call
      # fails its error stands in the file, so that nothing is proven as if it had been answered.
      # With EFFECTIVE=yes Azure is asked as well what holds at every interface and by network
      # managers; that needs running machines, and more than the role Reader, which is enough for all
      # else. The least role for everything:
      #
      \(comment)
      set -u
      out=${1:-azure-export}

      """ + helpers + list(subscriptions) + "for subscription in $subscriptions; do\n" + body
        + ending
  }

  private static func list(_ subscriptions: Subscriptions) -> String {
    switch subscriptions {
    case .configured:
      """
      subscriptions=$(az account show --query id --output tsv) || exit 2

      """
    case .all:
      """
      subscriptions=$(az account list --query "[?state=='Enabled'].id" --output tsv) || exit 2

      """
    case .named(let names):
      "subscriptions=\"\(names.filter { isSubscription($0) }.joined(separator: " "))\"\n"
    }
  }
}
