import Documents
import PacketSets

extension Exported {
  /// A VPC firewall rule, from `gcloud compute firewall-rules list` (API resource firewalls).
  struct Firewall: ExportedRecord {
    var id: String
    /// `network`.
    var network: String
    /// Whether `direction` is EGRESS; it is INGRESS where nothing is said (GCP-2.1).
    var isEgress: Bool
    /// `disabled`: as if the rule were not there (GCP-2.1).
    var isDisabled: Bool
    /// Whether it has `allowed` entries; otherwise `denied` ones.
    var allows: Bool
    /// The protocols and ports (GCP-2.2).
    var traffic: TrafficDescription
    /// `priority`, 1000 where nothing is said (GCP-2.3).
    var priority: Int
    /// `sourceRanges`.
    var sourceRanges: [Prefix]
    /// `destinationRanges`.
    var destinationRanges: [Prefix]
    /// `sourceTags`.
    var sourceTags: [String]
    /// `sourceServiceAccounts`.
    var sourceServiceAccounts: [String]
    /// `targetTags`.
    var targetTags: [String]
    /// `targetServiceAccounts`.
    var targetServiceAccounts: [String]
    var mark: Mark

    init(_ origin: Origin) throws(ReadFault) {
      let value = origin.value
      id = try origin.identity("firewalls")
      network = try origin.network() ?? origin.projects.network("default", in: origin.project)
      isEgress = try value.text("direction") == "EGRESS"
      isDisabled = try value.flag("disabled") ?? false
      let allowed = try value.records("allowed")
      let denied = try value.records("denied")
      guard allowed.isEmpty != denied.isEmpty else {
        throw ReadFault(value, "a rule has neither allowed nor denied entries, or both")
      }
      allows = !allowed.isEmpty
      traffic = try TrafficDescription(allowed.isEmpty ? denied : allowed, "IPProtocol")
      priority = try value.number("priority") ?? 1000
      sourceRanges = try value.prefixes("sourceRanges")
      destinationRanges = try value.prefixes("destinationRanges")
      sourceTags = try value.texts("sourceTags").sorted()
      sourceServiceAccounts = try value.texts("sourceServiceAccounts").sorted()
      targetTags = try value.texts("targetTags").sorted()
      targetServiceAccounts = try value.texts("targetServiceAccounts").sorted()
      mark = Mark(location: value.location)
    }
  }
}
