/// Traffic from one node to another and what was decided about it.
public struct SceneEdge: Hashable, Sendable {
  /// What was decided about the traffic.
  public enum Verdict: String, Hashable, Sendable, CaseIterable {
    /// It passes, and nothing forbids it.
    case allowed
    /// It passes, and the policy forbids it.
    case violation
    /// It does not pass.
    case blocked
    /// It could not be decided.
    case undecided
    /// It passes now and did not before.
    case added
    /// It passed before and does not now.
    case removed
  }

  /// The identity of the edge, or nil when it needs none.
  public var id: String?
  /// The identity of the node that starts the traffic.
  public var source: String
  /// The identity of the node that receives it.
  public var target: String
  /// The traffic in short, for example "443", "tcp/22" or "any".
  public var traffic: String
  /// What was decided about it.
  public var verdict: Verdict
  /// The findings that concern the edge.
  public var findings: [String]

  /// Creates an edge.
  public init(
    id: String? = nil, source: String, target: String, traffic: String,
    verdict: Verdict = .allowed, findings: [String] = []
  ) {
    self.id = id
    self.source = source
    self.target = target
    self.traffic = traffic
    self.verdict = verdict
    self.findings = findings
  }
}
