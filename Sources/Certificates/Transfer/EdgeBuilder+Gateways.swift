import PacketSets
import Topology

/// Gateways and worlds (N-4 step 5, N-6).
extension EdgeBuilder {
  mutating func addGateway(
    _ id: ID<Gateway>, _ from: ID<Subnet>, _ takes: PacketBox, _ leaving: [FilterStep]
  ) {
    let gateway = topology.gateways[id]
    let network = topology.subnets[from].network
    guard gateway.networks.contains(network) else { return }
    switch gateway.kind {
    case .internet(let world): addLeaving(world, network, from, takes, leaving, isV4: true)
    case .egressOnly(let world): addLeaving(world, network, from, takes, leaving, isV4: false)
    case .service(let service): addServices(service, from, takes, leaving)
    case .sourceTranslation(let translation):
      addTranslation(translation, from, takes, leaving)
    case .peering(let peering):
      guard peering.isActive else { return }
      for near in peering.sides.indices where peering.sides[near].network == network {
        for far in peering.sides.indices where far != near {
          addPeering(peering, near, far, from, takes, leaving)
        }
      }
    case .transit(let transit):
      for (number, attachment) in transit.attachments.enumerated() {
        guard case .network(network, let doors) = attachment.side else { continue }
        let entries =
          doors.isEmpty
          ? [[]] : doors.map { border(topology.subnets[$0].inbound, looksAtSource: true) }
        for entry in entries {
          add(
            Edge(
              from: .inside(from), to: .transit(id, number),
              takes: takes.intersection(carried(attachment)), steps: leaving + entry))
        }
      }
    case .opaque(let opaque):
      addCrossing(from: .inside(from), takes, leaving, mayTranslate: opaque.mayTranslate)
    }
  }

  private func carried(_ attachment: TransitAttachment) -> PacketBox {
    PacketBox(sources: attachment.carries, destinations: .all, traffic: .all)
  }

  private mutating func addLeaving(
    _ world: ID<World>, _ network: ID<Network>, _ from: ID<Subnet>, _ takes: PacketBox,
    _ leaving: [FilterStep], isV4: Bool
  ) {
    let endpoints = topology.endpoints.ids.filter { topology.network(of: $0) == network }
    let known = endpoints.flatMap { topology.endpoints[$0].addresses }
    if isV4 {
      let mapped = known.compactMap { address -> AddressChange.Mapping? in
        guard address.address.family == .v4, let outside = address.publicAddress else {
          return nil
        }
        return AddressChange.Mapping(from: address.address, to: outside)
      }
      let global = PacketBox(
        sources: .allIPv4, destinations: AddressSet.global.restricted(toFamily: .v4), traffic: .all)
      add(
        Edge(
          from: .inside(from), to: .world(world), takes: takes.intersection(global),
          steps: leaving, source: .mapped(mapped), identity: .lost))
    }
    let own = AddressSet(
      known.filter { $0.address.family == .v6 && $0.address.isGlobal }.map { Prefix($0.address) })
    add(
      Edge(
        from: .inside(from), to: .world(world),
        takes: takes.intersection(
          PacketBox(sources: own, destinations: .allIPv6, traffic: .all)),
        steps: leaving, identity: .lost))
  }

  /// To services of a world, which are parties outside, under the source's own address.
  private mutating func addServices(
    _ service: ServiceGateway, _ from: ID<Subnet>, _ takes: PacketBox, _ leaving: [FilterStep]
  ) {
    let asked = PacketBox(sources: .all, destinations: .global, traffic: service.traffic)
    add(
      Edge(
        from: .inside(from), to: .beyond(service.world), takes: takes.intersection(asked),
        steps: leaving, identity: .lost))
  }

  private mutating func addTranslation(
    _ translation: SourceTranslation, _ from: ID<Subnet>, _ takes: PacketBox,
    _ leaving: [FilterStep]
  ) {
    let traffic = PacketBox(sources: .all, destinations: .all, traffic: translation.traffic)
    let sending = translation.binding.map {
      steps(topology.bindings[$0].outbound, looksAtSource: false)
    }
    for endpoint in translation.endpoints {
      let known = topology.endpoints[endpoint]
      let entering =
        known.subnet == from || translation.isRouter
        ? [] : border(topology.subnets[known.subnet].inbound, looksAtSource: true)
      add(
        Edge(
          from: .inside(from), to: .inside(known.subnet), takes: takes.intersection(traffic),
          steps: leaving + entering + (sending ?? []),
          source: .oneOf(AddressSet(known.addresses.map { Prefix($0.address) })),
          ports: .anySource, identity: .lost))
    }
  }

  private mutating func addPeering(
    _ peering: Peering, _ near: Int, _ far: Int, _ from: ID<Subnet>, _ takes: PacketBox,
    _ leaving: [FilterStep]
  ) {
    let other = peering.sides[far]
    let carried = takes.intersection(
      PacketBox(
        sources: peering.sides[near].prefixes, destinations: other.prefixes, traffic: .all))
    if let network = other.network {
      add(
        Edge(
          from: .inside(from), to: .local(network), takes: carried, steps: leaving,
          identity: peering.keepsIdentity ? .kept : .lost))
    } else {
      // What lies beyond are parties outside.
      for world in topology.worlds.ids {
        add(
          Edge(
            from: .inside(from), to: .beyond(world), takes: carried, steps: leaving,
            identity: .unknown))
      }
    }
  }

