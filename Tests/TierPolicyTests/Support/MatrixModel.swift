import PacketSets
import Reachability
import TierPolicy
import Topology

/// A model that is told which connections are possible and answers by looking at every pair.
struct MatrixModel: FlowAnswering {
  /// One side of a connection: an endpoint, or some addresses outside.
  enum Side: Hashable {
    case endpoint(ID<Endpoint>)
    case outside(AddressSet)
  }

  struct Link {
    var source: Side
    var destination: Side
    var certain: TrafficSet
    var possible: TrafficSet
  }

  var topology: Topology
  var links: [Link] = []

  mutating func connect(
    _ source: Side, _ destination: Side, _ certain: TrafficSet, orMaybe: TrafficSet = .empty
  ) {
    links.append(
      Link(
        source: source, destination: destination, certain: certain,
        possible: certain.union(orMaybe)))
  }

  private enum Member: Hashable {
    case endpoint(ID<Endpoint>)
    case outside(OutsideSet)

    func meets(_ side: Side) -> Bool {
      switch (self, side) {
      case (.endpoint(let id), .endpoint(let other)): id == other
      case (.outside(let set), .outside(let addresses)):
        !set.addresses.isDisjoint(with: addresses)
      case (.endpoint, .outside), (.outside, .endpoint): false
      }
    }

    var party: Party? {
      switch self {
      case .endpoint(let id): .endpoint(id)
      case .outside(let set): set.addresses.first.map { .outside(set.world, $0) }
      }
    }
  }

  func answer(_ question: FlowQuestion) -> FlowAnswer {
    var answer = FlowAnswer()
    for source in members(question.sources) {
      for destination in members(question.destinations) where source != destination {
        if case .outside = source, case .outside = destination { continue }
        let links = links.filter {
          source.meets($0.source) && destination.meets($0.destination)
        }
        answer.pairsChecked += 1
        guard let from = source.party, let to = destination.party else { continue }
        let connection = Connection(
          certain: links.reduce(TrafficSet.empty) { $0.union($1.certain) }
            .intersection(question.traffic),
          possible: links.reduce(TrafficSet.empty) { $0.union($1.possible) }
            .intersection(question.traffic))
        let example = FlowExample(source: from, destination: to, connection: connection)
        let isConnected: (TrafficSet) -> Bool = { traffic in
          switch question.mode {
          case .anyOf: !traffic.isEmpty
          case .allOf: question.traffic.isSubset(of: traffic)
          }
        }
        if isConnected(connection.certain) {
          answer.pairsConnected += 1
          answer.connected.append(example)
        } else if isConnected(connection.possible) {
          answer.pairsUndecided += 1
          answer.undecided.append(example)
          answer.assumptions = [ID(0)]
        } else {
          answer.blocked.append(example)
        }
      }
    }
    return answer
  }

  private func members(_ set: PartySet) -> [Member] {
    set.endpoints.members.map { .endpoint($0) } + set.outside.map { .outside($0) }
  }
}
