public import Documents

/// What a check found at one host, container, network or account.
public struct CheckFinding: Hashable, Sendable {
  /// What it came to there.
  public var verdict: CheckVerdict
  /// The host, container, network or account, such as `host web-1`.
  public var subject: String
  /// What was seen, in one sentence that names values but never a secret.
  public var message: String
  /// Where the evidence stands.
  public var location: SourceLocation?
  /// The JSON path of the evidence, where it stands in JSON.
  public var path: String?
  /// Of a failure, what to change; of an unknown, the command whose output decides.
  public var advice: String?
  /// Of a failure that is a packet, the packet and its way, a hop a line.
  public var hops: [String] = []

  /// Creates a finding.
  public init(
    _ verdict: CheckVerdict, _ subject: String, _ message: String,
    at location: SourceLocation? = nil,
    path: String? = nil, advice: String? = nil, hops: [String] = []
  ) {
    self.verdict = verdict
    self.subject = subject
    self.message = message
    self.location = location
    self.path = path
    self.advice = advice
    self.hops = hops
  }
}
