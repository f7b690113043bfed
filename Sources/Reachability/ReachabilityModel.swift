public import PacketSets
public import Topology

/// The relation of who can open which connection to whom, derived from a graph.
///
/// A model is made once for a graph and then asked many questions; what it derives on the way is
/// remembered. It belongs to one thread.
public final class ReachabilityModel {
  /// The graph, with the assumptions that deriving the relation added.
  public var topology: Topology { graph.topology }

  let graph: CompiledGraph
  let judge: PairJudge
  private(set) lazy var index = ClassIndex(graph, EndpointClasses(graph))
  private(set) lazy var fabric = Fabric(graph, index.classes)
  private(set) lazy var far = FarSenders(graph, index, fabric)
  private(set) lazy var atoms = OutsideAtoms(graph)

  /// Prepares a graph for questions.
  ///
  /// - Complexity: O(*n* log *n*) in the number of rules and prefixes.
  public init(_ topology: Topology) {
    graph = CompiledGraph(topology)
    judge = PairJudge(graph: graph)
  }

  /// The connections that one party can open to another, over all their addresses.
  public func connection(from: Party, to: Party) -> Connection {
    graph.algebra.connection(judge.bounds(from: from, to: to))
  }

  /// The connections from one party to another that end there, without those that it hands on.
  func ownConnection(from: Party, to: Party) -> Connection {
    graph.algebra.connection(judge.ownBounds(from: from, to: to))
  }

  /// The connections that a party can open to an endpoint by one of its addresses, own or public.
  ///
  /// - Parameters:
  ///   - from: Who opens the connection.
  ///   - endpoint: To whom.
  ///   - address: The address that is asked for.
  /// - Returns: The connections; none when the endpoint does not have that address.
  public func connection(
    from: Party, to endpoint: ID<Endpoint>, at address: IPAddress
  ) -> Connection {
    let party = Party.endpoint(endpoint)
    if from == party,
      topology.endpoints[endpoint].addresses.contains(where: { $0.address == address })
    {
      return graph.algebra.connection(.everything)
    }
    if judge.isUnaddressed(from) { return connection(from: from, to: party) }
    var result = Bounds.nothing
    for goal in judge.goals(of: party, for: from) where goal.end.address == address {
      result = graph.algebra.union(result, judge.bounds(from: from, to: goal))
    }
    return graph.algebra.connection(result)
  }

  /// Answers a question about many pairs at once.
  ///
  /// - Complexity: near linear in the number of endpoints; never quadratic.
  public func answer(_ question: FlowQuestion) -> FlowAnswer {
    FlowCounter(self, question).answer()
  }
}
