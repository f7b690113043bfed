public import Reachability

/// A tier with its members in a graph, and why they are its members.
public struct TierMembership: Hashable, Sendable {
  /// The name of the tier.
  public var name: String
  /// Who belongs to it.
  public var parties: PartySet
  /// What makes an endpoint a member: the selector in words, or the reasons of the inference with
  /// the number of endpoints that each brought.
  public var reasons: [String]
  /// Why nobody belongs to it; empty when somebody does.
  public var emptiness: String

  /// Creates a tier with members.
  public init(name: String, parties: PartySet, reasons: [String], emptiness: String = "") {
    self.name = name
    self.parties = parties
    self.reasons = reasons
    self.emptiness = emptiness
  }
}
