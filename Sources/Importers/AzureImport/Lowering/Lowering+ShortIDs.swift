import Topology

extension Lowering {
  /// Shortens the ids in the graph to `group/type/name`, which people can read.
  ///
  /// The subscription stays where the exports hold several.
  mutating func shortenIDs() {
    let subscriptions = Set(inventory.records.keys.map(\.subscription))
    let keeps = subscriptions.count > 1
    for index in topology.networks.indices { Self.shorten(&topology.networks[index].id, keeps) }
    for index in topology.subnets.indices { Self.shorten(&topology.subnets[index].id, keeps) }
    for index in topology.resources.indices { Self.shorten(&topology.resources[index].id, keeps) }
    for index in topology.endpoints.indices { Self.shorten(&topology.endpoints[index].id, keeps) }
    for index in topology.groups.indices { Self.shorten(&topology.groups[index].id, keeps) }
    for index in topology.worlds.indices { Self.shorten(&topology.worlds[index].id, keeps) }
    for index in topology.routeTables.indices {
      Self.shorten(&topology.routeTables[index].id, keeps)
    }
    for index in topology.filters.indices {
      Self.shorten(&topology.filters[index].id, keeps)
      Self.shorten(&topology.filters[index].name, keeps)
    }
    for index in topology.forwardings.indices {
      Self.shorten(&topology.forwardings[index].id, keeps)
    }
    for index in topology.gateways.indices {
      Self.shorten(&topology.gateways[index].id, keeps)
      guard case .peering(var peering) = topology.gateways[index].kind else { continue }
      for side in peering.sides.indices { Self.shorten(&peering.sides[side].id, keeps) }
      topology.gateways[index].kind = .peering(peering)
    }
  }

  /// Takes `/subscriptions/S/resourcegroups/G/providers/N` out of a text, leaving `G` or `S/G`.
  static func shorten(_ text: inout String, _ keepsSubscription: Bool) {
    guard let start = text.firstRange(of: "/subscriptions/") else { return }
    var parts = text[start.upperBound...].split(separator: "/", omittingEmptySubsequences: false)
    guard parts.count > 5, parts[1] == "resourcegroups", parts[3] == "providers" else { return }
    let place = keepsSubscription ? [parts[0], parts[2]] : [parts[2]]
    parts.removeFirst(5)
    text = String(text[..<start.lowerBound]) + (place + parts).joined(separator: "/")
  }
}
