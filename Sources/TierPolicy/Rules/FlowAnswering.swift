public import Reachability
public import Topology

/// What can answer questions about the flows of a graph, such as the reachability engine.
public protocol FlowAnswering {
  /// The graph that is asked about.
  var topology: Topology { get }

  /// Returns the answer to a question about many pairs at once.
  func answer(_ question: FlowQuestion) -> FlowAnswer
}
