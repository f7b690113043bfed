import Connectivity
import Documents
import PacketSets
import Reachability
import TestSupport
import Testing
import Topology

/// A comparison must hold exactly what asking both graphs for every pair gives.
@Suite struct `A comparison` {
  static let networkCount = TestEffort.isThorough ? 1_500 : 30

  @Test func `holds the changes of all pairs of random networks after an edit`() {
    var total = 0
    for step in 0..<Self.networkCount {
      let seed = 31_000 + UInt64(step)
      let old = RandomTopology.make(
        seed: seed, options: step % 2 == 0 ? .decided : RandomTopology.Options())
      var generator = SeededGenerator(seed: seed)
      var new = old
      Edits.apply(to: &new, using: &generator)
      if step % 3 == 0 { Edits.rename(&new) }
      let models = (old: ReachabilityModel(old), new: ReachabilityModel(new))
      let diff = DiffBuilder(old: models.old, new: models.new).diff()
      total += diff.changes.count
      let found = Self.pairs(of: diff)
      for from in old.endpoints.ids {
        for to in old.endpoints.ids where from != to {
          let before = models.old.connection(from: .endpoint(from), to: .endpoint(to))
          let now = models.new.connection(from: .endpoint(from), to: .endpoint(to))
          let change = found[[from, to]]
          #expect(
            (change?.gained ?? .empty) == now.certain.subtracting(before.certain),
            "seed \(seed): \(from) -> \(to)")
          #expect(
            (change?.lost ?? .empty) == before.certain.subtracting(now.certain),
            "seed \(seed): \(from) -> \(to)")
          #expect(
            (change?.perhapsGained ?? .empty)
              == now.possible.subtracting(before.possible).subtracting(now.certain),
            "seed \(seed): \(from) -> \(to)")
        }
      }
    }
    #expect(total > 0)
  }

  @Test func `holds the changes of all addresses outside`() {
    var total = 0
    for step in 0..<Self.networkCount {
      let seed = 41_000 + UInt64(step)
      let old = RandomTopology.make(seed: seed, options: .decided)
      var generator = SeededGenerator(seed: seed)
      var new = old
      for _ in 0..<4 { Edits.apply(to: &new, using: &generator) }
      let models = (old: ReachabilityModel(old), new: ReachabilityModel(new))
      let diff = DiffBuilder(old: models.old, new: models.new).diff()
      for world in old.worlds.ids {
        let living = Boundaries.addresses(of: old).filter {
          old.worlds[world].addresses.contains($0) && !PairSums.isOwned($0, old)
        }
        for target in old.endpoints.ids {
          for address in living {
            let from = Party.outside(world, address)
            let before = models.old.connection(from: from, to: .endpoint(target))
            let now = models.new.connection(from: from, to: .endpoint(target))
            let gained = now.certain.subtracting(before.certain)
            let found = diff.changes.filter { change in
              change.source.name == old.worlds[world].id
                && change.source.addresses.contains(address)
                && change.destination.members.contains { $0.old == target }
            }
            total += found.count
            #expect(found.count <= 1)
            #expect(
              (found.first?.change.gained ?? .empty) == gained,
              "seed \(seed): \(address) -> \(target)")
          }
        }
      }
    }
    #expect(total > 0)
  }

  @Test func `of a graph with itself is empty, whatever its ids`() {
    for seed in 51_000..<51_015 {
      let old = RandomTopology.make(seed: UInt64(seed))
      var new = old
      Edits.rename(&new)
      let diff = DiffBuilder(old: ReachabilityModel(old), new: ReachabilityModel(new)).diff()
      #expect(diff.isEmpty, "seed \(seed)")
      #expect(diff.added.isEmpty && diff.removed.isEmpty)
    }
  }

  @Test func `names the rule that lets traffic in now and what stopped it before`() throws {
    var build = TopologyBuilder()
    let network = build.network("main", "10.0.0.0/16")
    let subnet = build.subnet("front", "10.0.1.0/24", in: network)
    let web = build.securityGroup("web", inbound: [.allow(.tcp(443))])
    _ = build.endpoint("server", "10.0.1.5", in: subnet, groups: [web])
    _ = build.endpoint("client", "10.0.1.6", in: subnet)
    let old = build.topology
    build.allow(
      into: web,
      FilterRule(
        id: "ssh", text: "allow tcp/22", action: .allow, traffic: .tcp(22), peer: .anyone))
    let models = (old: ReachabilityModel(old), new: ReachabilityModel(build.topology))
    let builder = DiffBuilder(old: models.old, new: models.new)
    let diff = builder.diff()
    let change = try #require(diff.changes.first)
    #expect(diff.changes.count == 1)
    #expect(change.change.gained == .tcp(22) && change.change.lost.isEmpty)
    let cause = try #require(change.cause)
    #expect(cause.passes?.name == "web-in" && cause.passes?.isNew == true)
    #expect(cause.passes?.rule.contains("22") == true)
    #expect(cause.stops?.name == "web-in" && cause.stops?.isNew == false)
    let text = DiffText(
      diff, rules: [RuleChange(rule: "r", old: "proven", new: "violated")], by: builder,
      oldFiles: SourceCatalog([]), newFiles: SourceCatalog([]))
    #expect(text.text().contains("client -> server  (1 pair)\n  +  tcp/22\n"))
    #expect(text.text().contains("r: proven -> violated"))
    #expect(text.json().contains("\"gained\": \"tcp/22\""))
  }

  /// The changes of pairs of endpoints, by their numbers in the old graph.
  static func pairs(of diff: ReachabilityDiff) -> [[ID<Endpoint>]: ConnectionChange] {
    var result: [[ID<Endpoint>]: ConnectionChange] = [:]
    for change in diff.changes {
      for from in change.source.members.compactMap(\.old) {
        for to in change.destination.members.compactMap(\.old) where from != to {
          result[[from, to]] = change.change
        }
      }
    }
    return result
  }
}

