import PacketSets
import Topology

/// Pairs of which one end lives outside.
extension FlowCounter {
  /// The pairs of every set of addresses outside with some receivers.
  func countFromOutside(to group: Receivers) -> FlowCount {
    var result = FlowCount()
    if question.sources.outside.isEmpty { return result }
    let target = classes.destinations[Int(group.number)]
    let place = classes.places[Int(target.place)]
    let shadow = index.shadow(of: target.guardNumber)
    for (number, outside) in question.sources.outside.enumerated()
    where mayEnter(place, outside.world) && index.mayAdmit(shadow, classifier) {
      let entering = entering(
        outside, number, DestinationClass(place: target.place, guardNumber: shadow))
      result.add(entering.state, group.count)
      guard entering.state != .blocked, examples.isWanted(entering.state) else { continue }
      let atoms = entering.atoms.map { outsideAtoms(outside)[$0] }
      let addresses = atoms.reduce(AddressSet.empty) { $0.union($1.addresses) }
      guard let sample = addresses.sampleAddress ?? atoms.first?.representative else { continue }
      examples.add(
        entering.state, from: .outside(outside.world, sample), to: .endpoint(group.member),
        group.count, self, name: outside.name, addresses: addresses)
    }
    return result
  }

  /// The best state of any address of a set outside, and the atoms that have it.
  struct Entering {
    var state = FlowState.blocked
    var atoms: [Int] = []
  }

  /// Whose case an `Entering` is.
  struct EnteringKey: Hashable {
    var outside: Int
    var target: DestinationClass
  }

  /// What a set of addresses outside can do at a place behind a guard that names no groups, as
  /// nobody outside carries any.
  private func entering(_ outside: OutsideSet, _ number: Int, _ target: DestinationClass)
    -> Entering
  {
    let key = EnteringKey(outside: number, target: target)
    if let known = knownEntering[key] { return known }
    var result = Entering()
    for (position, atom) in outsideAtoms(outside).enumerated() {
      let state = enteringState(atom, outside.world, target)
      if state > result.state {
        result = Entering(state: state, atoms: [position])
      } else if state == result.state, state != .blocked {
        result.atoms.append(position)
      }
    }
    knownEntering[key] = result
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
        || graph.transitEntries[network].contains { $0.world == world }
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
        let entries = fabric.into(
          presence, isPublic: isPublic, from: world, atom.representative, node: atom.fabricNode)
        if entries.isEmpty { continue }
        func receive(_ way: Path) -> Bounds {
          if way.bounds.isNothing { return .nothing }
          var peer = SymbolicPeer(node: atom.peerNode, groups: .none)
          if let source = way.source {
            if way.remappedPorts != nil { peer.node = graph.peerNode(source) }
          } else {
            peer = graph.unknownPeer(atom.representative.family, groups: .none)
          }
          let offered = algebra.pull(
            .exactly(TrafficID(rawValue: place.offers)),
            through: PacketView(isAnswer: false, remappedPorts: way.remappedPorts))
          return algebra.intersection(
            algebra.intersection(way.bounds, offered),
            graph.guards.bounds(target.guardNumber, peer: peer, remappedPorts: way.remappedPorts))
        }
        let admitted = algebra.union(
          of: entries.map { algebra.alternatives($0.map(receive)) })
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
        let peer = SymbolicPeer(node: atom.peerNode, groups: .none)
        let sent = ways.map { way in
          algebra.intersection(
            way.bounds,
            graph.guards.sending(
              source.guardNumber, to: peer, by: way, atom.representative.family))
        }
        let state = classifier.state(algebra.alternatives(sent))
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
