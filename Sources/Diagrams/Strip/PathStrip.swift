/// The way of one packet and of its answer, hop by hop, as a picture shows it.
public struct PathStrip: Hashable, Sendable {
  /// What was decided at a hop.
  public enum Decision: String, Hashable, Sendable, CaseIterable {
    /// The packet goes on.
    case passes
    /// The packet goes on with other addresses.
    case translates
    /// The packet ends here.
    case drops
    /// The packet arrived.
    case delivered
    /// What happens is not known.
    case unknown
  }

  /// One thing that the packet meets.
  public struct Step: Hashable, Sendable {
    /// What it is, which decides the icon.
    public var kind: SceneNode.Kind
    /// Its name.
    public var name: String
    /// The rule that decided, and why, in a few words; may be empty.
    public var rule: String
    /// Where the rule stands in the exports; may be empty.
    public var place: String
    /// What was decided.
    public var decision: Decision
    /// The packet as it left the step.
    public var packet: String
    /// Whether the step is the root cause of a finding.
    public var isDeciding: Bool

    /// Creates a step.
    public init(
      kind: SceneNode.Kind, name: String, rule: String = "", place: String = "",
      decision: Decision = .passes, packet: String = "", isDeciding: Bool = false
    ) {
      self.kind = kind
      self.name = name
      self.rule = rule
      self.place = place
      self.decision = decision
      self.packet = packet
      self.isDeciding = isDeciding
    }
  }

  /// The heading.
  public var title: String
  /// What stands under the heading.
  public var subtitle: String
  /// The packet as its sender sends it.
  public var packet: String
  /// What it asks for, such as `tcp/22`.
  public var service: String
  /// The steps of the packet.
  public var forward: [Step]
  /// The steps of the answer; empty when the packet did not arrive.
  public var answer: [Step]
  /// Whether the connection must not be possible.
  public var isViolation: Bool
  /// The findings that the way belongs to.
  public var findings: [String]
  /// Sentences that stand under the picture.
  public var notes: [String]

  /// Creates a strip.
  public init(
    title: String, subtitle: String = "", packet: String, service: String, forward: [Step],
    answer: [Step] = [], isViolation: Bool = false, findings: [String] = [], notes: [String] = []
  ) {
    self.title = title
    self.subtitle = subtitle
    self.packet = packet
    self.service = service
    self.forward = forward
    self.answer = answer
    self.isViolation = isViolation
    self.findings = findings
    self.notes = notes
  }
}
