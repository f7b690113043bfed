extension IntervalSet {
  /// The fewest aligned power-of-two blocks that make up the set, in ascending order.
  ///
  /// - Complexity: O(*n* · *w*), where *w* is the width of a number.
  func forEachBlock(_ body: (_ first: Bound, _ prefixLength: Int) -> Void) {
    let width = Bound.bitWidth
    for interval in intervals {
      var low = interval.lowerBound
      while true {
        let rest = interval.upperBound - low
        let fitting = rest == .max ? width : width - 1 - (rest + 1).leadingZeroBitCount
        let bits = Swift.min(low.trailingZeroBitCount, fitting)
        body(low, width - bits)
        let last = low | ~(Bound.max << bits)
        if last == interval.upperBound { break }
        low = last + 1
      }
    }
  }
}
