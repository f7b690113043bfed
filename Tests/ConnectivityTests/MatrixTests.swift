import Connectivity
import PacketSets
import Reachability
import TestSupport
import Testing
import Topology

/// A matrix must hold what asking for every pair gives.
@Suite struct `A matrix` {
  static let networkCount = TestEffort.isThorough ? 1_500 : 16

  @Test func `by subnet holds the sums over all pairs of random networks`() {
    compare(seed: 77_000, options: .decided, MatrixGroup.subnets)
  }

  @Test func `by subnet holds the sums over all pairs of networks with unknown parts`() {
    compare(seed: 88_000, options: RandomTopology.Options(), MatrixGroup.subnets)
  }

  @Test func `by endpoint holds the sums over all pairs`() {
    compare(seed: 99_000, options: RandomTopology.Options(), MatrixGroup.endpoints)
  }

  @Test func `by network holds the sums over all pairs`() {
    compare(seed: 66_000, options: RandomTopology.Options(), MatrixGroup.networks)
  }

  private func compare(
    seed: UInt64, options: RandomTopology.Options,
    _ partition: (ReachabilityModel) -> [MatrixGroup]
  ) {
    var filled = 0
    for step in 0..<Self.networkCount {
      let seed = seed + UInt64(step)
      let model = ReachabilityModel(RandomTopology.make(seed: seed, options: options))
      let groups = partition(model)
      let traffic = step % 3 == 0 ? TrafficSet.tcp(0...1023) : .all
      let matrix = MatrixBuilder(model, traffic: traffic).matrix(of: groups)
      filled += matrix.cells.count
      for from in groups.indices {
        for to in groups.indices {
          let found = matrix.cell(from: from, to: to)
          let expected = PairSums(model, groups[from], groups[to], traffic)
          #expect(
            PairSums(found, checked: expected.checked) == expected,
            "seed \(seed): \(groups[from].name) -> \(groups[to].name)")
        }
      }
    }
    #expect(filled > 0)
  }

  @Test func `tells groups of one name apart`() {
    let empty = PartySet(endpoints: EndpointSet(universe: 0))
    let groups = MatrixGroup.distinct([
      MatrixGroup(name: "a", detail: "subnet-1 10.0.0.0/24", parties: empty),
      MatrixGroup(name: "a", detail: "subnet-2 10.0.1.0/24", parties: empty),
      MatrixGroup(name: "b", parties: empty), MatrixGroup(name: "b", parties: empty),
    ])
    #expect(groups.map(\.name) == ["a (subnet-1)", "a (subnet-2)", "b #3", "b #4"])
  }

  @Test func `is written as text, CSV and JSON`() {
    var build = TopologyBuilder()
    let network = build.network("main", "10.0.0.0/16")
    let front = build.subnet("front", "10.0.1.0/24", in: network)
    let back = build.subnet("back", "10.0.2.0/24", in: network)
    let web = build.securityGroup("web", inbound: [.allow(.tcp(443), .addresses("10.0.0.0/16"))])
    let none = build.securityGroup("none")
    _ = build.endpoint("server", "10.0.1.5", in: front, groups: [web])
    _ = build.endpoint("worker", "10.0.2.5", in: back, groups: [none])
    let model = ReachabilityModel(build.topology)
    let matrix = MatrixBuilder(model).matrix(of: MatrixGroup.subnets(model))
    #expect(
      matrix.csv == """
        source,destination,pairs,connected,undecided,certain,possible
        back,front,1,1,0,tcp/443,tcp/443

        """)
    #expect(MatrixText().render(matrix).contains("back -> front  tcp/443  (1 of 1 pairs)"))
    #expect(matrix.json(partition: "subnet").contains("\"schema\": \"bailey/matrix/1\""))
  }
}

/// The sums over all pairs of two groups.
struct PairSums: Equatable {
  var checked = 0
  var connected = 0
  var undecided = 0
  var certain = TrafficSet.empty
  var possible = TrafficSet.empty

  init(_ cell: MatrixCell?, checked: Int) {
    guard let cell else {
      self.checked = checked
      return
    }
    self.checked = cell.pairsChecked
    connected = cell.pairsConnected
    undecided = cell.pairsUndecided
    certain = cell.certain
    possible = cell.possible
  }

  init(_ model: ReachabilityModel, _ from: MatrixGroup, _ to: MatrixGroup, _ traffic: TrafficSet) {
    for source in from.parties.endpoints.members {
      for target in to.parties.endpoints.members where source != target {
        add([model.connection(from: .endpoint(source), to: .endpoint(target))], traffic)
      }
      for outside in to.parties.outside {
        add(
          Self.samples(outside, model.topology).map {
            model.connection(from: .endpoint(source), to: .outside(outside.world, $0))
          }, traffic)
      }
    }
    for target in to.parties.endpoints.members {
      for outside in from.parties.outside {
        add(
          Self.samples(outside, model.topology).map {
            model.connection(from: .outside(outside.world, $0), to: .endpoint(target))
          }, traffic)
      }
    }
  }

  private mutating func add(_ connections: [Connection], _ traffic: TrafficSet) {
    checked += 1
    if connections.contains(where: { !$0.certain.isDisjoint(with: traffic) }) {
      connected += 1
    } else if connections.contains(where: { !$0.possible.isDisjoint(with: traffic) }) {
      undecided += 1
    }
    for connection in connections {
      certain.formUnion(connection.certain.intersection(traffic))
      possible.formUnion(connection.possible.intersection(traffic))
    }
  }

  private static func samples(_ outside: OutsideSet, _ topology: Topology) -> [IPAddress] {
    Boundaries.addresses(of: topology).filter {
      topology.worlds[outside.world].addresses.contains($0) && outside.addresses.contains($0)
        && !isOwned($0, topology)
    }
  }

  /// Whether an endpoint or a network has the address, or nobody any more.
  static func isOwned(_ address: IPAddress, _ topology: Topology) -> Bool {
    if topology.vacancies.contains(where: { $0.address == address }) { return true }
    if address.family == .v6 || !address.isGlobal,
      topology.networks.contains(where: { $0.prefixes.contains { $0.contains(address) } })
    {
      return true
    }
    return topology.endpoints.contains {
      $0.addresses.contains { $0.address == address || $0.publicAddress == address }
    }
  }
}
