import Documents

extension Exported {
  /// Rules of AWS Network Firewall, from `aws network-firewall describe-rule-group`.
  struct FirewallRuleGroup: ExportedRecord {
    /// `RuleGroupResponse.RuleGroupArn`.
    var id: String
    /// `StatelessRulesAndCustomActions.StatelessRules`, by their priority.
    var statelessRules: [StatelessRule]
    /// `StatefulRules`.
    var statefulRules: [StatefulRule]
    /// `RulesString`: rules in the language of Suricata.
    var text: String?
    /// `RulesSourceList.GeneratedRulesType`, where domains are listed.
    var domainAction: String?
    /// `RuleVariables.IPSets`.
    var addressVariables: [String: [String]]
    /// `RuleVariables.PortSets`.
    var portVariables: [String: [String]]
    /// `ReferenceSets.IPSetReferences`: the ARNs of prefix lists.
    var references: [String: String]
    /// Where it stands.
    var location: SourceLocation

    /// A rule that looks at each packet alone.
    struct StatelessRule: Sendable {
      /// `Priority`; the lowest comes first.
      var priority: Int
      /// `Sources` and `Destinations`; empty for all.
      var sources: [String]
      var destinations: [String]
      /// `SourcePorts` and `DestinationPorts`; empty for all.
      var sourcePorts: [ClosedRange<UInt16>]
      var destinationPorts: [ClosedRange<UInt16>]
      /// `Protocols`; empty for all.
      var protocols: [UInt8]
      /// Whether `TCPFlags` are looked at.
      var hasFlags: Bool
      /// `Actions`.
      var actions: [String]
      /// Where it stands.
      var location: SourceLocation
    }

    /// A rule that looks at flows.
    struct StatefulRule: Sendable {
      /// `Action`: `PASS`, `DROP`, `REJECT` or `ALERT`.
      var action: String
      /// `Header.Protocol`, in capitals.
      var proto: String
      /// `Header.Source`, `SourcePort`, `Destination` and `DestinationPort`.
      var source: String
      var sourcePort: String
      var destination: String
      var destinationPort: String
      /// `Header.Direction` is `ANY`.
      var isBidirectional: Bool
      /// `RuleOptions[].Keyword`.
      var keywords: [String]
      /// Where it stands.
      var location: SourceLocation
    }

    init(_ value: JSONValue) throws(ReadFault) {
      guard let response = try value.object("RuleGroupResponse"),
        let group = try value.object("RuleGroup"), let rules = try group.object("RulesSource")
      else { throw ReadFault(value, "an answer about a rule group has no RulesSource") }
      id = try response.requiredText("RuleGroupArn")
      text = try rules.text("RulesString")
      domainAction = nil
      if let list = try rules.object("RulesSourceList") {
        domainAction = try list.text("GeneratedRulesType") ?? "an unknown type"
      }
      let variables = try group.object("RuleVariables")
      addressVariables = try Self.definitions(variables?.object("IPSets"))
      portVariables = try Self.definitions(variables?.object("PortSets"))
      references = [:]
      let sets = try group.object("ReferenceSets")?.object("IPSetReferences")
      for (key, set) in sets?.members.map({ ($0.key.string, $0.value) }) ?? [] {
        guard set.kind == .object else { throw ReadFault(set, "a reference is not an object") }
        references[key] = try set.text("ReferenceArn")
      }
      statelessRules = []
      let stateless = try rules.object("StatelessRulesAndCustomActions")
      for record in try stateless?.records("StatelessRules") ?? [] {
        statelessRules.append(try StatelessRule(record))
      }
      statelessRules = statelessRules.enumerated().sorted { left, right in
        (left.element.priority, left.offset) < (right.element.priority, right.offset)
      }.map(\.element)
      statefulRules = []
      for record in try rules.records("StatefulRules") {
        statefulRules.append(try StatefulRule(record))
      }
      location = group.location
    }

    /// The account in its name.
    var ownerID: String? { ARN.account(of: id) }

