import Documents
import PacketSets

extension Exported {
  /// A network security group, from `az network nsg list`.
  struct SecurityGroup: ExportedRecord {
    var header: Header
    /// `securityRules` and `defaultSecurityRules`, in the order of their priorities (AZ-2.7).
    var rules: [SecurityRule]
    /// Whether the listing has `securityRules` at all.
    var isWhole: Bool
    /// Whether the rules hold something that could not be evaluated.
    var isDoubtful = false
    /// `subnets[].id`.
    var subnetIDs: [AzureID]
    /// `networkInterfaces[].id`.
    var interfaceIDs: [AzureID]

    init(_ header: Header, _ fields: Fields) throws(ReadFault) {
      self.header = header
      isWhole = fields.find("securityRules") != nil || fields.template != nil
      let unresolved = fields.template?.unresolved.count ?? 0
      rules = []
      for rule in try fields.objects("securityRules") {
        rules.append(try SecurityRule(rule, isDefault: false))
      }
      isDoubtful = fields.template.map { $0.unresolved.count > unresolved } ?? false
      var defaults: [SecurityRule] = []
      for rule in try fields.objects("defaultSecurityRules") {
        defaults.append(try SecurityRule(rule, isDefault: true))
      }
      // Templates omit the default rules, which every group has (AZ-2.6).
      rules += defaults.isEmpty ? SecurityRule.defaults(at: header.location) : defaults
      subnetIDs = try fields.references("subnets")
      interfaceIDs = try fields.references("networkInterfaces")
      sort()
    }

    /// Adds a rule that is exported apart from its group.
    mutating func add(_ rule: SecurityRule) {
      if rules.contains(where: {
        $0.name.lowercased() == rule.name.lowercased() && $0.isInbound == rule.isInbound
      }) {
        return
      }
      rules.append(rule)
      sort()
    }

    private mutating func sort() {
      rules.sort { ($0.priority, $0.name) < ($1.priority, $1.name) }
    }
  }

  /// A rule of a network security group (AZ-2.1).
  struct SecurityRule {
    /// `name`.
    var name: String
    /// `priority`: the lowest is tried first.
    var priority: Int
    /// `direction`.
    var isInbound: Bool
    /// `access`.
    var allows: Bool
    /// `protocol`.
    var proto: String
    /// The sources, singular and plural fields together (AZ-2.2).
    var sources: PeerWords
    /// The destinations.
    var destinations: PeerWords
    /// `sourcePortRange` and `sourcePortRanges`.
    var sourcePorts: [String]
    /// `destinationPortRange` and `destinationPortRanges`.
    var destinationPorts: [String]
    /// Whether it is one of the rules that every group has.
    var isDefault: Bool
    /// Where it stands.
    var location: SourceLocation
    /// The packets it means, by protocol and ports.
    var traffic: TrafficSet

    /// The words and groups that say who is meant.
    struct PeerWords: Hashable {
      var words: [String]
      var groups: [AzureID]
      var isEmpty: Bool { words.isEmpty && groups.isEmpty }
    }

    init(_ fields: Fields, isDefault: Bool) throws(ReadFault) {
      name = try fields.text("name") ?? ""
      priority = try fields.number("priority") ?? 0
      location = fields.location
      self.isDefault = isDefault
      isInbound = try Self.choice(fields, "direction", "inbound", "outbound")
      allows = try Self.choice(fields, "access", "allow", "deny")
      proto = try fields.text("protocol") ?? "*"
      sources = PeerWords(
        words: try Self.words(fields, "sourceAddressPrefix", "sourceAddressPrefixes"),
        groups: try fields.references("sourceApplicationSecurityGroups"))
      destinations = PeerWords(
        words: try Self.words(fields, "destinationAddressPrefix", "destinationAddressPrefixes"),
        groups: try fields.references("destinationApplicationSecurityGroups"))
      sourcePorts = try Self.words(fields, "sourcePortRange", "sourcePortRanges")
      destinationPorts = try Self.words(fields, "destinationPortRange", "destinationPortRanges")
      traffic = try RuleTraffic.traffic(proto, sourcePorts, destinationPorts, at: location)
    }

