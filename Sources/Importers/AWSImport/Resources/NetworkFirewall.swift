import Documents

extension Exported {
  /// A firewall of AWS Network Firewall, from `aws network-firewall describe-firewall`, of which the
  /// whole answer is the record (AWS-NFW-01).
  struct NetworkFirewall: ExportedRecord {
    /// `Firewall.FirewallArn`.
    var id: String
    /// `Firewall.FirewallName`.
    var name: String
    /// `Firewall.FirewallPolicyArn`.
    var policyARN: String?
    /// `Firewall.VpcId`.
    var vpcID: String?
    /// `FirewallStatus.SyncStates`: its endpoints, one for each zone.
    var endpoints: [Endpoint]
    /// Where it stands.
    var location: SourceLocation

    /// An endpoint of a firewall.
    struct Endpoint: Sendable {
      /// `Attachment.EndpointId`, to which routes lead.
      var id: String
      /// `Attachment.SubnetId`.
      var subnetID: String?
    }

    init(_ value: JSONValue) throws(ReadFault) {
      guard let firewall = try value.object("Firewall") else {
        throw ReadFault(value, "an answer about a firewall has no Firewall")
      }
      id = try firewall.requiredText("FirewallArn")
      name = try firewall.text("FirewallName") ?? ARN.tail(of: id, after: "firewall/")
      policyARN = try firewall.text("FirewallPolicyArn")
      vpcID = try firewall.text("VpcId")
      endpoints = []
      let states = try value.object("FirewallStatus")?.object("SyncStates")
      for (_, zone) in states?.members.map({ ($0.key, $0.value) }) ?? [] {
        guard zone.kind == .object, let attachment = try zone.object("Attachment"),
          let endpoint = try attachment.text("EndpointId")
        else { continue }
        endpoints.append(
          Endpoint(id: endpoint, subnetID: try attachment.text("SubnetId")))
      }
      endpoints.sort { $0.id < $1.id }
      location = firewall.location
    }

    /// The account in its name.
    var ownerID: String? { ARN.account(of: id) }
  }
}
