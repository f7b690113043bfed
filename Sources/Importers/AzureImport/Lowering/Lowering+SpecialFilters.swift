import Documents
import PacketSets
import Topology

extension Lowering {
  /// A Standard public address without any security group lets nothing in from outside (AZ-3.8).
  mutating func closedAddress(_ station: Station) -> FilterPair {
    let name = "Standard public address without a security group"
    let inside = insideAddresses(of: station.subnetID)
    var possible: PossiblePeers?
    let rules = adminRules[station.subnetID.parent] ?? []
    if rules.contains(where: { $0.rule.isInbound && $0.access == .alwaysAllow }) {
      let reason = assumption(
        about: "public address and admin rules",
        "whether an admin rule opens a Standard public address without a security group",
        remedy: "none: it is not documented", at: station.location)
      possible = PossiblePeers(inside.complement, because: reason)
    }
    return special(
      "\(name) \(station.subnetID.parent)", .publicAddress,
      inbound: [
        FilterRule(
          id: name, text: "traffic that came by no public address", action: .allow, traffic: .all,
          peer: PeerMatch(addresses: inside, possible: possible), location: station.location)
      ], outbound: Self.openRules(name, station.location), at: station.location)
  }

  /// Without `allowForwardedTraffic` a network takes from its peers only what comes from their own
  /// addresses (AZ-6.4).
  ///
  /// Sites are reached by gateways, which need no such permission; public senders may come by other
  /// ways.
  mutating func forwardedGuard(_ station: Station) -> FilterPair? {
    let id = station.subnetID.parent
    let active = links[id, default: []].filter(\.isActive)
    guard !active.isEmpty, sites[id] == nil, !active.contains(where: \.allowsForwarded),
      networks[id] != nil, inventory.effectiveGroups.isEmpty, !holdsForwarders(id)
    else { return nil }
    var known = AddressSet.global.union(addresses(ofNetwork: id))
      .union(AddressSet(Self.platform))
    for link in active { known.formUnion(link.certain.union(link.possible)) }
    let name = "allowForwardedTraffic of \(id.name)"
    return special(
      "\(name) \(id)", .routing,
      inbound: [
        FilterRule(
          id: name, text: "traffic from the peers' own addresses", action: .allow, traffic: .all,
          peer: PeerMatch(addresses: known), location: station.location)
      ], outbound: Self.openRules(name, station.location), at: station.location)
  }

  /// Whether something in a network itself may pass on packets of others.
  private func holdsForwarders(_ id: AzureID) -> Bool {
    let own = addresses(ofNetwork: id)
    let isRoutedTo = inventory.subnets.contains { subnet in
      subnet.networkID == id
        && routes(ofSubnet: subnet.id).contains { $0.nextHops.contains { own.contains($0) } }
    }
    return isRoutedTo || !inventory.exported.contains(.interfaces)
      || inventory.interfaces.contains { interface in
        interface.forwards && interface.configurations.contains { $0.subnetID?.parent == id }
      }
      || inventory.appliances.contains { appliance in
        appliance.role == .firewall && appliance.subnetIDs.contains { $0.parent == id }
      }
  }

  /// The addresses of senders that came by no public address.
  private func insideAddresses(of subnetID: AzureID) -> AddressSet {
    var inside = AddressSet.global.complement.union(addresses(ofNetwork: subnetID.parent))
    for link in links[subnetID.parent, default: []] { inside.formUnion(link.certain) }
    return inside
  }

  /// An interface that does not track TCP needs rules for answers, which are not judged here
  /// (AZ-3.10).
  mutating func statelessGuard(_ station: Station) -> FilterPair {
    let name = "disableTcpStateTracking"
    let reason = assumption(
      about: name, "whether rules let the answers of interfaces without TCP state pass",
      remedy: "none: only connections with state are modelled", at: station.location)
    tell(
      .warning, "azure.interface.stateless", about: station.id,
      "The interface \(station.name) does not track TCP connections: what needs an answer there is "
        + "undecided.", at: station.location, effect: .assumedOpen)
    let tcp = TrafficSet(.tcp)
    let rules = [
      FilterRule(
        id: name, text: "all traffic but TCP", action: .allow,
        traffic: TrafficSet.all.subtracting(tcp), peer: .anyone, location: station.location),
      FilterRule(
        id: name, text: "perhaps TCP", action: .allow, traffic: tcp,
        peer: PeerMatch(possible: PossiblePeers(.all, because: reason)),
        location: station.location),
    ]
    return special(name, .instanceFilter, inbound: rules, outbound: rules, at: station.location)
  }

  /// A route leads the subnet's own traffic elsewhere, which the graph does not know inside a
  /// subnet.
  mutating func diversion(_ reason: ID<Assumption>, _ station: Station) -> FilterPair {
    let own = AddressSet(subnet(station.subnetID)?.prefixes ?? [])
    let name = "routes inside \(station.subnetID.name)"
    return special(
      "\(name) \(station.subnetID)", .routing,
      inbound: Self.openRules(name, station.location),
      outbound: [
        FilterRule(
          id: name, text: "all traffic to other subnets, perhaps that inside", action: .allow,
          traffic: .all,
          peer: PeerMatch(
            addresses: own.complement, possible: PossiblePeers(own, because: reason)),
          location: station.location)
      ], at: station.location)
  }

  /// Finds the subnets whose routes hold for their own addresses.
  mutating func findDiversions() {
    for subnet in inventory.subnets {
      let own = subnet.prefixes
      let network = networks[subnet.networkID].map { topology.networks[$0].prefixes } ?? []
      let routes = routes(ofSubnet: subnet.id).filter { route in
        guard let prefix = route.prefix, route.nextHopType != "vnetlocal" else { return false }
        guard let range = own.first(where: { $0.overlaps(prefix) }) else { return false }
        let space = network.first { $0.contains(range) }
        return prefix.length >= (space?.length ?? 0)
      }
      guard let route = routes.first else { continue }
      // A route that keeps the subnet's own traffic local is longer and wins.
      let keeps = self.routes(ofSubnet: subnet.id).contains { other in
        other.nextHopType == "vnetlocal"
          && own.allSatisfy { range in other.prefix?.contains(range) ?? false }
          && (other.prefix?.length ?? 0) > (route.prefix?.length ?? 0)
      }
      if keeps { continue }
      divertedSubnets[subnet.id] = assumption(
        about: "inside \(subnet.id)",
        "whether traffic inside \(subnet.name) passes where its route \(route.name) leads",
        remedy: "none: the device decides", at: route.location)
    }
  }
}
