import Documents
import PacketSets
import Topology

/// What comes in by an internet gateway past a firewall (AWS-IGW-06, AWS-NFW-01).
extension Lowering {
  /// The one firewall to whose endpoints all of some routes lead.
  func firewall(past routes: [Exported.Route]) -> String? {
    let ids = routes.map { route -> String? in
      guard case .gateway(let id) = route.target else { return nil }
      return inventory.networkFirewalls.sorted.first { firewall in
        firewall.endpoints.contains { $0.id == id }
      }?.id
    }
    guard let first = ids.first, ids.allSatisfy({ $0 == first }) else { return nil }
    return first
  }

  /// The rules of a firewall for packets to some addresses, as a filter of whoever has them.
  ///
  /// - Returns: A text that tells the rules from others, and the rules; nil where they are not known
  ///   or not the same for all the addresses.
  mutating func inspectedRules(
    of id: String, to addresses: [IPAddress], _ reason: ID<Assumption>,
    at location: SourceLocation
  ) -> (text: String, rules: [FilterRule])? {
    guard let firewall = inventory.networkFirewalls[id] else { return nil }
    if firewallLayers[id] == nil { firewallLayers[id] = layers(of: firewall) }
    guard let known = firewallLayers[id], known.missing == nil, known.layers.count == 1,
      let layer = known.layers.first, !addresses.isEmpty
    else { return nil }
    // Both ends of a packet are of one family.
    var meant: [AddressSet] = Array(repeating: .empty, count: layer.all.count)
    for family in [AddressFamily.v4, .v6] {
      let chosen = Set(
        addresses.filter { $0.family == family }.map { address in
          layer.all.indices.filter { layer.all[$0].destinations.contains(address) }
        })
      guard chosen.count <= 1 else { return nil }
      for index in chosen.first ?? [] {
        let sources = layer.all[index].sources.restricted(toFamily: family)
        meant[index] = meant[index].union(sources)
      }
    }
    let indices = meant.indices.filter { !meant[$0].isEmpty }
    // What comes from networks by other ways does not pass the firewall.
    let owned = AddressSet.global.intersection(networkAddresses)
    var rules = [
      FilterRule(
        id: id, text: "all traffic of private addresses, perhaps that of networks", action: .allow,
        traffic: .all,
        peer: PeerMatch(
          addresses: AddressSet.global.complement,
          possible: PossiblePeers(owned, because: reason)), location: location)
    ]
    let start = rules.count + indices.prefix { $0 < layer.first.count }.count
    for index in indices {
      var rule = layer.all[index]
      rule.sources = meant[index]
      // Whether the answer passes, too, is not followed.
      if rule.action == .allow { rule.doubt = rule.doubt ?? reason }
      rules.append(rule.filterRule(afterForwarding: start))
    }
    return ("\(id) \(indices) \(Set(addresses.map(\.family)).sorted())", rules)
  }
}
