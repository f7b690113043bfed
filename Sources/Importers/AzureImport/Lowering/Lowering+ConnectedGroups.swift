import Documents
import PacketSets
import Topology

/// Networks that a network manager joins without peerings (AZ-5.7).
extension Lowering {
  /// The most pairs of networks that are joined; beyond it nothing is proven.
  private static let mostPairs = 5_000

  /// Adds a link between each two members of a connected group.
  mutating func addConnectedGroups() {
    var members: [AzureID: Set<AzureID>] = [:]
    var locations: [AzureID: SourceLocation] = [:]
    for (configuration, file) in inventory.connectivity where configuration.isConnectedGroup {
      locations[configuration.id] = configuration.location
      guard let network = inventory.network(namedBy: file) else { continue }
      members[configuration.id, default: []].insert(network)
    }
    for id in locations.keys.sorted() {
      let networks = (members[id] ?? []).sorted()
      let location = locations[id] ?? .unknown
      tell(
        .warning, "azure.connectedGroup", about: id.text,
        "The configuration \(id.name) of a network manager joins networks without peerings: what "
          + "they reach of each other is undecided.", at: location, effect: .assumedOpen)
      let isWhole =
        networks.count > 1 && networks.count * (networks.count - 1) / 2 <= Self.mostPairs
      guard isWhole else {
        omit(
          about: "connected group \(id)", "which networks the configuration \(id.name) joins",
          remedy: "\(RecordKind.connectivity.export), for each network", at: location)
        continue
      }
      for (number, first) in networks.enumerated() {
        for second in networks[(number + 1)...] { join(first, second, id, at: location) }
      }
    }
  }

  private mutating func join(
    _ first: AzureID, _ second: AzureID, _ id: AzureID, at location: SourceLocation
  ) {
    let isPeered = links[first, default: []].contains { $0.remoteID == second && $0.isActive }
    if isPeered { return }
    let pair = [first, second]
    let reason = assumption(
      about: "connected group \(id)",
      "which addresses of each other the networks of \(id.name) are routed to",
      remedy: RecordKind.effectiveRoutes.export, at: location)
    let sides = pair.map {
      PeeringSide(network: networks[$0], id: $0.text, prefixes: addresses(ofNetwork: $0))
    }
    let gateway = topology.add(
      Gateway(
        id: "\(id) between \(first.name) and \(second.name)",
        name: "\(id.name) (connected group)",
        kind: .peering(Peering(sides: sides, keepsIdentity: false, isActive: true)),
        networks: pair.compactMap { networks[$0] }, location: location))
    for (own, other) in [(first, second), (second, first)] {
      links[own, default: []].append(
        PeerLink(
          gateway: gateway, remoteID: other, certain: .empty,
          possible: addresses(ofNetwork: other), reason: reason, isActive: true,
          allowsForwarded: true, usesRemoteGateways: false, allowsTransit: nil))
    }
  }
}
