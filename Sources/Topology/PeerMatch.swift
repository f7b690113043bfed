public import PacketSets

/// Who a rule means: addresses, or members of groups, or something that the exports do not tell.
public struct PeerMatch: Hashable, Sendable {
  /// The addresses that certainly match.
  public var addresses: AddressSet
  /// The groups whose members match by their private addresses, sorted.
  public var groups: [ID<IdentityGroup>]
  /// Further addresses that may match, with the reason why that is not known.
  public var possible: PossiblePeers?

  /// Creates a match.
  public init(
    addresses: AddressSet = .empty, groups: [ID<IdentityGroup>] = [],
    possible: PossiblePeers? = nil
  ) {
    self.addresses = addresses
    self.groups = groups.sorted()
    self.possible = possible
  }

  /// Everybody, in both address families.
  public static let anyone = PeerMatch(addresses: .all)
}

/// Addresses that may match a rule, and what is missing to know it.
public struct PossiblePeers: Hashable, Sendable {
  /// The addresses that may match.
  public var addresses: AddressSet
  /// What is not known.
  public var assumption: ID<Assumption>

  /// Creates the set of possible peers.
  public init(_ addresses: AddressSet, because assumption: ID<Assumption>) {
    self.addresses = addresses
    self.assumption = assumption
  }
}
