extension IntervalSet {
  /// The index of the first interval that ends at `value` or later.
  ///
  /// - Complexity: O(log *n*).
  @inlinable
  func indexOfInterval(endingAtOrAfter value: Bound) -> Int {
    var low = 0
    var high = intervals.count
    while low < high {
      let middle = (low &+ high) &>> 1
      if intervals[middle].upperBound < value {
        low = middle &+ 1
      } else {
        high = middle
      }
    }
    return low
  }

  /// Whether the set has the given number.
  ///
  /// - Complexity: O(log *n*).
  @inlinable
  public func contains(_ value: Bound) -> Bool {
    let index = indexOfInterval(endingAtOrAfter: value)
    return index < intervals.count && intervals[index].lowerBound <= value
  }

  /// Whether the set has every number of `interval`.
  ///
  /// - Complexity: O(log *n*).
  @inlinable
  public func contains(_ interval: ClosedRange<Bound>) -> Bool {
    let index = indexOfInterval(endingAtOrAfter: interval.upperBound)
    return index < intervals.count && intervals[index].lowerBound <= interval.lowerBound
  }

  /// Whether the set has any number of `interval`.
  ///
  /// - Complexity: O(log *n*).
  @inlinable
  public func overlaps(_ interval: ClosedRange<Bound>) -> Bool {
    let index = indexOfInterval(endingAtOrAfter: interval.lowerBound)
    return index < intervals.count && intervals[index].lowerBound <= interval.upperBound
  }

  /// Whether every number of this set is in `other`.
  ///
  /// - Complexity: O(*m* + *n*).
  @inlinable
  public func isSubset(of other: Self) -> Bool {
    var index = 0
    for interval in intervals {
      while index < other.intervals.count,
        other.intervals[index].upperBound < interval.upperBound
      {
        index &+= 1
      }
      guard index < other.intervals.count,
        other.intervals[index].lowerBound <= interval.lowerBound
      else { return false }
    }
    return true
  }

  /// Whether every number of `other` is in this set.
  ///
  /// - Complexity: O(*m* + *n*).
  @inlinable
  public func isSuperset(of other: Self) -> Bool {
    other.isSubset(of: self)
  }

  /// Whether the two sets have no number in common.
  ///
  /// - Complexity: O(*m* + *n*).
  @inlinable
  public func isDisjoint(with other: Self) -> Bool {
    var left = 0
    var right = 0
    while left < intervals.count, right < other.intervals.count {
      let one = intervals[left]
      let two = other.intervals[right]
      if one.upperBound < two.lowerBound {
        left &+= 1
      } else if two.upperBound < one.lowerBound {
        right &+= 1
      } else {
        return false
      }
    }
    return true
  }
}
