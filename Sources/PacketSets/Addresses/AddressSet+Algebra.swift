extension AddressSet {
  /// The addresses of both families that are not in the set.
  ///
  /// - Complexity: O(*n*).
  @inlinable
  public var complement: AddressSet {
    AddressSet(v4: v4.complement, v6: v6.complement)
  }

  /// Returns the addresses that are in either set.
  ///
  /// - Complexity: O(*m* + *n*).
  @inlinable
  public func union(_ other: AddressSet) -> AddressSet {
    AddressSet(v4: v4.union(other.v4), v6: v6.union(other.v6))
  }

  /// Returns the addresses that are in both sets.
  ///
  /// - Complexity: O(*m* + *n*).
  @inlinable
  public func intersection(_ other: AddressSet) -> AddressSet {
    AddressSet(v4: v4.intersection(other.v4), v6: v6.intersection(other.v6))
  }

  /// Returns the addresses of this set that `other` does not have.
  ///
  /// - Complexity: O(*m* + *n*).
  @inlinable
  public func subtracting(_ other: AddressSet) -> AddressSet {
    AddressSet(v4: v4.subtracting(other.v4), v6: v6.subtracting(other.v6))
  }

  /// Returns the addresses that are in exactly one of the sets.
  ///
  /// - Complexity: O(*m* + *n*).
  @inlinable
  public func symmetricDifference(_ other: AddressSet) -> AddressSet {
    AddressSet(
      v4: v4.symmetricDifference(other.v4), v6: v6.symmetricDifference(other.v6))
  }

  /// Adds the addresses of `other`.
  ///
  /// - Complexity: O(*m* + *n*).
  @inlinable
  public mutating func formUnion(_ other: AddressSet) {
    v4.formUnion(other.v4)
    v6.formUnion(other.v6)
  }

  /// Whether every address of this set is in `other`.
  ///
  /// - Complexity: O(*m* + *n*).
  @inlinable
  public func isSubset(of other: AddressSet) -> Bool {
    v4.isSubset(of: other.v4) && v6.isSubset(of: other.v6)
  }

  /// Whether every address of `other` is in this set.
  ///
  /// - Complexity: O(*m* + *n*).
  @inlinable
  public func isSuperset(of other: AddressSet) -> Bool {
    other.isSubset(of: self)
  }

  /// Whether the two sets have no address in common.
  ///
  /// - Complexity: O(*m* + *n*).
  @inlinable
  public func isDisjoint(with other: AddressSet) -> Bool {
    v4.isDisjoint(with: other.v4) && v6.isDisjoint(with: other.v6)
  }
}
