/// An entry of the register of flows that are allowed on purpose.
public struct ReviewedFlow: Hashable, Sendable {
  /// The tiers from which it comes.
  public var sources: [String]
  /// The tiers to which it goes.
  public var destinations: [String]
  /// The traffic.
  public var traffic: String
  /// Who answers for it; may be empty.
  public var owner: String
  /// What it is for; may be empty.
  public var why: String
  /// Where it stands, as `path:line:column`; empty when that is not known.
  public var place: String
  /// The protocols in it that protect nothing of what they carry, such as `http`.
  public var cleartext: [String]
  /// How many pairs of it are open; nil when that was not asked.
  public var use: FlowUse?

  /// Whether somebody answers for it and says what it is for.
  public var isJustified: Bool { !owner.isEmpty && !why.isEmpty }
}

/// How many pairs of a flow are open.
public struct FlowUse: Hashable, Sendable {
  /// All pairs of it.
  public var pairs: Int
  /// The pairs that can open some of its traffic.
  public var open: Int
  /// The pairs of which that is not known.
  public var undecided: Int
}

/// What is open, or may be, from one tier to another and stands in no entry of the register.
public struct UnregisteredFlow: Hashable, Sendable {
  /// The tier from which it comes.
  public var source: String
  /// The tier to which it goes.
  public var destination: String
  /// The traffic that the pairs that were looked at can open.
  public var traffic: String
  /// How many pairs are open.
  public var pairs: Int
  /// How many pairs may be open: it hangs on what the exports do not hold.
  public var undecided: Int
  /// One of the pairs.
  public var example: String
  /// The protocols in it that protect nothing of what they carry, such as `http`.
  public var cleartext: [String]
}
