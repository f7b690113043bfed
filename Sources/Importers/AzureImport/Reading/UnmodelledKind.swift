import Documents

/// What is said about records that are recognised and counted, and not lowered to the graph.
struct UnmodelledKind: Sendable {
  /// What leaving them out does to proofs.
  var effect: ProofEffect
  /// What is said about it.
  var note: String

  /// The kind of a resource type.
  init(type: String) {
    let type = type.lowercased()
    if let match = Self.ways.first(where: { type == $0 || type.hasPrefix("\($0)/") }) {
      let isClosed = !Self.inspectors.contains(match)
      effect = isClosed ? .assumedClosed : .assumedOpen
      note =
        isClosed
        ? "read, not modelled: another way in, which no proof here covers"
        : "read, not modelled: what depends on it is undecided"
    } else {
      effect = type.hasPrefix("microsoft.network/") ? .ignored : .exact
      note = "read; it decides no packet that is judged here"
    }
  }

  /// The types about which something is said, sorted.
  static var modelledNowhere: [String] { ways.sorted() }

  /// The kinds that let packets in or join networks.
  private static let ways = [
    "microsoft.network/frontdoors", "microsoft.cdn/profiles", "microsoft.apimanagement/service",
    "microsoft.network/privatelinkservices", "microsoft.network/virtualwans",
    "microsoft.network/virtualhubs", "microsoft.network/vpngateways",
    "microsoft.network/p2svpngateways", "microsoft.network/expressroutegateways",
    "microsoft.network/expressroutecircuits", "microsoft.network/networkmanagers",
    "microsoft.network/virtualnetworktaps",
    "microsoft.network/networkvirtualappliances", "microsoft.network/gatewayloadbalancers",
    "microsoft.containerservice/managedclusters", "microsoft.web/sites",
    "microsoft.app/containerapps", "microsoft.containerinstance/containergroups",
    "microsoft.servicefabric/managedclusters", "microsoft.network/trafficmanagerprofiles",
  ]

  /// Of those, the ones that only stand on ways that are undecided anyway.
  private static let inspectors: Set<String> = [
    "microsoft.network/expressroutecircuits"
  ]
}
