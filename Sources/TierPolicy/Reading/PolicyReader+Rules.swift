import Documents
import PacketSets

/// Reading rules, and what is registered beside them.
extension PolicyReader {
  mutating func readRules(_ node: YAMLNode?) -> [PolicyRule] {
    var seen: Set<String> = []
    return objects(node, .rule).compactMap { fields in
      let id = text(fields, "id")
      if !id.isEmpty, !seen.insert(id).inserted {
        report(
          "policy.duplicateId", "there is a rule \(quoted(id)) already",
          fields.valueLocation("id"))
      }
      return readRule(fields, id: id)
    }
  }

  private mutating func readRule(_ fields: Fields, id: String) -> PolicyRule? {
    let forms = PolicyRule.Form.allCases.filter { fields[$0.rawValue] != nil }
    if forms.count != 1 {
      let count = forms.isEmpty ? "none" : forms.map(\.rawValue).joined(separator: " and ")
      report(
        "policy.ruleForm", "a rule takes one of only, never and must; this one has \(count)",
        forms.count > 1 ? fields.location(of: forms[1].rawValue) : fields.location)
    }
    var sources: [String] = []
    for form in forms { sources = tiers(fields[form.rawValue], form.rawValue) }
    let services = services(fields)
    let depth = fields["depth"].flatMap { readDepth($0, forms) }
    let reach = choice(fields, "through", PolicyRule.Reach.self) ?? .direct
    if reach == .proxies, forms == [.must] {
      report(
        "policy.unsupported", "through: proxies is not supported with must by this version",
        fields.location(of: "through"))
    }
    return PolicyRule(
      id: id, form: forms.first ?? .never, sources: sources,
      destinations: tiers(fields["reach"], "reach"), services: services.names,
      traffic: services.traffic, reach: reach, depth: depth,
      severity: choice(fields, "severity", Severity.self) ?? .medium, why: text(fields, "why"),
      references: fields["references"].map { words($0, quoted("references")).map(\.text) } ?? [],
      location: fields.location)
  }

  private mutating func readDepth(_ node: YAMLNode, _ forms: [PolicyRule.Form]) -> Int? {
    guard let depth = text(node, quoted("depth")) else { return nil }
    guard let number = Int(depth), number >= 1 else {
      report("policy.type", "depth must be a number of layers from 1", node.location)
      return nil
    }
    if forms == [.must] {
      report("policy.unsupported", "depth belongs to only and never", node.location)
    }
    if number > 4 {
      report("policy.unsupported", "depth is 4 at most, not \(number)", node.location)
    }
    return number
  }

  /// Reads one of the words that an enumeration knows.
  private mutating func choice<Choice: RawRepresentable & CaseIterable>(
    _ fields: Fields, _ key: String, _ type: Choice.Type
  ) -> Choice? where Choice.RawValue == String {
    guard let node = fields[key], let word = text(node, quoted(key)) else { return nil }
    if let choice = Choice(rawValue: word) { return choice }
    let known = Choice.allCases.map(\.rawValue)
    report(
      "policy.choice",
      "\(key) must be one of \(known.joined(separator: ", ")), not \(quoted(word))",
      (word, node.location), among: known)
    return nil
  }

  mutating func readFlow(_ fields: Fields) -> AllowedFlow? {
    let services = services(fields)
    return AllowedFlow(
      sources: tiers(fields["from"], "from"), destinations: tiers(fields["to"], "to"),
      services: services.names, traffic: services.traffic, owner: text(fields, "owner"),
      why: text(fields, "why"), location: fields.location)
  }

  mutating func readWaiver(_ fields: Fields) -> Waiver? {
    let rule = text(fields, "rule")
    let known = policy.rules.map(\.id)
    if !rule.isEmpty, !known.contains(rule) {
      report(
        "policy.unknownRule", "there is no rule \(quoted(rule))",
        (rule, fields.valueLocation("rule")), among: known)
    }
    let services = services(fields)
    let created = date(fields, "created")
    let source = side(fields["from"], "from")
    let destination = side(fields["to"], "to")
    guard let expires = date(fields, "expires") else { return nil }
    if expires > (created ?? asOf).aYearLater {
      report(
        "policy.waiverTooLong",
        "a waiver may last a year at most: until \((created ?? asOf).aYearLater), not \(expires)",
        fields.valueLocation("expires"),
        advice: created == nil ? "it is counted from \(asOf) unless created is given" : nil)
    }
    return Waiver(
      rule: rule, source: source, destination: destination, services: services.names,
      traffic: services.traffic, reason: text(fields, "reason"), owner: text(fields, "owner"),
      approvedBy: text(fields, "approved-by"), ticket: text(fields, "ticket"), created: created,
      expires: expires, location: fields.location)
  }

  private mutating func side(_ node: YAMLNode?, _ key: String) -> Waiver.Side? {
    guard let node else { return nil }
    if mapping(node) != nil { return selector(node).map { .selector($0) } }
    return .tiers(tiers(node, key))
  }

  private mutating func date(_ fields: Fields, _ key: String) -> CalendarDate? {
    guard let node = fields[key], let word = text(node, quoted(key)) else { return nil }
    if let date = CalendarDate(word) { return date }
    report(
      "policy.date", "\(quoted(word)) is no day", node.location,
      advice: "write one like 2027-01-31")
    return nil
  }

  mutating func readPlacement(_ fields: Fields) -> Placement? {
    guard let host = fields["host"].flatMap({ selector($0) }) else { return nil }
    return Placement(
      host: host, compose: text(fields, "compose"), engine: text(fields, "engine"),
      firewall: text(fields, "firewall"), location: fields.location)
  }

  mutating func readLink(_ fields: Fields) -> NetworkLink? {
    guard let between = fields["between"] else { return nil }
    let networks = words(between, quoted("between"))
    if networks.count != 2 {
      report("policy.type", "a link is between two networks", between.location)
    }
    return NetworkLink(
      networks: networks.map(\.text), via: text(fields, "via"),
      routes: fields["routes"].map { prefixes($0, "routes") } ?? [], location: fields.location)
  }
}
