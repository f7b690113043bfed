import PacketSets
import Reachability
import Topology

/// Changes of which one end lives outside.
extension DiffBuilder {
  /// Compares every world with every group, for the addresses that live there in both graphs.
  func compareWorlds() {
    for world in old.topology.worlds.ids {
      let known = old.topology.worlds[world]
      guard let other = new.topology.worlds.ids.first(where: { isSame($0, known) }) else {
        continue
      }
      let isEqual = new.topology.worlds[other].addresses == known.addresses
      let first = OutsideSet(world: world, addresses: .all, name: known.id)
      let second = OutsideSet(world: other, addresses: .all, name: known.id)
      let pieces = JointAddresses.pieces(
        old.alikeAddresses(of: first), new.alikeAddresses(of: second))
      for group in groups where group.differs || !isEqual {
        compare(group, first, second, pieces, isEntering: true)
        compare(group, first, second, pieces, isEntering: false)
      }
    }
  }

  private func isSame(_ id: ID<World>, _ world: World) -> Bool {
    new.topology.worlds[id].id == world.id && new.topology.worlds[id].kind == world.kind
  }

  private func compare(
    _ group: DiffGroup, _ first: OutsideSet, _ second: OutsideSet, _ pieces: [AddressSet],
    isEntering: Bool
  ) {
    guard let member = group.members.first else { return }
    guard
      connects(old, member.old, first, isEntering) || connects(new, member.new, second, isEntering)
    else { return }
    var found: [ConnectionChange: (addresses: AddressSet, sample: IPAddress)] = [:]
    var order: [ConnectionChange] = []
    for piece in pieces {
      guard let sample = piece.sampleAddress else { continue }
      let change = ConnectionChange(
        old: connection(old, member.old, .outside(first.world, sample), isEntering),
        new: connection(new, member.new, .outside(second.world, sample), isEntering))
      if change.isEmpty { continue }
      if let known = found[change] {
        found[change] = (known.addresses.union(piece), known.sample)
      } else {
        found[change] = (piece, sample)
        order.append(change)
      }
    }
    let party = DiffParty(group, old: old.topology, new: new.topology)
    for change in order {
      guard let (addresses, sample) = found[change] else { continue }
      let outside = DiffParty(name: first.name, addresses: addresses)
      let inside = (
        old: member.old.map(Party.endpoint), new: member.new.map(Party.endpoint)
      )
      let world = (
        old: Party?.some(.outside(first.world, sample)),
        new: Party?.some(.outside(second.world, sample))
      )
      changes.append(
        ReachabilityChange(
          source: isEntering ? outside : party, destination: isEntering ? party : outside,
          change: change, pairCount: group.members.count,
          cause: cause(
            change, from: isEntering ? world : inside, to: isEntering ? inside : world)))
    }
  }

  private func connection(
    _ model: ReachabilityModel, _ member: ID<Endpoint>?, _ outside: Party, _ isEntering: Bool
  ) -> Connection {
    guard let member else { return .none }
    let inside = Party.endpoint(member)
    return isEntering
      ? model.connection(from: outside, to: inside) : model.connection(from: inside, to: outside)
  }

  private func connects(
    _ model: ReachabilityModel, _ member: ID<Endpoint>?, _ outside: OutsideSet, _ isEntering: Bool
  ) -> Bool {
    guard let member else { return false }
    var set = EndpointSet(universe: model.topology.endpoints.count)
    let nobody = PartySet(endpoints: set)
    set.insert(member)
    let inside = PartySet(endpoints: set)
    let world = PartySet(endpoints: nobody.endpoints, outside: [outside])
    let answer = model.answer(
      FlowQuestion(
        sources: isEntering ? world : inside, destinations: isEntering ? inside : world,
        traffic: .all, exampleLimit: 0))
    return answer.pairsConnected + answer.pairsUndecided > 0
  }
}
