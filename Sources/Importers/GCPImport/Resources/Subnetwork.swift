import Documents
import PacketSets

extension Exported {
  /// A subnet, from `gcloud compute networks subnets list` (API resource subnetworks).
  struct Subnetwork: ExportedRecord {
    var id: String
    /// `network`.
    var network: String
    /// `region`.
    var region: String
    /// `ipCidrRange`.
    var range: Prefix?
    /// `secondaryIpRanges`, for alias addresses.
    var secondaryRanges: [SecondaryRange]
    /// `internalIpv6Prefix` and `externalIpv6Prefix`.
    var ranges6: [Prefix]
    /// `purpose`.
    var purpose: String
    /// `role`, of proxy-only subnets.
    var isBackup: Bool
    /// `privateIpGoogleAccess` (GCP-6.11).
    var reachesGoogle: Bool
    /// `allowSubnetCidrRoutesOverlap` (GCP-6.3).
    var isHybrid: Bool
    var mark: Mark

    /// A range for alias addresses.
    struct SecondaryRange: Equatable, Sendable {
      var name: String
      var range: Prefix
    }

    init(_ origin: Origin) throws(ReadFault) {
      let value = origin.value
      id = try origin.identity("subnetworks")
      guard let network = try origin.network() else {
        throw ReadFault(value, "a subnet names no network")
      }
      self.network = network
      region =
        try value.text("region").map { ResourceName.last($0) } ?? ResourceName.region(in: id) ?? ""
      range = try value.prefix("ipCidrRange")
      secondaryRanges = []
      for element in try value.records("secondaryIpRanges") {
        guard let prefix = try element.prefix("ipCidrRange") else { continue }
        secondaryRanges.append(
          SecondaryRange(name: try element.text("rangeName") ?? "", range: prefix))
      }
      ranges6 = []
      for key in ["internalIpv6Prefix", "externalIpv6Prefix", "ipv6CidrRange"] as [StaticString] {
        guard let prefix = try value.prefix(key), !ranges6.contains(prefix) else { continue }
        ranges6.append(prefix)
      }
      purpose = try value.text("purpose") ?? "PRIVATE"
      isBackup = try value.text("role") == "BACKUP"
      reachesGoogle = try value.flag("privateIpGoogleAccess") ?? false
      isHybrid = try value.flag("allowSubnetCidrRoutesOverlap") ?? false
      mark = Mark(location: value.location)
    }

    /// All ranges, for which the network has routes.
    var ranges: [Prefix] {
      let first = range.map { [$0] } ?? []
      return (first + secondaryRanges.map(\.range) + ranges6).reduce(into: []) {
        if !$0.contains($1) { $0.append($1) }
      }
    }

    /// Whether it serves the proxies of load balancers alone (GCP-7.2).
    var isProxyOnly: Bool {
      ["REGIONAL_MANAGED_PROXY", "GLOBAL_MANAGED_PROXY", "INTERNAL_HTTPS_LOAD_BALANCER"].contains(
        purpose)
    }
  }
}
