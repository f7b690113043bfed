import Documents
import PacketSets

extension Exported {
  /// A firewall policy with its associations (API resource firewallPolicies, GCP-1.5).
  struct FirewallPolicy: ExportedRecord {
    var id: String
    /// `shortName`, `displayName` or `name`.
    var name: String
    /// `rules`, in the order of their priorities.
    var rules: [PolicyRule]
    /// `associations[].attachmentTarget`, with the priority.
    var associations: [Association]
    /// Whether `policySource` is SYSTEM (GCP-4.4).
    var isOfSystem: Bool
    /// `policyType`, of which only VPC_POLICY is about machines.
    var type: String
    var mark: Mark

    /// What a policy is attached to; without any it does nothing (GCP-1.5).
    struct Association: Equatable, Sendable {
      var target: String
      var priority: Int
    }

    init(_ origin: Origin) throws(ReadFault) {
      let value = origin.value
      id = try origin.identity("firewallPolicies")
      let shortName = try value.text("shortName")
      let displayName = try value.text("displayName")
      let ownName = try value.text("name")
      name = shortName ?? displayName ?? ownName ?? ResourceName.last(id)
      rules = try Self.rules(origin)
      associations = []
      for element in try value.records("associations") {
        guard let target = try origin.part(element).reference("attachmentTarget") else { continue }
        associations.append(
          Association(target: target, priority: try element.number("priority") ?? 0))
      }
      isOfSystem = try value.text("policySource") == "SYSTEM"
      type = try value.text("policyType") ?? "VPC_POLICY"
      mark = Mark(location: value.location)
    }

    /// The rules in the order in which they are tried; at equal priority, which hand-made exports
    /// have, denying ones first.
    static func rules(_ origin: Origin) throws(ReadFault) -> [PolicyRule] {
      guard origin.value["rules"] != nil else { return [] }
      var rules: [PolicyRule] = []
      for element in try origin.value.records("rules") {
        rules.append(try PolicyRule(origin.part(element)))
      }
      return rules.enumerated().sorted { left, right in
        (left.element.priority, left.element.action == .deny ? 0 : 1, left.offset)
          < (right.element.priority, right.element.action == .deny ? 0 : 1, right.offset)
      }.map(\.element)
    }

    /// The region of a regional policy.
    var region: String? {
      id.hasPrefix("projects/") ? ResourceName.segment(after: "regions", in: id) : nil
    }
  }

  /// What `gcloud compute networks get-effective-firewalls` answers (GCP-1.4).
  struct EffectiveFirewalls: Sendable {
    /// The path of the object that was asked, where an envelope tells it.
    var subject: String?
    /// The rules of the network, or those that concern one machine.
    var firewalls: [Firewall]
    /// The policies in the order in which they are tried.
    var policies: [Section]
    var location: SourceLocation
    /// The number of its file.
    var file: Int

    /// A policy as the answer lists it.
    struct Section: Equatable, Sendable {
      var type: String
      var name: String
      var priority: Int
      var rules: [PolicyRule]
      var mark: Mark
    }

    init(_ origin: Origin) throws(ReadFault) {
      let value = origin.value
      subject = origin.record.name
      firewalls = []
      for element in try value.records("firewalls") {
        firewalls.append(try Firewall(origin.part(element)))
      }
      policies = []
      let key: StaticString =
        value["firewallPolicys"] == nil ? "firewallPolicies" : "firewallPolicys"
      for element in try value.records(key) {
        let shortName = try element.text("shortName")
        let displayName = try element.text("displayName")
        let ownName = try element.text("name")
        let name = shortName ?? displayName ?? ownName
        policies.append(
          Section(
            type: try element.text("type") ?? "HIERARCHY", name: name ?? "policy",
            priority: try element.number("priority") ?? 0,
            rules: try FirewallPolicy.rules(origin.part(element)),
            mark: Mark(location: element.location)))
      }
      location = value.location
      file = origin.record.file
    }
  }
}
