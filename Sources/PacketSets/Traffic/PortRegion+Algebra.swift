extension PortRegion {
  /// Returns the pairs that are in either region.
  ///
  /// - Complexity: O(*m* + *n*) when both ignore the source port.
  public func union(_ other: PortRegion) -> PortRegion {
    if ignoresSource, other.ignoresSource {
      return PortRegion(destinations: unconditional.union(other.unconditional))
    }
    return combined(with: other) { $0.union($1) }
  }

  /// Returns the pairs that are in both regions.
  ///
  /// - Complexity: O(*m* + *n*) when both ignore the source port.
  public func intersection(_ other: PortRegion) -> PortRegion {
    if ignoresSource, other.ignoresSource {
      return PortRegion(destinations: unconditional.intersection(other.unconditional))
    }
    return combined(with: other) { $0.intersection($1) }
  }

  /// Returns the pairs of this region that `other` does not have.
  ///
  /// - Complexity: O(*m* + *n*) when both ignore the source port.
  public func subtracting(_ other: PortRegion) -> PortRegion {
    if ignoresSource, other.ignoresSource {
      return PortRegion(destinations: unconditional.subtracting(other.unconditional))
    }
    return combined(with: other) { $0.subtracting($1) }
  }

  /// The pairs that are not in the region.
  public var complement: PortRegion {
    PortRegion.full.subtracting(self)
  }

  /// Whether every pair of this region is in `other`.
  ///
  /// - Complexity: O(*m* + *n*) when both ignore the source port.
  public func isSubset(of other: PortRegion) -> Bool {
    if ignoresSource, other.ignoresSource {
      return unconditional.isSubset(of: other.unconditional)
    }
    return subtracting(other).isEmpty
  }

  /// Whether the two regions have no pair in common.
  ///
  /// - Complexity: O(*m* + *n*) when both ignore the source port.
  public func isDisjoint(with other: PortRegion) -> Bool {
    if ignoresSource, other.ignoresSource {
      return unconditional.isDisjoint(with: other.unconditional)
    }
    return intersection(other).isEmpty
  }

  /// The region with the two axes exchanged.
  ///
  /// - Complexity: O(*b* · *c*), where *b* is the number of bands and *c* that of the source ports
  ///   at which some band's source set begins or ends.
  public var transposed: PortRegion {
    if isEmpty || isFull { return self }
    let bands = bands
    var cuts: Set<UInt32> = [0, 0x1_0000]
    for interval in bands.flatMap(\.sources.intervals) {
      cuts.insert(UInt32(interval.lowerBound))
      cuts.insert(UInt32(interval.upperBound) + 1)
    }
    let sorted = cuts.sorted()
    var builder = Builder()
    for (low, next) in zip(sorted, sorted.dropFirst()) {
      let segment = UInt16(low)...UInt16(next - 1)
      let reached = bands.filter { $0.sources.contains(segment.lowerBound) }
      builder.append(segment, PortSet(reached.map(\.destinations)))
    }
    return builder.finish()
  }

  /// Returns the region that has, for each destination, what `operation` makes of the source sets.
  ///
  /// The operation must make the empty set of two empty sets.
  private func combined(
    with other: PortRegion, _ operation: (PortSet, PortSet) -> PortSet
  ) -> PortRegion {
    var left = BandCursor(bands)
    var right = BandCursor(other.bands)
    var builder = Builder()
    var position: UInt16 = 0
    while !(left.isAtEnd && right.isAtEnd) {
      let one = left.segment(from: position)
      let two = right.segment(from: position)
      let end = min(one.end, two.end)
      builder.append(position...end, operation(one.sources, two.sources))
      if end == .max { break }
      position = end + 1
      left.advance(to: position)
      right.advance(to: position)
    }
    return builder.finish()
  }
}

/// A walk over sorted bands that gives the empty set between them.
private struct BandCursor {
  private let bands: [PortRegion.Band]
  private var index = 0

  init(_ bands: [PortRegion.Band]) {
    self.bands = bands
  }

  var isAtEnd: Bool { index == bands.count }

  /// Returns the source set at `position` and the last destination up to which it stays the same.
  func segment(from position: UInt16) -> (sources: PortSet, end: UInt16) {
    guard index < bands.count else { return (.empty, .max) }
    let band = bands[index]
    if position < band.destinations.lowerBound {
      return (.empty, band.destinations.lowerBound - 1)
    }
    return (band.sources, band.destinations.upperBound)
  }

  mutating func advance(to position: UInt16) {
    while index < bands.count, bands[index].destinations.upperBound < position { index += 1 }
  }
}
