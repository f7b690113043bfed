import Documents
import PacketSets
import Topology

/// A link of a network to another one.
struct PeerLink {
  /// The gateway of the peering.
  var gateway: ID<Gateway>
  /// The other network.
  var remoteID: AzureID
  /// What is certainly routed there.
  var certain: AddressSet
  /// What may be routed there, because the sides are out of step (AZ-6.6).
  var possible: AddressSet
  /// Why that is not known.
  var reason: ID<Assumption>?
  /// Whether it carries packets.
  var isActive: Bool
  /// Whether this side takes packets that the other network only passes on (AZ-6.4).
  var allowsForwarded = false
  /// Whether this side uses the gateways of the other (AZ-6.5).
  var usesRemoteGateways: Bool
  /// Whether the other side lets it; `nil` where the other side is not exported.
  var allowsTransit: Bool?
}

extension Lowering {
  /// Adds the peerings; two objects, one for each side, make one link (AZ-6.1).
  mutating func addPeerings() {
    var pairs: [[AzureID]: [Exported.Peering]] = [:]
    for peering in inventory.peerings {
      guard let remote = peering.remoteID else {
        tell(
          .warning, "azure.peering.remote", about: peering.id.text,
          "The peering \(peering.name) does not name its other network.", at: peering.location,
          effect: .assumedClosed)
        omit(
          about: "peering \(peering.id)", "where the peering \(peering.name) leads",
          remedy: RecordKind.peerings.export, at: peering.location)
        continue
      }
      pairs[[peering.networkID, remote].sorted(), default: []].append(peering)
    }
    for key in pairs.keys.sorted(by: { ($0[0], $0[1]) < ($1[0], $1[1]) }) {
      addLink(key, pairs[key] ?? [])
    }
  }

  private mutating func addLink(_ ids: [AzureID], _ peerings: [Exported.Peering]) {
    guard let first = peerings.first else { return }
    for peering in peerings { _ = network(peering.networkID, mentionedAt: peering.location) }
    let sides = ids.map { id in peerings.first { $0.networkID == id } }
    let isActive = peerings.allSatisfy { $0.state.lowercased() == "connected" && $0.allowsAccess }
    if Set(peerings.map(\.allowsAccess)).count > 1 {
      // Either side closes the link (AZ-6.3).
      tell(
        .note, "azure.peering.access", about: first.id.text,
        "Only one side of the peering \(first.name) allows access: the link is taken as closed.",
        at: first.location, effect: .assumedClosed)
    }
    var lowered: [PeeringSide] = []
    for (number, id) in ids.enumerated() {
      let other = sides[1 - number]
      var side = PeeringSide(
        network: networks[id], id: id.text, prefixes: reach(of: id, sides[number], seenBy: other))
      if side.network == nil, isActive { complete(&side, id, beyond: first) }
      lowered.append(side)
    }
    let gateway = topology.add(
      Gateway(
        id: first.id.text, name: peerings.map(\.name).joined(separator: " / "),
        kind: .peering(Peering(sides: lowered, keepsIdentity: false, isActive: isActive)),
        networks: ids.compactMap { networks[$0] }, location: first.location))
    for (number, id) in ids.enumerated() {
      guard let own = sides[number] else { continue }
      let far = lowered[1 - number].prefixes
      var certain = far
      if !["", "fullyinsync"].contains(own.syncLevel.lowercased()) {
        certain = far.intersection(AddressSet(own.syncedPrefixes))
      }
      let possible = far.subtracting(certain)
      let reason = possible.isEmpty || !isActive ? nil : unsynced(own)
      links[id, default: []].append(
        PeerLink(
          gateway: gateway, remoteID: ids[1 - number], certain: certain,
          possible: possible, reason: reason, isActive: isActive,
          allowsForwarded: own.allowsForwarded, usesRemoteGateways: own.usesRemoteGateways,
          allowsTransit: sides[1 - number]?.allowsGatewayTransit))
    }
  }

  /// Ranges that the other network got after the last synchronization have no route, it seems
  /// (AZ-6.6).
  private mutating func unsynced(_ peering: Exported.Peering) -> ID<Assumption> {
    tell(
      .warning, "azure.peering.sync", about: peering.id.text,
      "The peering \(peering.name) is not in step with the ranges of the other network: whether the "
        + "new ranges are routed is undecided.", at: peering.location, effect: .assumedOpen,
      advice: "Synchronize it: az network vnet peering sync.")
    return assumption(
      about: "sync of \(peering.id)",
      "whether the peering \(peering.name) routes the ranges that it has not synchronized",
      remedy: "az network vnet peering sync, then \(RecordKind.peerings.export)",
      at: peering.location)
  }

  /// The addresses of a network that a peering carries: all, those of some subnets, or IPv6 only
  /// (AZ-6.6, AZ-6.7).
  private func reach(
    of id: AzureID, _ own: Exported.Peering?, seenBy other: Exported.Peering?
  ) -> AddressSet {
    var result = addresses(ofNetwork: id)
    if result.isEmpty { result = AddressSet(other?.remotePrefixes ?? []) }
    let names: [String]?
    if let own, !own.isComplete {
      names = own.localSubnets
    } else if let other, !other.isComplete {
      names = other.remoteSubnets
    } else {
      names = nil
    }
    if let names, networks[id] != nil {
      let chosen = inventory.subnets.filter {
        $0.networkID == id && names.contains($0.id.name)
      }
      result = AddressSet(chosen.flatMap(\.prefixes))
    }
    if own?.isOnlyIPv6 == true || other?.isOnlyIPv6 == true {
      result = result.restricted(toFamily: .v6)
    }
    return result
  }

  /// The network on the other side is not exported.
  private mutating func complete(
    _ side: inout PeeringSide, _ id: AzureID, beyond peering: Exported.Peering
  ) {
    tell(
      .warning, "azure.peering.missingSide", about: peering.id.text,
      "The peering \(peering.name) leads to the virtual network \(id.name), which is not exported: "
        + "what lies beyond it is unknown.", at: peering.location, effect: .assumedOpen,
      advice: "Export the subscription of that network as well.")
    side.unknown = assumption(
      about: "beyond \(peering.id)", "what lies beyond the peering \(peering.name) in \(id.name)",
      remedy: RecordKind.virtualNetworks.export, at: peering.location)
    if side.prefixes.isEmpty { side.prefixes = .all }
    side.world = topology.add(
      World(
        id: "beyond \(peering.id)", name: "\(id.name), beyond \(peering.name)", kind: .partner,
        addresses: side.prefixes, location: peering.location))
  }
}
