public import PacketSets
public import Topology

/// Who belongs to a tier: a claim about endpoints and about addresses outside.
///
/// Words that can be names are patterns. A list of words means any of them; several claims in one
/// mapping mean all of them.
public indirect enum Selector: Hashable, Sendable {
  /// The resource has a tag with this key and one of these values.
  case tag(key: String, values: [Glob])
  /// The resource has one of these names.
  case name([Glob])
  /// The resource or the interface has one of these ids.
  case id([Glob])
  /// The resource is of one of these kinds.
  case kind([ResourceKind])
  /// The endpoint has an address, its own or a public one, in these; outside, the address is.
  case addresses(AddressSet, prefixes: [Prefix])
  /// The endpoint stands in a network with one of these ids or names.
  case network([Glob])
  /// The endpoint stands in a subnet with one of these ids or names.
  case subnet([Glob])
  /// The endpoint is a member of a group, or behind a filter, with one of these ids or names.
  case securityGroup([Glob])
  /// The resource lives in one of these accounts.
  case account([Glob])
  /// The resource comes from one of these providers.
  case provider([Glob])
  /// The resource lives in one of these regions.
  case region([Glob])
  /// The endpoint's subnet lies in one of these zones.
  case zone([Glob])
  /// The resource is a container of one of these services.
  case service([Glob])
  /// The address lives outside, in a world of this kind.
  case world(WorldKind)
  /// Every endpoint and every address outside.
  case everything
  /// At least one of the claims holds.
  case any([Selector])
  /// All of the claims hold.
  case all([Selector])
  /// The claim does not hold; addresses outside are meant only when the claim speaks of addresses.
  case not(Selector)

  /// Whether the selector can pick addresses outside.
  public var speaksOfAddresses: Bool {
    switch self {
    case .addresses, .world, .everything: true
    case .any(let parts), .all(let parts): parts.contains { $0.speaksOfAddresses }
    case .not(let part): part.speaksOfAddresses
    case .tag, .name, .id, .kind, .network, .subnet, .securityGroup, .account, .provider,
      .region, .zone, .service:
      false
    }
  }
}
