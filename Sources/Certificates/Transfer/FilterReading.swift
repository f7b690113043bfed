import PacketSets
import Topology

/// What filters may let pass, as boxes of peers and traffic.
final class FilterReading {
  private let topology: Topology
  /// The own addresses of the members of each group.
  private let members: [ID<IdentityGroup>: AddressSet]
  /// Of those, the addresses that nobody else has.
  private let certainMembers: [ID<IdentityGroup>: AddressSet]
  private var known: [Key: [Part]] = [:]

  /// Peers and traffic.
  struct Part: Hashable {
    var peers: AddressSet
    var traffic: TrafficSet
  }

  private struct Key: Hashable {
    var step: FilterStep
    var identity: Identity
  }

  init(_ topology: Topology) {
    self.topology = topology
    var lists: [ID<IdentityGroup>: [Prefix]] = [:]
    var owners: [IPAddress: [ID<FilterBinding>]] = [:]
    for endpoint in topology.endpoints {
      let addresses = endpoint.addresses.map(\.address)
      for group in topology.bindings[endpoint.binding].groups {
        lists[group, default: []] += addresses.map { Prefix($0) }
      }
      for address in addresses { owners[address, default: []].append(endpoint.binding) }
    }
    var all: [ID<IdentityGroup>: AddressSet] = [:]
    var certain: [ID<IdentityGroup>: AddressSet] = [:]
    for (group, prefixes) in lists {
      all[group] = AddressSet(prefixes)
      certain[group] = AddressSet(
        prefixes.filter { prefix in
          owners[prefix.address, default: []].allSatisfy {
            topology.bindings[$0].groups.contains(group)
          }
        })
    }
    members = all
    certainMembers = certain
  }

  /// What may pass a step for packets that carry some groups.
  func passing(_ step: FilterStep, _ identity: Identity) -> [Part] {
    let key = Key(step: step, identity: step.looksAtSource ? identity : .none)
    if let known = known[key] { return known }
    var result: [Part] = []
    for filter in step.filters {
      result += passing(topology.filters[filter], step, identity)
    }
    known[key] = result
    return result
  }

  private func passing(_ filter: Filter, _ step: FilterStep, _ identity: Identity) -> [Part] {
    if filter.unknown != nil { return [Part(peers: .all, traffic: .all)] }
    var waiting: [Int: [Part]] = [0: [Part(peers: .all, traffic: .all)]]
    var result: [Part] = []
    for (number, rule) in filter.rules.enumerated() {
      guard let rest = waiting.removeValue(forKey: number), !rest.isEmpty else { continue }
      let may = addresses(of: rule.peer, step, identity, certain: false)
      let certain = addresses(of: rule.peer, step, identity, certain: true)
      let met = rest.map {
        Part(peers: $0.peers.intersection(may), traffic: $0.traffic.intersection(rule.traffic))
      }.filter { !$0.peers.isEmpty && !$0.traffic.isEmpty }
      switch rule.action {
      case .allow: result += met
      case .deny: break
      case .jump(let target):
        waiting[max(target, number + 1), default: []] += met
      }
      var left: [Part] = []
      for part in rest {
        let outside = part.peers.subtracting(certain)
        if !outside.isEmpty { left.append(Part(peers: outside, traffic: part.traffic)) }
        let inside = part.peers.intersection(certain)
        let traffic = part.traffic.subtracting(rule.traffic)
        if !inside.isEmpty, !traffic.isEmpty { left.append(Part(peers: inside, traffic: traffic)) }
      }
      waiting[number + 1, default: []] += left
    }
    if filter.defaultAction == .allow { result += waiting.values.flatMap { $0 } }
    return result
  }

  /// The peers that a rule may match, or those that it certainly matches.
  func addresses(
    of peer: PeerMatch, _ step: FilterStep, _ identity: Identity, certain: Bool
  ) -> AddressSet {
    var result = peer.addresses
    if !certain, let possible = peer.possible { result.formUnion(possible.addresses) }
    guard step.knowsGroups, !peer.groups.isEmpty else { return result }
    if step.looksAtSource {
      return (certain ? identity.carries(peer.groups) : identity.mayCarry(peer.groups))
        ? .all : result
    }
    for group in peer.groups {
      result.formUnion((certain ? certainMembers[group] : members[group]) ?? .empty)
    }
    return result
  }
}
