import Documents
import PacketSets

extension Exported {
  /// A VPC network, from `gcloud compute networks list` (API resource networks).
  struct Network: ExportedRecord {
    var id: String
    /// `peerings`.
    var peerings: [Peering]
    /// Whether `networkFirewallPolicyEnforcementOrder` puts policies before the rules of the network
    /// (GCP-4.2).
    var policiesComeFirst: Bool
    /// `firewallPolicy`: the global network policy.
    var firewallPolicy: String?
    /// `networkProfile`, with which other rules hold (GCP-4.7).
    var profile: String?
    /// Whether `routingConfig.routingMode` is GLOBAL (GCP-6.13).
    var routesGlobally: Bool
    /// `IPv4Range` of a legacy network, which has no subnets.
    var legacyRange: Prefix?
    var mark: Mark

    init(_ origin: Origin) throws(ReadFault) {
      let value = origin.value
      id = try origin.identity("networks")
      peerings = []
      for element in try value.records("peerings") {
        peerings.append(try Peering(origin.part(element)))
      }
      policiesComeFirst =
        try value.text("networkFirewallPolicyEnforcementOrder") == "BEFORE_CLASSIC_FIREWALL"
      firewallPolicy = try origin.reference("firewallPolicy")
      profile = try value.text("networkProfile")
      routesGlobally = try value.object("routingConfig")?.text("routingMode") == "GLOBAL"
      legacyRange = try value.prefix("IPv4Range")
      mark = Mark(location: value.location)
    }
  }

  /// One side of a peering between two networks (GCP-6.12).
  struct Peering: Equatable, Sendable {
    /// `name`.
    var name: String
    /// `network`: the other side.
    var network: String
    /// `state`.
    var isActive: Bool
    /// `exportCustomRoutes`.
    var exportsCustomRoutes: Bool
    /// `importCustomRoutes`.
    var importsCustomRoutes: Bool
    /// `exportSubnetRoutesWithPublicIp`, on unless switched off.
    var exportsPublicSubnets: Bool
    /// `importSubnetRoutesWithPublicIp`.
    var importsPublicSubnets: Bool
    /// Whether `stackType` includes IPv6.
    var carriesIPv6: Bool
    var mark: Mark

    init(_ origin: Origin) throws(ReadFault) {
      let value = origin.value
      name = try value.text("name") ?? "peering"
      guard let other = try origin.network() else {
        throw ReadFault(value, "a peering names no network")
      }
      network = other
      isActive = try value.text("state") == "ACTIVE"
      exportsCustomRoutes = try value.flag("exportCustomRoutes") ?? false
      importsCustomRoutes = try value.flag("importCustomRoutes") ?? false
      exportsPublicSubnets = try value.flag("exportSubnetRoutesWithPublicIp") ?? true
      importsPublicSubnets = try value.flag("importSubnetRoutesWithPublicIp") ?? false
      carriesIPv6 = try value.text("stackType") == "IPV4_IPV6"
      mark = Mark(location: value.location)
    }
  }
}
