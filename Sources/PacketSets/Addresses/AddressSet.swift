/// A set of addresses of both families.
///
///     let inside = AddressSet(AddressSet.privateUse.prefixes)
///     inside.subtracting(AddressSet(office)).prefixes   // the fewest prefixes that remain
@frozen
public struct AddressSet: Hashable, Sendable {
  /// The IPv4 addresses as numbers.
  public var v4: IntervalSet<UInt32>

  /// The IPv6 addresses as numbers.
  public var v6: IntervalSet<UInt128>

  /// Creates the empty set.
  @inlinable
  public init() {
    v4 = .empty
    v6 = .empty
  }

  /// Creates the set of the given numbers.
  @inlinable
  public init(v4: IntervalSet<UInt32>, v6: IntervalSet<UInt128>) {
    self.v4 = v4
    self.v6 = v6
  }

  /// Creates the set of one address.
  @inlinable
  public init(_ address: IPAddress) {
    self.init(address...address)
  }

  /// Creates the set of the addresses of a prefix.
  @inlinable
  public init(_ prefix: Prefix) {
    self.init(prefix.first...prefix.last)
  }

  /// Creates the set of the addresses of a range, which is empty if its ends differ in family.
  @inlinable
  public init(_ range: ClosedRange<IPAddress>) {
    self.init()
    switch (range.lowerBound, range.upperBound) {
    case (.v4(let first), .v4(let last)): v4 = IntervalSet(first.rawValue...last.rawValue)
    case (.v6(let first), .v6(let last)): v6 = IntervalSet(first.rawValue...last.rawValue)
    case (.v4, .v6), (.v6, .v4): break
    }
  }

  /// Creates the union of prefixes, which may overlap and stand in any order.
  ///
  /// - Complexity: O(*n* log *n*).
  public init(_ prefixes: some Sequence<Prefix>) {
    var low: [ClosedRange<UInt32>] = []
    var high: [ClosedRange<UInt128>] = []
    for prefix in prefixes {
      switch (prefix.first, prefix.last) {
      case (.v4(let first), .v4(let last)): low.append(first.rawValue...last.rawValue)
      case (.v6(let first), .v6(let last)): high.append(first.rawValue...last.rawValue)
      case (.v4, .v6), (.v6, .v4): break
      }
    }
    self.init(v4: IntervalSet(low), v6: IntervalSet(high))
  }

  /// Whether the set has no address.
  @inlinable
  public var isEmpty: Bool { v4.isEmpty && v6.isEmpty }

  /// Whether the set has every address of both families.
  @inlinable
  public var isFull: Bool { v4.isFull && v6.isFull }

  /// Whether the set has the given address.
  ///
  /// - Complexity: O(log *n*).
  @inlinable
  public func contains(_ address: IPAddress) -> Bool {
    switch address {
    case .v4(let address): v4.contains(address.rawValue)
    case .v6(let address): v6.contains(address.rawValue)
    }
  }

  /// Whether the set has every address of `prefix`.
  ///
  /// - Complexity: O(log *n*).
  @inlinable
  public func contains(_ prefix: Prefix) -> Bool {
    switch (prefix.first, prefix.last) {
    case (.v4(let first), .v4(let last)): v4.contains(first.rawValue...last.rawValue)
    case (.v6(let first), .v6(let last)): v6.contains(first.rawValue...last.rawValue)
    case (.v4, .v6), (.v6, .v4): false
    }
  }

  /// Whether the set has any address of `prefix`.
  ///
  /// - Complexity: O(log *n*).
  @inlinable
  public func overlaps(_ prefix: Prefix) -> Bool {
    switch (prefix.first, prefix.last) {
    case (.v4(let first), .v4(let last)): v4.overlaps(first.rawValue...last.rawValue)
    case (.v6(let first), .v6(let last)): v6.overlaps(first.rawValue...last.rawValue)
    case (.v4, .v6), (.v6, .v4): false
    }
  }

  /// The families of which the set has addresses, IPv4 first.
  public var families: [AddressFamily] {
    (v4.isEmpty ? [] : [.v4]) + (v6.isEmpty ? [] : [.v6])
  }

  /// Returns the addresses of one family.
  @inlinable
  public func restricted(toFamily family: AddressFamily) -> AddressSet {
    switch family {
    case .v4: AddressSet(v4: v4, v6: .empty)
    case .v6: AddressSet(v4: .empty, v6: v6)
    }
  }
}