/// Small changes of a graph.
enum Edits {
  /// Takes away, turns round or adds one thing.
  static func apply(to topology: inout Topology, using generator: inout SeededGenerator) {
    switch Int.random(in: 0..<5, using: &generator) {
    case 0:
      let filled = topology.filters.indices.filter { !topology.filters[$0].rules.isEmpty }
      guard let filter = filled.randomElement(using: &generator) else { return }
      topology.filters[filter].rules.removeLast()
      let count = topology.filters[filter].rules.count
      for index in 0..<count {
        if case .jump(let target) = topology.filters[filter].rules[index].action, target > count {
          topology.filters[filter].rules[index].action = .jump(to: count)
        }
      }
    case 1:
      guard let filter = topology.filters.indices.randomElement(using: &generator) else { return }
      topology.filters[filter].rules.insert(.allow(.tcp(20...30)), at: 0)
      for index in topology.filters[filter].rules.indices.dropFirst() {
        if case .jump(let target) = topology.filters[filter].rules[index].action {
          topology.filters[filter].rules[index].action = .jump(to: target + 1)
        }
      }
    case 2:
      let filled = topology.routeTables.indices.filter { topology.routeTables[$0].routes.count > 1 }
      guard let table = filled.randomElement(using: &generator) else { return }
      topology.routeTables[table].routes.removeLast()
    case 3:
      guard let number = topology.endpoints.indices.randomElement(using: &generator) else { return }
      topology.endpoints[number].offers = .tcp(80...443)
    default:
      let public4 = topology.endpoints.indices.filter {
        topology.endpoints[$0].addresses.first?.publicAddress != nil
      }
      guard let number = public4.randomElement(using: &generator) else { return }
      topology.endpoints[number].addresses[0].publicAddress = nil
    }
  }

  /// Gives every endpoint another id.
  static func rename(_ topology: inout Topology) {
    for number in topology.endpoints.indices {
      topology.endpoints[number].id += "-renamed"
      if topology.endpoints[number].addresses.isEmpty { continue }
      topology.resources[topology.endpoints[number].resource.index].id += "-renamed"
    }
  }
}
