public import Reachability
public import Topology

/// A tier as a report shows it.
public struct TierReview: Hashable, Sendable {
  /// The name of the tier.
  public var name: String
  /// How many endpoints belong to it.
  public var endpointCount: Int
  /// The addresses outside that belong to it, by world.
  public var outside: [OutsideSet]
  /// What makes an endpoint a member: the selector in words, or the reasons of the inference.
  public var reasons: [String]
  /// The first members, to show.
  public var sample: [ID<Endpoint>]
  /// Why nobody belongs to it; empty when somebody does.
  public var emptiness: String
  /// Whether it is one of the tiers that every policy has.
  public var isBuiltIn: Bool

  /// How many members are shown.
  public static let sampleLimit = 12

  init(_ tier: TierMembership) {
    name = tier.name
    endpointCount = tier.parties.endpoints.count
    outside = tier.parties.outside
    reasons = tier.reasons
    sample = Array(tier.parties.endpoints.members.prefix(Self.sampleLimit))
    emptiness = tier.emptiness
    isBuiltIn = Tier.builtIn.contains { $0.name == tier.name }
  }

  /// The tier as a phrase, such as `db: 3 endpoints: kind database (2), name *-db (1)`.
  public var title: String {
    let count = endpointCount == 1 ? "1 endpoint" : "\(endpointCount) endpoints"
    let addresses = outside.isEmpty ? "" : " and addresses outside"
    return "\(name): \(count)\(addresses): \(reasons.joined(separator: ", "))"
  }
}
