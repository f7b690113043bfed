extension IntervalSet {
  /// The numbers that are not in the set.
  ///
  /// - Complexity: O(*n*).
  @inlinable
  public var complement: Self {
    var gaps: [ClosedRange<Bound>] = []
    gaps.reserveCapacity(intervals.count + 1)
    var start = Bound.min
    for interval in intervals {
      if start < interval.lowerBound {
        gaps.append(start...interval.lowerBound &- 1)
      }
      if interval.upperBound == .max { return Self(canonical: gaps) }
      start = interval.upperBound &+ 1
    }
    gaps.append(start...Bound.max)
    return Self(canonical: gaps)
  }

  /// Returns the numbers that are in either set.
  ///
  /// - Complexity: O(*m* + *n*).
  @inlinable
  public func union(_ other: Self) -> Self {
    if other.isEmpty || isFull { return self }
    if isEmpty || other.isFull { return other }
    var merged: [ClosedRange<Bound>] = []
    merged.reserveCapacity(intervals.count + other.intervals.count)
    var left = 0
    var right = 0
    while left < intervals.count || right < other.intervals.count {
      let takesLeft =
        right == other.intervals.count
        || left < intervals.count
          && intervals[left].lowerBound <= other.intervals[right].lowerBound
      if takesLeft {
        merged.append(intervals[left])
        left &+= 1
      } else {
        merged.append(other.intervals[right])
        right &+= 1
      }
    }
    Self.mergeSorted(&merged)
    return Self(canonical: merged)
  }

  /// Returns the numbers that are in both sets.
  ///
  /// - Complexity: O(*m* + *n*).
  @inlinable
  public func intersection(_ other: Self) -> Self {
    if isEmpty || other.isFull { return self }
    if other.isEmpty || isFull { return other }
    var common: [ClosedRange<Bound>] = []
    var left = 0
    var right = 0
    while left < intervals.count, right < other.intervals.count {
      let one = intervals[left]
      let two = other.intervals[right]
      let low = Swift.max(one.lowerBound, two.lowerBound)
      let high = Swift.min(one.upperBound, two.upperBound)
      if low <= high { common.append(low...high) }
      if one.upperBound < two.upperBound {
        left &+= 1
      } else {
        right &+= 1
      }
    }
    return Self(canonical: common)
  }

  /// Returns the numbers of this set that `other` does not have.
  ///
  /// - Complexity: O(*m* + *n*).
  @inlinable
  public func subtracting(_ other: Self) -> Self {
    if isEmpty || other.isEmpty { return self }
    var rest: [ClosedRange<Bound>] = []
    var right = 0
    for interval in intervals {
      var start = interval.lowerBound
      var isConsumed = false
      while right < other.intervals.count,
        other.intervals[right].upperBound < interval.lowerBound
      {
        right &+= 1
      }
      while right < other.intervals.count,
        other.intervals[right].lowerBound <= interval.upperBound
      {
        let hole = other.intervals[right]
        if start < hole.lowerBound { rest.append(start...hole.lowerBound &- 1) }
        if hole.upperBound >= interval.upperBound {
          isConsumed = true
          break
        }
        start = hole.upperBound &+ 1
        right &+= 1
      }
      if !isConsumed { rest.append(start...interval.upperBound) }
    }
    return Self(canonical: rest)
  }

  /// Returns the numbers that are in exactly one of the sets.
  ///
  /// - Complexity: O(*m* + *n*).
  @inlinable
  public func symmetricDifference(_ other: Self) -> Self {
    subtracting(other).union(other.subtracting(self))
  }

  /// Adds the numbers of `other`.
  ///
  /// - Complexity: O(*m* + *n*).
  @inlinable
  public mutating func formUnion(_ other: Self) {
    self = union(other)
  }
}
