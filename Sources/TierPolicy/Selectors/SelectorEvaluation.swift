import PacketSets
public import Reachability
public import Topology

/// Finds the parties of a graph that a selector picks.
///
/// A claim is decided once for each resource, subnet or binding, and then looked up for every
/// endpoint: one pass over the endpoints for each claim.
public struct SelectorEvaluation: Sendable {
  /// The graph.
  public let topology: Topology
  let outside: OutsideAddresses
  let resources: [UInt32]
  let subnets: [UInt32]
  let bindings: [UInt32]

  /// Prepares the evaluation of any number of selectors over a graph.
  ///
  /// - Complexity: O(*n*) in the number of endpoints.
  public init(_ topology: Topology) {
    self.topology = topology
    outside = OutsideAddresses(topology)
    resources = topology.endpoints.map { $0.resource.rawValue }
    subnets = topology.endpoints.map { $0.subnet.rawValue }
    bindings = topology.endpoints.map { $0.binding.rawValue }
  }

  /// Returns the parties that a selector picks.
  ///
  /// - Parameters:
  ///   - selector: The claim.
  ///   - name: The name by which addresses outside go in answers.
  /// - Returns: The endpoints and the addresses outside of which the claim holds.
  /// - Complexity: O(*n*) in the number of endpoints for each claim in the selector.
  public func parties(_ selector: Selector, name: String) -> PartySet {
    switch selector {
    case .addresses(let addresses, _):
      return PartySet(
        endpoints: endpoints { Self.lies($0, in: addresses) },
        outside: outside(name: name) { _, living in living.intersection(addresses) })
    case .world(let kind):
      return PartySet(
        endpoints: EndpointSet(universe: resources.count),
        outside: outside(name: name) { world, living in world.kind == kind ? living : .empty })
    case .everything:
      return everything(named: name)
    case .any(let parts):
      return parts.reduce(PartySet.none(universe: resources.count)) {
        $0.union(parties($1, name: name))
      }
    case .all(let parts):
      return all(parts, name: name)
    case .not:
      return all([selector], name: name)
    case .tag, .name, .id, .kind, .network, .subnet, .securityGroup, .account, .provider,
      .region, .zone, .service:
      return PartySet(endpoints: endpoints(of: selector))
    }
  }

  /// Every endpoint, and every address outside under the name of its world unless one is given.
  func everything(named name: String? = nil) -> PartySet {
    PartySet(
      endpoints: .all(universe: resources.count),
      outside: topology.worlds.ids.compactMap { world in
        let living = outside[world]
        return living.isEmpty
          ? nil
          : OutsideSet(
            world: world, addresses: living, name: name ?? topology.worlds[world].id)
      })
  }

  /// The claims that are made, without those that are denied.
  private func all(_ parts: [Selector], name: String) -> PartySet {
    var made: PartySet?
    var denied = PartySet.none(universe: resources.count)
    var speaksOfAddresses = false
    for part in parts {
      if case .not(let inner) = part {
        denied = denied.union(parties(inner, name: name))
        speaksOfAddresses = speaksOfAddresses || inner.speaksOfAddresses
      } else {
        let picked = parties(part, name: name)
        made = made.map { $0.intersection(picked) } ?? picked
      }
    }
    if let made { return made.subtracting(denied) }
    var rest = everything(named: name)
    if !speaksOfAddresses { rest.outside = [] }
    return rest.subtracting(denied)
  }

  private func outside(
    name: String, _ pick: (World, AddressSet) -> AddressSet
  ) -> [OutsideSet] {
    topology.worlds.ids.compactMap { world in
      let addresses = pick(topology.worlds[world], outside[world])
      return addresses.isEmpty ? nil : OutsideSet(world: world, addresses: addresses, name: name)
    }
  }

  private static func lies(_ endpoint: Endpoint, in addresses: AddressSet) -> Bool {
    endpoint.addresses.contains { own in
      addresses.contains(own.address) || own.publicAddress.map(addresses.contains) ?? false
    }
  }
}
