extension TrafficSet {
  /// The packets that are not in the set.
  public var complement: TrafficSet {
    TrafficSet.all.subtracting(self)
  }

  /// Returns the packets that are in either set.
  ///
  /// - Complexity: O(*m* + *n*) in the intervals of both, when no source ports are restricted.
  public func union(_ other: TrafficSet) -> TrafficSet {
    if other.isEmpty || isFull { return self }
    if isEmpty || other.isFull { return other }
    return combined(with: other) { left, right in
      guard let left else { return right ?? .empty }
      guard let right else { return left }
      return left.union(right)
    }
  }

  /// Returns the packets that are in both sets.
  ///
  /// - Complexity: O(*m* + *n*) in the intervals of both, when no source ports are restricted.
  public func intersection(_ other: TrafficSet) -> TrafficSet {
    if isEmpty || other.isFull { return self }
    if other.isEmpty || isFull { return other }
    return combined(with: other) { left, right in
      guard let left, let right else { return .empty }
      return left.intersection(right)
    }
  }

  /// Returns the packets of this set that `other` does not have.
  ///
  /// - Complexity: O(*m* + *n*) in the intervals of both, when no source ports are restricted.
  public func subtracting(_ other: TrafficSet) -> TrafficSet {
    if isEmpty || other.isEmpty { return self }
    return combined(with: other) { left, right in
      guard let left else { return .empty }
      guard let right else { return left }
      return left.subtracting(right)
    }
  }

  /// Returns the packets that are in exactly one of the sets.
  ///
  /// - Complexity: O(*m* + *n*) in the intervals of both, when no source ports are restricted.
  public func symmetricDifference(_ other: TrafficSet) -> TrafficSet {
    subtracting(other).union(other.subtracting(self))
  }

  /// Adds the packets of `other`.
  ///
  /// - Complexity: O(*m* + *n*) in the intervals of both, when no source ports are restricted.
  public mutating func formUnion(_ other: TrafficSet) {
    self = union(other)
  }

  /// Whether every packet of this set is in `other`.
  ///
  /// - Complexity: O(*m* + *n*) in the intervals of both, when no source ports are restricted.
  public func isSubset(of other: TrafficSet) -> Bool {
    if isEmpty || other.isFull { return true }
    return subtracting(other).isEmpty
  }

  /// Whether every packet of `other` is in this set.
  ///
  /// - Complexity: O(*m* + *n*) in the intervals of both, when no source ports are restricted.
  public func isSuperset(of other: TrafficSet) -> Bool {
    other.isSubset(of: self)
  }

  /// Whether the two sets have no packet in common.
  ///
  /// - Complexity: O(*m* + *n*) in the intervals of both, when no source ports are restricted.
  public func isDisjoint(with other: TrafficSet) -> Bool {
    intersection(other).isEmpty
  }

  /// Returns the set that has, for each protocol, what `operation` makes of the two regions.
  ///
  /// The operation is given nil for a region without pairs, and must make nothing of nothing.
  private func combined(
    with other: TrafficSet, _ operation: (PortRegion?, PortRegion?) -> PortRegion
  ) -> TrafficSet {
    var result = Builder()
    var left = 0
    var right = 0
    var position = 0
    while left < entries.count || right < other.entries.count {
      let one = Self.segment(entries, left, from: position)
      let two = Self.segment(other.entries, right, from: position)
      let end = min(one.end, two.end)
      if one.region != nil || two.region != nil {
        result.append(
          UInt8(truncatingIfNeeded: position)...UInt8(truncatingIfNeeded: end),
          operation(one.region, two.region))
      }
      position = end + 1
      if left < entries.count, entries[left].protocols.upperBound < position { left += 1 }
      if right < other.entries.count, other.entries[right].protocols.upperBound < position {
        right += 1
      }
    }
    return result.finish()
  }

  /// Returns the region at `position` and the last protocol up to which it stays the same.
  private static func segment(
    _ entries: [Entry], _ index: Int, from position: Int
  ) -> (region: PortRegion?, end: Int) {
    guard index < entries.count else { return (nil, 255) }
    let entry = entries[index]
    let lower = Int(entry.protocols.lowerBound)
    if position < lower { return (nil, lower - 1) }
    return (entry.region, Int(entry.protocols.upperBound))
  }
}