  // MARK: Worlds

  /// What comes in from a world, sent there or from inside.
  mutating func addEntries(_ world: ID<World>) {
    for place in [Place.world(world), .outside(world)] {
      for number in stands.indices { addArrival(number, from: place, world) }
      for id in topology.gateways.ids {
        let gateway = topology.gateways[id]
        switch gateway.kind {
        case .internet, .egressOnly, .service, .sourceTranslation: continue
        case .opaque(let opaque):
          guard opaque.world == world else { continue }
          for network in gateway.networks {
            add(
              Edge(
                from: place, to: .local(network),
                source: opaque.mayTranslate ? .oneOf(.all) : .kept, identity: .unknown))
          }
        case .peering(let peering):
          guard peering.isActive, peering.sides.contains(where: { $0.world == world }) else {
            continue
          }
          for network in peering.sides.compactMap(\.network) {
            add(Edge(from: place, to: .local(network), identity: .unknown))
          }
        case .transit(let transit):
          for (number, attachment) in transit.attachments.enumerated() {
            switch attachment.side {
            case .world(world):
              add(
                Edge(
                  from: place, to: .transit(id, number), takes: carried(attachment)))
            case .unknown(_, world?):
              addCrossing(
                from: place, PacketBox(sources: .all, destinations: .all, traffic: .all), [],
                mayTranslate: true)
            case .network, .world, .transit, .unknown: continue
            }
          }
        }
      }
    }
  }

  /// By an internet gateway to a public address, or to a global one of version 6.
  private mutating func addArrival(_ number: Int, from place: Place, _ world: ID<World>) {
    let stand = stands[number]
    let subnet = topology.subnets[stand.subnet]
    let isOpen = topology.gateways.contains { gateway in
      if case .internet(world) = gateway.kind {
        gateway.networks.contains(subnet.network)
      } else {
        false
      }
    }
    guard isOpen else { return }
    let known = stand.endpoints.flatMap { topology.endpoints[$0].addresses }
    let entering = border(subnet.inbound, looksAtSource: true)
    let mapped = known.compactMap { address in
      address.publicAddress.map { AddressChange.Mapping(from: $0, to: address.address) }
    }
    if !mapped.isEmpty {
      add(
        Edge(
          from: place, to: .arriving(number),
          takes: PacketBox(
            sources: .allIPv4, destinations: AddressSet(mapped.map { Prefix($0.from) }),
            traffic: .all), steps: entering, destination: .mapped(mapped), identity: .lost))
    }
    let global = known.filter { $0.address.family == .v6 && $0.address.isGlobal }
    if !global.isEmpty {
      add(
        Edge(
          from: place, to: .arriving(number),
          takes: PacketBox(
            sources: .allIPv6, destinations: AddressSet(global.map { Prefix($0.address) }),
            traffic: .all), steps: entering, identity: .lost))
    }
  }

  // MARK: Transit gateways

  mutating func addTransits() {
    for id in topology.gateways.ids {
      guard case .transit(let transit) = topology.gateways[id].kind else { continue }
      for (number, attachment) in transit.attachments.enumerated() {
        guard let table = attachment.table else { continue }
        for (region, target) in regions(table) {
          let takes = PacketBox(sources: .all, destinations: region, traffic: .all)
          switch target {
          case nil: addCrossing(from: .transit(id, number), takes, [], mayTranslate: true)
          case .drop: break
          case .attachment(let next):
            guard transit.attachments.indices.contains(next) else { continue }
            addExit(id, number, attachment, transit.attachments[next], takes)
          case .local, .gateway, .endpoint:
            addCrossing(from: .transit(id, number), takes, [], mayTranslate: true)
          }
        }
      }
    }
  }

  private mutating func addExit(
    _ id: ID<Gateway>, _ number: Int, _ entry: TransitAttachment, _ exit: TransitAttachment,
    _ takes: PacketBox
  ) {
    let identity: IdentityChange = entry.keepsIdentity && exit.keepsIdentity ? .kept : .lost
    let from = Place.transit(id, number)
    switch exit.side {
    case .network(let network, let doors):
      let places = doors.isEmpty ? [Place.local(network)] : doors.map { Place.inside($0) }
      for place in places { add(Edge(from: from, to: place, takes: takes, identity: identity)) }
    case .world(let world):
      add(Edge(from: from, to: .beyond(world), takes: takes, identity: identity))
    case .transit(let other, let next):
      guard case .transit(let transit) = topology.gateways[other].kind,
        transit.attachments.indices.contains(next)
      else { return }
      add(
        Edge(
          from: from, to: .transit(other, next),
          takes: takes.intersection(carried(transit.attachments[next])), identity: identity))
    case .unknown: addCrossing(from: from, takes, [], mayTranslate: true)
    }
  }
}
