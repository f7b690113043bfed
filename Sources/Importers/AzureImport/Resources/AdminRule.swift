import Documents

extension Exported {
  /// An admin rule of a network manager, from
  /// `az network manager list-effective-security-admin-rule` (AZ-5.2).
  struct AdminRule {
    /// Who and what is meant.
    var rule: SecurityRule
    /// What happens to what it matches.
    var access: Access
    /// Whether it means members of network groups, which are not in the answer.
    var namesGroups: (sources: Bool, destinations: Bool)
    /// The configuration to which it belongs.
    var configuration: AzureID?

    /// What an admin rule does (AZ-5.1).
    enum Access: String {
      /// The rules of security groups decide.
      case allow
      /// The packet is dropped.
      case deny
      /// The packet passes whatever security groups say.
      case alwaysAllow = "alwaysallow"
    }

    init(_ fields: Fields) throws(ReadFault) {
      let location = fields.location
      guard let access = Access(rawValue: try fields.text("access")?.lowercased() ?? "") else {
        throw ReadFault(location, "an admin rule has no access")
      }
      self.access = access
      let direction = try fields.text("direction")?.lowercased()
      guard direction == "inbound" || direction == "outbound" else {
        throw ReadFault(location, "the direction of an admin rule is neither inbound nor outbound")
      }
      let sources = try Self.peers(fields, "sources")
      let destinations = try Self.peers(fields, "destinations")
      namesGroups = (sources.hasGroups, destinations.hasGroups)
      let id = try fields.text("id")
      configuration = id.map { AzureID($0).parent.parent }
      let name = id.map { AzureID($0).name } ?? "rule"
      rule = try SecurityRule(
        name: name, priority: try fields.number("priority") ?? 0,
        isInbound: direction == "inbound", allows: access != .deny,
        proto: try fields.text("protocol") ?? "Any", sources: sources.words,
        destinations: destinations.words, sourcePorts: try fields.texts("sourcePortRanges"),
        destinationPorts: try fields.texts("destinationPortRanges"), at: location)
    }

    /// The rule as people read it.
    var text: String {
      let verb =
        switch access {
        case .allow: "leave to security groups"
        case .deny: "deny"
        case .alwaysAllow: "always allow"
        }
      let source = SecurityRule.words(rule.sources)
      let destination = SecurityRule.words(rule.destinations)
      return "\(rule.priority) \(rule.name) (admin rule): \(verb) \(RuleTraffic.text(rule)) "
        + "from \(source) to \(destination)"
    }

    private static func peers(
      _ fields: Fields, _ key: StaticString
    ) throws(ReadFault) -> (words: [String], hasGroups: Bool) {
      var words: [String] = []
      var hasGroups = false
      for item in try fields.objects(key) {
        if try item.text("addressPrefixType")?.lowercased() == "networkgroup" {
          hasGroups = true
        } else if let word = try item.text("addressPrefix"), !word.isEmpty {
          words.append(word)
        }
      }
      // A side that names nobody means everybody.
      if words.isEmpty, !hasGroups { words = ["*"] }
      return (words, hasGroups)
    }
  }

  /// A connectivity configuration that holds for a network, from
  /// `az network manager list-effective-connectivity-config` (AZ-5.7).
  struct Connectivity {
    /// `id`.
    var id: AzureID
    /// Whether it joins networks without peerings: a mesh, or spokes that are directly connected.
    var isConnectedGroup: Bool
    /// Where it stands.
    var location: SourceLocation

    init(_ fields: Fields) throws(ReadFault) {
      id = AzureID(try fields.requiredText("id"))
      location = fields.location
      var isGroup = try fields.text("connectivityTopology")?.lowercased() == "mesh"
      for group in try fields.objects("appliesToGroups")
      where try group.text("groupConnectivity")?.lowercased() == "directlyconnected" {
        isGroup = true
      }
      isConnectedGroup = isGroup
    }
  }
}
