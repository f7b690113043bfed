import Documents

extension Exported {
  /// A rule of a listener, from `aws elbv2 describe-rules` (API page DescribeRules, type Rule).
  struct ListenerRule: ExportedRecord {
    /// `RuleArn`.
    var id: String
    /// The target groups to which `Actions` forward.
    var targetGroupARNs: [String]
    /// Where it stands.
    var location: SourceLocation

    init(_ value: JSONValue) throws(ReadFault) {
      id = try value.requiredText("RuleArn")
      targetGroupARNs = try ListenerAction.targetGroups(of: value, "Actions")
      location = value.location
    }

    /// The account in its name.
    var ownerID: String? { ARN.account(of: id) }

    /// The listener, whose name the name of the rule holds: `listener-rule/…/LISTENER/RULE`.
    var listenerID: String {
      let parts = id.split(separator: "/", omittingEmptySubsequences: false)
      return parts.dropLast().joined(separator: "/")
        .replacing(":listener-rule/", with: ":listener/", maxReplacements: 1)
    }
  }
}
