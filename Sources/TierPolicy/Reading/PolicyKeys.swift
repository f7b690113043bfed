/// The keys that a policy file may hold, object by object.
///
/// The editors' schema is held against this table by a test.
enum PolicyKeys: String, CaseIterable {
  /// The whole file.
  case policy
  /// A claim about who belongs to a tier.
  case selector
  /// A rule.
  case rule
  /// An entry of the register of allowed flows.
  case flow
  /// An exception.
  case waiver
  /// A statement on which machine something lives.
  case placement
  /// A link between networks.
  case link

  /// The keys, in the order in which they are usually written.
  var keys: [String] {
    switch self {
    case .policy:
      [
        "version", "system", "tiers", "services", "rules", "flows", "waivers", "placements",
        "links",
      ]
    case .selector:
      [
        "tag", "name", "id", "kind", "cidr", "network", "subnet", "security-group", "account",
        "provider", "region", "zone", "service", "any", "all", "not",
      ]
    case .rule:
      [
        "id", "only", "never", "must", "reach", "on", "through", "depth", "severity", "why",
        "references",
      ]
    case .flow: ["from", "to", "on", "owner", "why"]
    case .waiver:
      [
        "rule", "from", "to", "on", "reason", "owner", "approved-by", "ticket", "created",
        "expires",
      ]
    case .placement: ["host", "compose", "engine", "firewall"]
    case .link: ["between", "via", "routes"]
    }
  }

  /// The keys without which the object means nothing.
  var required: [String] {
    switch self {
    case .policy: ["version"]
    case .selector: []
    case .rule: ["id", "reach"]
    case .flow: ["from", "to"]
    case .waiver: ["rule", "expires"]
    case .placement: ["host"]
    case .link: ["between"]
    }
  }

  /// The object in words, for messages.
  var title: String {
    switch self {
    case .policy: "the policy"
    case .selector: "a selector"
    case .rule: "a rule"
    case .flow: "a flow"
    case .waiver: "a waiver"
    case .placement: "a placement"
    case .link: "a link"
    }
  }
}