    /// Named lists, each in a member `Definition`.
    static func definitions(_ value: JSONValue?) throws(ReadFault) -> [String: [String]] {
      var result: [String: [String]] = [:]
      for (key, set) in value?.members.map({ ($0.key.string, $0.value) }) ?? [] {
        guard set.kind == .object else { throw ReadFault(set, "a variable is not an object") }
        result[key] = try set.texts("Definition")
      }
      return result
    }
  }
}

extension Exported.FirewallRuleGroup.StatelessRule {
  init(_ value: JSONValue) throws(ReadFault) {
    priority = try value.number("Priority") ?? 0
    location = value.location
    guard let rule = try value.object("RuleDefinition") else {
      throw ReadFault(value, "a stateless rule has no RuleDefinition")
    }
    actions = try rule.texts("Actions")
    let match = try rule.object("MatchAttributes") ?? rule
    sources = []
    for record in try match.records("Sources") {
      sources.append(try record.requiredText("AddressDefinition"))
    }
    destinations = []
    for record in try match.records("Destinations") {
      destinations.append(try record.requiredText("AddressDefinition"))
    }
    sourcePorts = try Self.ports(match.records("SourcePorts"))
    destinationPorts = try Self.ports(match.records("DestinationPorts"))
    protocols = []
    if let list = match.member("Protocols") {
      guard list.kind == .array else { throw ReadFault(list, "Protocols is not a list") }
      for number in list.elements {
        guard let found = number.int.flatMap({ UInt8(exactly: $0) }) else {
          throw ReadFault(number, "an element of Protocols is not a protocol")
        }
        protocols.append(found)
      }
    }
    hasFlags = try !match.records("TCPFlags").isEmpty
  }

  private static func ports(_ values: [JSONValue]) throws(ReadFault) -> [ClosedRange<UInt16>] {
    var result: [ClosedRange<UInt16>] = []
    for value in values {
      let first = try value.number("FromPort") ?? 0
      let last = try value.number("ToPort") ?? 65535
      guard let low = UInt16(exactly: first), let high = UInt16(exactly: last), low <= high else {
        throw ReadFault(value, "\(first)-\(last) is no range of ports")
      }
      result.append(low...high)
    }
    return result
  }
}

extension Exported.FirewallRuleGroup.StatefulRule {
  init(_ value: JSONValue) throws(ReadFault) {
    guard let header = try value.object("Header") else {
      throw ReadFault(value, "a stateful rule has no Header")
    }
    action = try value.requiredText("Action").uppercased()
    proto = try header.requiredText("Protocol").uppercased()
    source = try header.requiredText("Source")
    sourcePort = try header.requiredText("SourcePort")
    destination = try header.requiredText("Destination")
    destinationPort = try header.requiredText("DestinationPort")
    isBidirectional = try header.text("Direction")?.uppercased() == "ANY"
    keywords = []
    for option in try value.records("RuleOptions") {
      keywords.append(try option.text("Keyword")?.lowercased() ?? "")
    }
    location = value.location
  }

  /// Reads a rule in the language of Suricata, such as
  /// `drop tcp $HOME_NET any -> any 22 (msg:"ssh"; sid:1;)`; nil when it is none.
  init?(text: Substring, at location: SourceLocation) {
    let parts = text.split(separator: "(", maxSplits: 1, omittingEmptySubsequences: false)
    guard let head = parts.first else { return nil }
    var words: [String] = []
    var depth = 0
    for character in head {
      if character == "[" { depth += 1 }
      if character == "]" { depth -= 1 }
      if character.isWhitespace, depth <= 0 {
        words.append("")
      } else if !character.isWhitespace {
        if words.isEmpty { words.append("") }
        words[words.count - 1].append(character)
      }
    }
    words.removeAll { $0.isEmpty }
    guard words.count == 7, ["->", "<>"].contains(words[4]) else { return nil }
    action = words[0].uppercased()
    proto = words[1].uppercased()
    source = words[2]
    sourcePort = words[3]
    isBidirectional = words[4] == "<>"
    destination = words[5]
    destinationPort = words[6]
    keywords = ["text"]
    self.location = location
  }
}
