public import Reachability

/// A pair of parties to show for a rule, with the way there by proxies.
public struct RuleExample: Hashable, Sendable {
  /// The connection to the destination: from the source itself, or from the last proxy.
  public var flow: FlowExample
  /// The connections by which the source came to the last proxy, in order; empty when it connects
  /// by itself.
  public var legs: [FlowExample]

  /// Creates an example.
  public init(flow: FlowExample, legs: [FlowExample] = []) {
    self.flow = flow
    self.legs = legs
  }
}
