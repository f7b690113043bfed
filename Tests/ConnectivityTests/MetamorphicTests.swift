import Connectivity
import PacketSets
import Reachability
import TestSupport
import Testing
import Topology

/// What must hold between a graph and a changed one, whatever the graph.
@Suite struct `Between a graph and a changed one` {
  static let networkCount = TestEffort.isThorough ? 1_500 : 40

  /// All connections between endpoints, and from boundary addresses outside.
  private func connections(_ topology: Topology, _ addresses: [IPAddress]) -> [Connection] {
    let model = ReachabilityModel(topology)
    var result: [Connection] = []
    for to in topology.endpoints.ids {
      for from in topology.endpoints.ids where from != to {
        result.append(model.connection(from: .endpoint(from), to: .endpoint(to)))
      }
      for world in topology.worlds.ids {
        for address in addresses
        where topology.worlds[world].addresses.contains(address)
          && !PairSums.isOwned(address, topology)
        {
          result.append(model.connection(from: .outside(world, address), to: .endpoint(to)))
        }
      }
    }
    return result
  }

  /// Compares all connections of random graphs before and after a change.
  private func compare(
    _ seed: UInt64, _ isGood: @escaping (Connection, Connection) -> Bool,
    _ change: (inout Topology, inout SeededGenerator) -> Bool
  ) {
    var changed = 0
    for step in 0..<Self.networkCount {
      let seed = seed + UInt64(step)
      let old = RandomTopology.make(seed: seed)
      var generator = SeededGenerator(seed: seed)
      var new = old
      guard change(&new, &generator) else { continue }
      changed += 1
      let addresses = Array(Boundaries.addresses(of: old).prefix(30))
      let before = connections(old, addresses)
      let after = connections(new, addresses)
      #expect(before.count == after.count)
      #expect(zip(before, after).allSatisfy(isGood), "seed \(seed)")
    }
    #expect(changed > Self.networkCount / 4)
  }

  private func isLess(_ old: Connection, _ new: Connection) -> Bool {
    new.certain.isSubset(of: old.certain) && new.possible.isSubset(of: old.possible)
  }

  private func isEqual(_ old: Connection, _ new: Connection) -> Bool {
    new.certain == old.certain && new.possible == old.possible
  }

  @Test func `a further denial adds no connection`() {
    compare(81_000, isLess) { topology, generator in
      guard let filter = topology.filters.indices.randomElement(using: &generator) else {
        return false
      }
      topology.filters[filter].insert(.deny(.tcp(0...1023), .addresses("10.0.0.0/9")))
      return true
    }
  }

  @Test func `a permission less adds no connection`() {
    compare(82_000, isLess) { topology, generator in
      let filters = topology.filters.indices.filter { number in
        topology.filters[number].rules.contains { $0.action == .allow }
          && topology.filters[number].rules.allSatisfy { $0.action == .allow || $0.action == .deny }
      }
      guard let filter = filters.randomElement(using: &generator),
        let rule = topology.filters[filter].rules.firstIndex(where: { $0.action == .allow })
      else { return false }
      topology.filters[filter].rules.remove(at: rule)
      return true
    }
  }

  @Test func `the widest route less adds no connection`() {
    compare(83_000, isLess) { topology, generator in
      let tables = topology.routeTables.indices.filter { number in
        topology.routeTables[number].routes.count { $0.destinations == [.allIPv4] } == 1
      }
      guard let table = tables.randomElement(using: &generator) else { return false }
      topology.routeTables[table].routes.removeAll { $0.destinations == [.allIPv4] }
      return true
    }
  }

  @Test func `the order of rules that all permit does not matter`() {
    compare(84_000, isEqual) { topology, generator in
      var isChanged = false
      for number in topology.filters.indices
      where topology.filters[number].rules.count > 1
        && topology.filters[number].rules.allSatisfy({ $0.action == .allow })
      {
        topology.filters[number].rules.shuffle(using: &generator)
        isChanged = true
      }
      return isChanged
    }
  }

  @Test func `names do not matter`() {
    compare(85_000, isEqual) { topology, _ in
      for number in topology.endpoints.indices { topology.endpoints[number].id = "e\(number)" }
      for number in topology.filters.indices {
        topology.filters[number].id = "f\(number)"
        topology.filters[number].name = "same"
      }
      for number in topology.groups.indices { topology.groups[number].id = "g" }
      for number in topology.subnets.indices { topology.subnets[number].id = "s\(number)" }
      for number in topology.networks.indices { topology.networks[number].name = "n" }
      for number in topology.gateways.indices { topology.gateways[number].id = "w\(number)" }
      return true
    }
  }

  @Test func `a rule for a prefix is two rules for its halves`() {
    compare(86_000, isEqual) { topology, generator in
      let filters = topology.filters.indices.filter { number in
        topology.filters[number].rules.contains { $0.peer.addresses.prefixes.count == 1 }
      }
      guard let filter = filters.randomElement(using: &generator) else { return false }
      let rules = topology.filters[filter].rules
      guard let number = rules.firstIndex(where: { $0.peer.addresses.prefixes.count == 1 }),
        let prefix = rules[number].peer.addresses.prefixes.first, prefix.length < 32
      else { return false }
      let half = Prefix(prefix.address, length: prefix.length + 1)
      var first = rules[number]
      first.peer.addresses = AddressSet(half)
      topology.filters[filter].rules[number].peer.addresses = AddressSet(prefix).subtracting(
        AddressSet(half))
      topology.filters[filter].insert(first, at: number)
      return true
    }
  }

  @Test func `what is asked in two parts is what is asked at once`() {
    for seed in 87_000..<(TestEffort.isThorough ? 87_500 : 87_015) {
      let model = ReachabilityModel(RandomTopology.make(seed: UInt64(seed)))
      let groups = MatrixGroup.subnets(model)
      func matrix(_ traffic: TrafficSet) -> ConnectivityMatrix {
        MatrixBuilder(model, traffic: traffic).matrix(of: groups)
      }
      let parts: [TrafficSet] = [.tcp(0...100), TrafficSet(.udp).union(.tcp(80...443))]
      let one = matrix(parts[0])
      let other = matrix(parts[1])
      let both = matrix(parts[0].union(parts[1]))
      for from in groups.indices {
        for to in groups.indices {
          let cells = [one, other].map { $0.cell(from: from, to: to) }
          let certain = cells.reduce(TrafficSet.empty) { $0.union($1?.certain ?? .empty) }
          let possible = cells.reduce(TrafficSet.empty) { $0.union($1?.possible ?? .empty) }
          let cell = both.cell(from: from, to: to)
          #expect((cell?.certain ?? .empty) == certain, "seed \(seed)")
          #expect((cell?.possible ?? .empty) == possible, "seed \(seed)")
        }
      }
    }
  }
}

extension Filter {
  /// Puts a rule before another; rules that go on at later ones still go on at the same ones.
  fileprivate mutating func insert(_ rule: FilterRule, at number: Int = 0) {
    for index in rules.indices {
      if case .jump(let target) = rules[index].action, target > number {
        rules[index].action = .jump(to: target + 1)
      }
    }
    rules.insert(rule, at: number)
  }
}
