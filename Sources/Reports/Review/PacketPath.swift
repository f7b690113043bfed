public import PacketSets

/// The way of one packet and of its answer, step by step, in words.
public struct PacketPath: Hashable, Sendable {
  /// Who sends it.
  public var source: String
  /// For whom it is.
  public var destination: String
  /// The packet as its sender sends it, such as `tcp 198.51.100.1:49152 -> 10.0.0.5:22`.
  public var packet: String
  /// The same packet as a value.
  public var first: Packet
  /// What it asks for, such as `tcp/22`.
  public var service: String
  /// The steps of the packet.
  public var forward: [PathStep]
  /// The steps of the answer; empty when the packet did not arrive.
  public var answer: [PathStep]
  /// What came of it.
  public var outcome: Outcome

  /// What came of a packet.
  public enum Outcome: String, Hashable, Sendable {
    /// It arrived, and its answer came back.
    case delivered
    /// It did not arrive.
    case blocked
    /// It arrived, and its answer did not come back.
    case unanswered
    /// It depends on what the exports do not hold.
    case undecided
  }

  /// The step that ended the packet or its answer, if one did.
  public var stop: PathStep? {
    switch outcome {
    case .delivered, .undecided: nil
    case .blocked: forward.last
    case .unanswered: answer.last
    }
  }
}

/// One step of a packet.
public struct PathStep: Hashable, Sendable {
  /// What kind of thing it met, such as `filter`.
  public var kind: Kind
  /// Its name, with its id where that is another one.
  public var name: String
  /// The id of the thing.
  public var id: String
  /// The kind of control that decided.
  public var layer: String
  /// What was decided.
  public var decision: Decision
  /// Why, where that needs words; empty otherwise.
  public var reason: String
  /// The id of the rule that decided; empty when there is none.
  public var ruleID: String
  /// The rule or route in the provider's words; empty when there is none.
  public var rule: String
  /// Where the rule stands, as `path:line:column`; empty when that is not known.
  public var place: String
  /// The packet as it left this step.
  public var packet: String
  /// Whether this step is the root cause of a finding.
  public var isDeciding = false

  /// What a packet meets.
  public enum Kind: String, Hashable, Sendable, CaseIterable {
    /// A network interface.
    case endpoint
    /// A filter.
    case filter
    /// A subnet.
    case subnet
    /// A route table.
    case routeTable = "route-table"
    /// A gateway.
    case gateway
    /// A place outside.
    case world

    /// The kind in words.
    public var words: String {
      switch self {
      case .endpoint, .filter, .subnet, .gateway: rawValue
      case .routeTable: "route table"
      case .world: "outside"
      }
    }
  }

  /// What is decided at a step.
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
}
