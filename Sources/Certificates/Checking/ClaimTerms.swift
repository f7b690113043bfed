import PacketSets
import Topology

/// What a claim says about places: what starts where, and what must not be where.
struct ClaimTerms {
  private let graph: TransferGraph
  private let claim: Claim
  private let owners: [IPAddress: Set<ID<Endpoint>>]
  private let targets: [Int: AddressSet]

  init(_ graph: TransferGraph, _ claim: Claim) {
    self.graph = graph
    self.claim = claim
    var owners: [IPAddress: Set<ID<Endpoint>>] = [:]
    for id in graph.topology.endpoints.ids {
      for address in graph.topology.endpoints[id].addresses {
        owners[address.address, default: []].insert(id)
      }
    }
    self.owners = owners
    var targets: [Int: [Prefix]] = [:]
    for endpoint in claim.destinations {
      targets[graph.standOf[endpoint.index], default: []] += graph.topology.endpoints[endpoint]
        .addresses.map { Prefix($0.address) }
    }
    self.targets = targets.mapValues { AddressSet($0) }
  }

  /// Whether packets may be of other traffic on their way than where they were sent.
  private var movesTraffic: Bool {
    claim.countsProxies || !graph.topology.forwardings.isEmpty
  }

  /// The traffic with which packets start.
  private var startTraffic: TrafficSet {
    let opening = TrafficSet.all.answers.questions
    return movesTraffic ? opening : opening.intersection(claim.traffic)
  }

  /// The packets that the sources send, by place.
  var starts: [(place: Place, identity: Identity, box: PacketBox)] {
    var result: [(place: Place, identity: Identity, box: PacketBox)] = []
    var own: [Int: [Prefix]] = [:]
    for endpoint in claim.sources where graph.topology.endpoints[endpoint].initiates {
      own[graph.standOf[endpoint.index], default: []] += graph.topology.endpoints[endpoint]
        .addresses.map { Prefix($0.address) }
    }
    for (stand, addresses) in own.sorted(by: { $0.key < $1.key }) {
      let binding = graph.topology.bindings[graph.stands[stand].binding]
      result.append(
        (
          .sent(stand), .groups(binding.groups),
          PacketBox(
            sources: AddressSet(addresses), destinations: .all, traffic: startTraffic)
        ))
    }
    for outside in claim.outsideSources {
      let living = outside.addresses.intersection(graph.topology.worlds[outside.world].addresses)
      result.append(
        (
          .outside(outside.world), .none,
          PacketBox(sources: living, destinations: .all, traffic: startTraffic)
        ))
    }
    return result.filter { !$0.box.isEmpty }
  }

  /// Whether the claim forbids any of some packets at a place.
  func forbids(_ box: PacketBox, at place: Place) -> Bool {
    let traffic = movesTraffic ? box.traffic.intersection(claim.traffic) : box.traffic
    if traffic.isEmpty { return false }
    switch place {
    case .received(let stand):
      guard let addresses = targets[stand] else { return false }
      let met = box.intersection(
        PacketBox(sources: .all, destinations: addresses, traffic: traffic))
      return !met.isEmpty && !isSelf(met)
    case .taken(let forwarding):
      return claim.destinations.contains(graph.topology.forwardings[forwarding].endpoint)
    case .world(let world), .beyond(let world):
      return claim.outsideDestinations.contains {
        $0.world == world && !box.destinations.isDisjoint(with: $0.addresses)
      }
    case .anywhere:
      return claim.outsideDestinations.contains {
        !box.destinations.isDisjoint(with: $0.addresses)
      }
    case .sent, .inside, .local, .transit, .outside, .arriving: return false
    }
  }

  /// Whether packets go from an endpoint to itself, by addresses that nobody else has.
  private func isSelf(_ box: PacketBox) -> Bool {
    var endpoints: Set<ID<Endpoint>> = []
    for prefix in box.sources.union(box.destinations).prefixes {
      guard prefix.isSingleAddress, let found = owners[prefix.address], found.count == 1 else {
        return false
      }
      endpoints.formUnion(found)
      if endpoints.count > 1 { return false }
    }
    return true
  }
}
