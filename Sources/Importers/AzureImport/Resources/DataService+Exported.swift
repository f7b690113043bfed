import Documents
import PacketSets

extension Exported {
  /// A service that keeps data, with what it says about the network (AZ-9.3 to AZ-9.6).
  struct DataService: ExportedRecord {
    var header: Header
    /// What is known of its type.
    var type: String
    /// Whether `publicNetworkAccess` closes the public endpoint.
    var isClosed: Bool
    /// Whether everybody may ask: `networkAcls.defaultAction` is `Allow`, or no list restricts it.
    var isOpen: Bool
    /// The ranges that may ask.
    var ranges: [ClosedRange<IPAddress>]
    /// Whether all of Azure may ask (AZ-9.4).
    var admitsAzure: Bool
    /// The subnets that may ask.
    var subnetIDs: [AzureID]
    /// `network.delegatedSubnetResourceId` (AZ-9.5).
    var delegatedSubnetID: AzureID?
    /// Whether its rules are listed with it, and not apart.
    var hasOwnRules: Bool

    init(_ header: Header, _ fields: Fields) throws(ReadFault) {
      self.header = header
      type = header.id.type
      let network = try fields.object("network")
      let own = try fields.text("publicNetworkAccess")
      let inner = try network?.text("publicNetworkAccess")
      let access = own ?? inner
      isClosed = ["disabled", "securedbyperimeter"].contains(access?.lowercased() ?? "")
      let delegated = try network?.reference("delegatedSubnetResourceId")
      let placed = try fields.reference("subnetId")
      delegatedSubnetID = delegated ?? placed
      ranges = []
      subnetIDs = []
      admitsAzure = false
      isOpen = false
      hasOwnRules = false
      let acls = try fields.object("networkAcls")
      let ruleSet = try fields.object("networkRuleSet")
      if let lists = acls ?? ruleSet {
        hasOwnRules = true
        isOpen = try lists.text("defaultAction")?.lowercased() != "deny"
        admitsAzure =
          try lists.text("bypass")?.lowercased().contains("azureservices") ?? false
        try read(lists)
      } else if type == "microsoft.documentdb/databaseaccounts" {
        hasOwnRules = true
        try read(fields)
        let legacy = try fields.text("ipRangeFilter") ?? ""
        for word in legacy.split(separator: ",") { add(word.filter { !$0.isWhitespace }) }
        isOpen = ranges.isEmpty && subnetIDs.isEmpty && !admitsAzure
      } else if ["microsoft.storage/storageaccounts", "microsoft.keyvault/vaults"].contains(type) {
        hasOwnRules = true
        isOpen = true
      }
    }

    private mutating func read(_ fields: Fields) throws(ReadFault) {
      for rule in try fields.objects("ipRules") {
        for key in ["value", "ipAddressOrRange", "ipMask"] as [StaticString] {
          if let text = try rule.text(key) { add(text) }
        }
      }
      for rule in try fields.objects("virtualNetworkRules") {
        let own = try rule.reference("id")
        let inner = try rule.reference("subnet")
        if let id = own ?? inner { subnetIDs.append(id) }
      }
    }

    private mutating func add(_ text: String) {
      if text == "0.0.0.0" {
        admitsAzure = true
      } else if let prefix = Prefix(text) {
        ranges.append(prefix.first...prefix.last)
      }
    }

    /// Adds a rule that is exported apart from its service.
    mutating func add(rule fields: Fields) throws(ReadFault) {
      if let id = try fields.reference("virtualNetworkSubnetId") {
        subnetIDs.append(id)
        return
      }
      let start = try fields.address("startIpAddress")
      let startIP = try fields.address("startIP")
      let end = try fields.address("endIpAddress")
      let endIP = try fields.address("endIP")
      guard let first = start ?? startIP, let last = end ?? endIP, first.family == last.family,
        first <= last
      else { throw ReadFault(fields.location, "a firewall rule has no range") }
      if first == IPAddress.v4(IPv4Address(rawValue: 0)), last == first {
        admitsAzure = true
      } else {
        ranges.append(first...last)
      }
    }
  }
}
