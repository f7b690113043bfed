import PacketSets
import Topology

/// Pairs of which one end lives outside.
extension FlowCounter {
  /// The pairs of every set of addresses outside with some receivers.
  func countFromOutside(to group: Receivers) -> FlowCount {
    var result = FlowCount()
    let target = classes.destinations[Int(group.number)]
    let place = classes.places[Int(target.place)]
    for outside in question.sources.outside where mayEnter(place, outside.world) {
      var best = FlowState.blocked
      var sample: IPAddress?
      var addresses = AddressSet.empty
      for atom in outsideAtoms(outside) {
        let state = enteringState(atom, outside.world, target)
        if state > best {
          (best, sample, addresses) = (state, atom.representative, atom.addresses)
        } else if state == best, state != .blocked {
          addresses = addresses.union(atom.addresses)
        }
      }
      result.add(best, group.count)
      if best != .blocked, let sample {
        examples.add(
          best, from: .outside(outside.world, addresses.sampleAddress ?? sample),
          to: .endpoint(group.member), group.count, self, name: outside.name,
          addresses: addresses)
      }
    }
    return result
  }

  /// Whether any packet from a world can enter a place at all.
  private func mayEnter(_ place: DestinationPlace, _ world: ID<World>) -> Bool {
    place.presences.contains { number in
      let presence = classes.presences[Int(number)]
      let network = Int(presence.network)
      return
        ((presence.publicNode >= 0 || presence.isV6)
        && !graph.internetGateways[network].isEmpty)
        || graph.unknownEntries[network].contains { $0.world == world }
    }
  }

  func outsideAtoms(_ outside: OutsideSet) -> [OutsideAtom] {
    if let known = knownAtoms[outside] { return known }
    let result = atoms.atoms(of: outside)
    knownAtoms[outside] = result
    return result
  }

  private func enteringState(
    _ atom: OutsideAtom, _ world: ID<World>, _ target: DestinationClass
  ) -> FlowState {
    let place = classes.places[Int(target.place)]
    var best = FlowState.blocked
    for presence in place.presences {
      for isPublic in [true, false] {
        let ways = fabric.into(
          presence, isPublic: isPublic, from: world, atom.representative, node: atom.fabricNode)
        if ways.isEmpty { continue }
        let received = ways.map { way -> Bounds in
          if way.bounds.isNothing { return .nothing }
          let peer =
            way.source == nil
            ? graph.unknownPeer(atom.representative.family, groups: .none)
            : SymbolicPeer(node: atom.peerNode, groups: .none)
          return algebra.intersection(
            way.bounds,
            graph.guards.bounds(target.guardNumber, peer: peer, remappedPorts: way.remappedPorts))
        }
        let admitted = algebra.restricted(
          algebra.alternatives(received), to: TrafficID(rawValue: place.offers))
        best = max(best, classifier.state(admitted))
        if best == .connected { return best }
      }
    }
    return best
  }

  /// The pairs of senders inside with every set of addresses outside.
  func countToOutside() -> FlowCount {
    var result = FlowCount()
    for outside in question.destinations.outside {
      var known: [LeavingKey: (state: FlowState, atom: OutsideAtom?)] = [:]
      for number in weights.indices where weights[number] > 0 {
        let source = classes.sources[number]
        guard source.initiates else { continue }
        let key = LeavingKey(presences: source.presences, guardNumber: source.guardNumber)
        let found: (state: FlowState, atom: OutsideAtom?)
        if let remembered = known[key] {
          found = remembered
        } else {
          found = leavingState(source, outside)
          known[key] = found
        }
        let weight = Int(weights[number])
        result.add(found.state, weight)
        if found.state != .blocked, let atom = found.atom,
          let member = index.member(of: Int32(number), in: question.sources.endpoints)
        {
          examples.add(
            found.state, from: .endpoint(member),
            to: .outside(outside.world, atom.representative), weight, self)
        }
      }
    }
    return result
  }

  private struct LeavingKey: Hashable {
    var presences: [Int32]
    var guardNumber: Int32
  }

  private func leavingState(_ source: SourceClass, _ outside: OutsideSet)
    -> (state: FlowState, atom: OutsideAtom?)
  {
    var best: (state: FlowState, atom: OutsideAtom?) = (.blocked, nil)
    for atom in outsideAtoms(outside) {
      for presence in source.presences {
        let ways = fabric.out(
          presence, to: outside.world, atom.representative, node: atom.fabricNode)
        if ways.isEmpty { continue }
        let sent = graph.guards.bounds(
          source.guardNumber, peer: SymbolicPeer(node: atom.peerNode, groups: .none),
          remappedPorts: nil)
        let state = classifier.state(
          algebra.intersection(sent, algebra.alternatives(ways.map(\.bounds))))
        if state > best.state { best = (state, atom) }
        if state == .connected { return best }
      }
    }
    return best
  }

  /// Some pairs that are certainly not connected, to show what stops them.
  func collectBlocked(_ receivers: [Receivers]) {
    for group in receivers.prefix(4) {
      let target = Party.endpoint(group.member)
      for outside in question.sources.outside {
        let atoms = outsideAtoms(outside)
        guard let atom = atoms.first(where: \.readsWell) ?? atoms.first else { continue }
        let source = Party.outside(outside.world, atom.representative)
        examples.addBlocked(from: source, to: target, self, name: outside.name)
      }
      for source in question.sources.endpoints.members.prefix(4)
      where source != group.member {
        examples.addBlocked(from: .endpoint(source), to: target, self)
      }
    }
  }
}
