import Documents
import PacketSets

extension Exported {
  /// A rule of an Azure Firewall (AZ-8.9).
  struct FirewallRule {
    /// Its name.
    var name: String
    /// Which of the three lists it is in.
    var kind: Kind
    /// Whether its collection denies.
    var denies: Bool
    /// The priorities of the group and the collection: the lowest is tried first.
    var priority: [Int]
    /// The sources that it names; `*` means everybody.
    var sources: [String]
    /// Whether it means IP groups, of which the addresses are not read.
    var hasIPGroups: Bool
    /// The destinations that it names.
    var destinations: [String]
    /// The packets, by protocol and port.
    var traffic: TrafficSet
    /// `translatedAddress`.
    var address: IPAddress?
    /// How far `translatedPort` is from the port at which packets arrive; nil where that is not one
    /// number.
    var portOffset: Int?
    /// Where it stands.
    var location: SourceLocation

    /// The lists of rules, in the order in which they are tried.
    enum Kind: Int {
      case translation, network, application
    }

    /// The rules of a firewall without a policy.
    static func classic(_ fields: Fields) throws(ReadFault) -> [FirewallRule] {
      var rules: [FirewallRule] = []
      let lists: [(StaticString, Kind)] = [
        ("natRuleCollections", .translation), ("networkRuleCollections", .network),
        ("applicationRuleCollections", .application),
      ]
      for (list, kind) in lists {
        for collection in try fields.objects(list) {
          let priority = try collection.number("priority") ?? 0
          for rule in try collection.objects("rules") {
            rules.append(
              try FirewallRule(
                rule, kind, denies: try Self.denies(collection), priority: [priority]))
          }
        }
      }
      return rules
    }

    /// Whether the action of a collection is a deny.
    static func denies(_ collection: Fields) throws(ReadFault) -> Bool {
      try collection.object("action")?.text("type")?.lowercased() == "deny"
    }

    init(_ fields: Fields, _ kind: Kind, denies: Bool, priority: [Int]) throws(ReadFault) {
      name = try fields.text("name") ?? ""
      self.kind = kind
      self.denies = denies
      self.priority = priority
      location = fields.location
      sources = try fields.texts("sourceAddresses")
      hasIPGroups = try !fields.texts("sourceIpGroups").isEmpty
      destinations = try fields.texts("destinationAddresses")
      traffic = .all
      guard kind == .translation else { return }
      let ports = try fields.texts("destinationPorts")
      let protocols = try fields.texts("protocols") + fields.texts("ipProtocols")
      traffic = .empty
      for proto in protocols {
        traffic.formUnion(try RuleTraffic.traffic(proto, ["*"], ports, at: location))
      }
      traffic = traffic.intersection(TrafficSet(.tcp).union(TrafficSet(.udp)))
      address = try fields.text("translatedAddress").flatMap { IPAddress($0) }
      if let to = try fields.number("translatedPort"), (1...65535).contains(to),
        let from = ports.only.flatMap({ UInt16($0) })
      {
        portOffset = to - Int(from)
      }
    }
  }

  /// A group of rules of a firewall policy, from
  /// `az network firewall policy rule-collection-group list`.
  struct FirewallRuleGroup: ExportedRecord {
    var header: Header
    /// The rules of its collections.
    var rules: [FirewallRule]

    init(_ header: Header, _ fields: Fields) throws(ReadFault) {
      self.header = header
      rules = []
      let priority = try fields.number("priority") ?? 0
      for collection in try fields.objects("ruleCollections") {
        let inner = try collection.number("priority") ?? 0
        let isNAT =
          try collection.text("ruleCollectionType")?.lowercased()
          == "firewallpolicynatrulecollection"
        for rule in try collection.objects("rules") {
          let type = try rule.text("ruleType")?.lowercased()
          let kind: FirewallRule.Kind =
            isNAT || type == "natrule"
            ? .translation : type == "networkrule" ? .network : .application
          rules.append(
            try FirewallRule(
              rule, kind, denies: try FirewallRule.denies(collection),
              priority: [priority, inner]))
        }
      }
    }
  }

  /// A firewall policy, from `az network firewall policy list`.
  struct FirewallPolicy: ExportedRecord {
    var header: Header
    /// `ruleCollectionGroups[].id`.
    var groupIDs: [AzureID]
    /// `basePolicy.id`: a policy whose rules come first.
    var baseID: AzureID?

    init(_ header: Header, _ fields: Fields) throws(ReadFault) {
      self.header = header
      groupIDs = try fields.references("ruleCollectionGroups")
      baseID = try fields.reference("basePolicy")
    }
  }
}
