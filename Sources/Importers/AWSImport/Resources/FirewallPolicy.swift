import Documents

extension Exported {
  /// What a firewall does with packets, from `aws network-firewall describe-firewall-policy`.
  struct FirewallPolicy: ExportedRecord {
    /// `FirewallPolicyResponse.FirewallPolicyArn`.
    var id: String
    /// `StatelessRuleGroupReferences`, by their priority.
    var statelessGroups: [GroupReference]
    /// `StatelessDefaultActions`, such as `aws:forward_to_sfe`.
    var statelessDefaults: [String]
    /// `StatefulRuleGroupReferences`, by their priority where they have one.
    var statefulGroups: [GroupReference]
    /// `StatefulDefaultActions`, such as `aws:drop_strict`.
    var statefulDefaults: [String]
    /// `StatefulEngineOptions.RuleOrder` is `STRICT_ORDER`.
    var isStrict: Bool
    /// `PolicyVariables.RuleVariables`, of which `HOME_NET` is one.
    var variables: [String: [String]]
    /// Where it stands.
    var location: SourceLocation

    /// A rule group that the policy uses.
    struct GroupReference: Sendable {
      /// `ResourceArn`.
      var arn: String
      /// `Priority`; the lowest comes first.
      var priority: Int
      /// `Override.Action` is `DROP_TO_ALERT`.
      var onlyAlerts: Bool
    }

    init(_ value: JSONValue) throws(ReadFault) {
      guard let response = try value.object("FirewallPolicyResponse"),
        let policy = try value.object("FirewallPolicy")
      else { throw ReadFault(value, "an answer about a firewall policy has no FirewallPolicy") }
      id = try response.requiredText("FirewallPolicyArn")
      statelessGroups = try Self.groups(policy.records("StatelessRuleGroupReferences"))
      statelessDefaults = try policy.texts("StatelessDefaultActions")
      statefulGroups = try Self.groups(policy.records("StatefulRuleGroupReferences"))
      statefulDefaults = try policy.texts("StatefulDefaultActions")
      isStrict =
        try policy.object("StatefulEngineOptions")?.text("RuleOrder") == "STRICT_ORDER"
      variables = try FirewallRuleGroup.definitions(
        policy.object("PolicyVariables")?.object("RuleVariables"))
      location = policy.location
    }

    private static func groups(_ values: [JSONValue]) throws(ReadFault) -> [GroupReference] {
      var result: [GroupReference] = []
      for value in values {
        result.append(
          GroupReference(
            arn: try value.requiredText("ResourceArn"),
            priority: try value.number("Priority") ?? 0,
            onlyAlerts: try value.object("Override")?.text("Action") == "DROP_TO_ALERT"))
      }
      return result.enumerated().sorted { left, right in
        (left.element.priority, left.offset) < (right.element.priority, right.offset)
      }.map(\.element)
    }

    /// The account in its name.
    var ownerID: String? { ARN.account(of: id) }
  }
}