    private init(
      _ name: String, _ priority: Int, isInbound: Bool, allows: Bool, from source: String,
      to destination: String, at location: SourceLocation
    ) {
      self.name = name
      self.priority = priority
      self.isInbound = isInbound
      self.allows = allows
      self.location = location
      isDefault = true
      proto = "*"
      sources = PeerWords(words: [source], groups: [])
      destinations = PeerWords(words: [destination], groups: [])
      sourcePorts = ["*"]
      destinationPorts = ["*"]
      traffic = .all
    }

    /// A rule of a network manager, as far as it says who and what is meant.
    init(
      name: String, priority: Int, isInbound: Bool, allows: Bool, proto: String,
      sources: [String], destinations: [String], sourcePorts: [String],
      destinationPorts: [String], at location: SourceLocation
    ) throws(ReadFault) {
      self.name = name
      self.priority = priority
      self.isInbound = isInbound
      self.allows = allows
      self.proto = proto
      self.sources = PeerWords(words: sources, groups: [])
      self.destinations = PeerWords(words: destinations, groups: [])
      self.sourcePorts = sourcePorts
      self.destinationPorts = destinationPorts
      self.location = location
      isDefault = false
      traffic = try RuleTraffic.traffic(proto, sourcePorts, destinationPorts, at: location)
    }

    /// The rules that every group has (AZ-2.6).
    static func defaults(at location: SourceLocation) -> [SecurityRule] {
      let net = "VirtualNetwork"
      return [
        .init(
          "AllowVnetInBound", 65000, isInbound: true, allows: true, from: net, to: net,
          at: location),
        .init(
          "AllowAzureLoadBalancerInBound", 65001, isInbound: true, allows: true,
          from: "AzureLoadBalancer", to: "*", at: location),
        .init(
          "DenyAllInBound", 65500, isInbound: true, allows: false, from: "*", to: "*",
          at: location),
        .init(
          "AllowVnetOutBound", 65000, isInbound: false, allows: true, from: net, to: net,
          at: location),
        .init(
          "AllowInternetOutBound", 65001, isInbound: false, allows: true, from: "*",
          to: "Internet", at: location),
        .init(
          "DenyAllOutBound", 65500, isInbound: false, allows: false, from: "*", to: "*",
          at: location),
      ]
    }

    /// The rule as people read it.
    var text: String {
      let source = Self.words(sources)
      let destination = Self.words(destinations)
      // Nobody can remove a default rule; a rule with a lower number overrides it.
      let note = isDefault ? " (default rule, overridden by lower numbers)" : ""
      return "\(priority) \(name)\(note): \(allows ? "allow" : "deny") "
        + "\(RuleTraffic.text(self)) from \(source) to \(destination)"
    }

    /// The names of those whom a rule means.
    static func words(_ words: PeerWords) -> String {
      let all = words.words + words.groups.map(\.name)
      if all.count > 4 { return "\(all[0]), \(all[1]) and \(all.count - 2) more" }
      return all.isEmpty ? "nobody" : all.joined(separator: ", ")
    }

    private static func words(
      _ fields: Fields, _ single: StaticString, _ plural: StaticString
    ) throws(ReadFault) -> [String] {
      var words: [String] = []
      if let word = try fields.text(single), !word.isEmpty { words.append(word) }
      for word in try fields.texts(plural) where !word.isEmpty && !words.contains(word) {
        words.append(word)
      }
      return words
    }

    private static func choice(
      _ fields: Fields, _ key: StaticString, _ yes: String, _ no: String
    ) throws(ReadFault) -> Bool {
      guard let text = try fields.text(key)?.lowercased() else {
        if fields.has(key), fields.template != nil { return true }
        throw ReadFault(fields.location, "a rule has no \(key)")
      }
      guard text == yes || text == no else {
        throw ReadFault(fields.location, "\(key) is neither \(yes) nor \(no)")
      }
      return text == yes
    }
  }

  /// An application security group, from `az network asg list` (AZ-2.9).
  struct ApplicationGroup: ExportedRecord {
    var header: Header

    init(_ header: Header, _ fields: Fields) throws(ReadFault) { self.header = header }
  }
}
