extension TrafficTable {
  /// Returns the packets that are in either set.
  ///
  /// - Complexity: O(1) on average when the pair was asked before.
  @inlinable
  public func union(_ left: TrafficID, _ right: TrafficID) -> TrafficID {
    if left == right || right == .empty || left == .all { return left }
    if left == .empty || right == .all { return right }
    let key =
      left.rawValue < right.rawValue ? PairMemo.key(left, right) : PairMemo.key(right, left)
    return unions[key] ?? computeUnion(left, right, key)
  }

  /// Returns the packets that are in both sets.
  ///
  /// - Complexity: O(1) on average when the pair was asked before.
  @inlinable
  public func intersection(_ left: TrafficID, _ right: TrafficID) -> TrafficID {
    if left == right || left == .empty || right == .all { return left }
    if right == .empty || left == .all { return right }
    let key =
      left.rawValue < right.rawValue ? PairMemo.key(left, right) : PairMemo.key(right, left)
    return intersections[key] ?? computeIntersection(left, right, key)
  }

  /// Returns the packets of `left` that `right` does not have.
  ///
  /// - Complexity: O(1) on average when the pair was asked before.
  @inlinable
  public func subtracting(_ left: TrafficID, _ right: TrafficID) -> TrafficID {
    if left == right || left == .empty || right == .all { return .empty }
    if right == .empty { return left }
    let key = PairMemo.key(left, right)
    return differences[key] ?? computeDifference(left, right, key)
  }

  /// Returns the packets that are not in the set.
  ///
  /// - Complexity: O(1) on average when it was asked before.
  @inlinable
  public func complement(_ id: TrafficID) -> TrafficID {
    subtracting(.all, id)
  }

  /// Returns the union of all the given sets.
  ///
  /// - Complexity: O(*n*) on average when the same sequence was asked before.
  @inlinable
  public func union(of sets: some Sequence<TrafficID>) -> TrafficID {
    var result = TrafficID.empty
    for set in sets {
      result = union(result, set)
      if result == .all { break }
    }
    return result
  }

  /// Whether every packet of `left` is in `right`.
  ///
  /// - Complexity: O(1) on average when the pair was asked before.
  @inlinable
  public func isSubset(_ left: TrafficID, of right: TrafficID) -> Bool {
    intersection(left, right) == left
  }

  /// Whether the two sets have no packet in common.
  ///
  /// - Complexity: O(1) on average when the pair was asked before.
  @inlinable
  public func isDisjoint(_ left: TrafficID, with right: TrafficID) -> Bool {
    intersection(left, right) == .empty
  }
}
