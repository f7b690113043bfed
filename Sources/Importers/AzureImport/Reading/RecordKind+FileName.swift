extension RecordKind {
  /// The kind that the name of a file tells, such as `az-network-nat-gateway-list.json`; needed
  /// where a list is empty.
  init?(fileName: String) {
    let stem = fileName.split(separator: "/").last?.split(separator: ".").first ?? ""
    let words = stem.lowercased().split { !$0.isLetter && !$0.isNumber }
      .filter { $0 != "az" && $0 != "list" && $0 != "network" && $0 != "show" }
      .joined(separator: " ")
    let singular = words.hasSuffix("s") ? String(words.dropLast()) : words
    for kind in RecordKind.allCases {
      let name = kind.command.split { !$0.isLetter && !$0.isNumber }
        .filter { $0 != "network" && $0 != "list" && $0 != "show" }.joined(separator: " ")
      let plain = name.replacing(" ", with: "")
      // These name the network or the interface that they are about after the command.
      let isAboutOne =
        kind == .adminRules || kind == .connectivity || kind == .effectiveGroups
        || kind == .effectiveRoutes
      if words == name || singular == name || singular == plain
        || isAboutOne && words.hasPrefix(name)
      {
        self = kind
        return
      }
    }
    guard let kind = Self.others[words] else { return nil }
    self = kind
  }

  /// The words of further commands whose records are of these kinds.
  private static let others: [String: RecordKind] = [
    "vmss instances": .scaleSets, "vmss nic": .scaleSets, "sql server": .dataServices,
    "sql mi": .dataServices, "postgres flexible server": .dataServices,
    "mysql flexible server": .dataServices, "cosmosdb": .dataServices, "redis": .dataServices,
    "storage account": .dataServices, "keyvault": .dataServices,
    "servicebus namespace": .dataServices, "eventhubs namespace": .dataServices,
    "sql server vnet rule": .serviceRules,
    "postgres flexible server firewall rule": .serviceRules,
    "mysql flexible server firewall rule": .serviceRules,
  ]
}
