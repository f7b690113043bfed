/// A set of unsigned numbers, kept as sorted closed intervals that neither overlap nor touch.
///
/// Equal sets have equal intervals, so `==` and `hash(into:)` are those of the set:
///
///     IntervalSet<UInt16>([80...89, 90...99]) == IntervalSet(80...99)   // true
@frozen
public struct IntervalSet<Bound: FixedWidthInteger & UnsignedInteger & Sendable>: Hashable,
  Sendable
{
  /// The intervals in ascending order; between two of them there is at least one number.
  public let intervals: [ClosedRange<Bound>]

  /// Creates a set from intervals that are known to be canonical.
  @inlinable
  init(canonical intervals: [ClosedRange<Bound>]) {
    self.intervals = intervals
  }

  /// Creates the empty set.
  @inlinable
  public init() {
    intervals = []
  }

  /// Creates the set of the numbers in `interval`.
  @inlinable
  public init(_ interval: ClosedRange<Bound>) {
    intervals = [interval]
  }

  /// Creates the set of one number.
  @inlinable
  public init(_ value: Bound) {
    intervals = [value...value]
  }

  /// Creates the union of intervals, which may overlap and stand in any order.
  ///
  /// - Complexity: O(*n* log *n*), O(*n*) when they are already sorted and apart.
  @inlinable
  public init(_ intervals: some Sequence<ClosedRange<Bound>>) {
    var sorted = Array(intervals)
    if !Self.areCanonical(sorted) {
      sorted.sort { $0.lowerBound < $1.lowerBound }
      Self.mergeSorted(&sorted)
    }
    self.init(canonical: sorted)
  }

  /// The empty set.
  @inlinable
  public static var empty: Self { Self() }

  /// The set of all numbers.
  @inlinable
  public static var full: Self { Self(Bound.min...Bound.max) }

  /// Whether the set has no number.
  @inlinable
  public var isEmpty: Bool { intervals.isEmpty }

  /// Whether the set has every number.
  @inlinable
  public var isFull: Bool {
    intervals.count == 1 && intervals[0].lowerBound == .min && intervals[0].upperBound == .max
  }

  /// The lowest number.
  @inlinable
  public var first: Bound? { intervals.first?.lowerBound }

  /// The highest number.
  @inlinable
  public var last: Bound? { intervals.last?.upperBound }

  /// The number of members, rounded to the precision of `Double`.
  @inlinable
  public var count: Double {
    intervals.reduce(0) { $0 + Double($1.upperBound - $1.lowerBound) + 1 }
  }

  @inlinable
  static func areCanonical(_ intervals: [ClosedRange<Bound>]) -> Bool {
    for index in intervals.indices.dropFirst() {
      let previous = intervals[index - 1].upperBound
      guard previous < intervals[index].lowerBound,
        previous &+ 1 < intervals[index].lowerBound
      else { return false }
    }
    return true
  }

  /// Merges intervals that overlap or touch; they must be sorted by their lower bounds.
  @inlinable
  static func mergeSorted(_ intervals: inout [ClosedRange<Bound>]) {
    var kept = 0
    for index in intervals.indices.dropFirst() {
      let next = intervals[index]
      let last = intervals[kept]
      if last.upperBound == .max || next.lowerBound <= last.upperBound &+ 1 {
        intervals[kept] = last.lowerBound...Swift.max(last.upperBound, next.upperBound)
      } else {
        kept += 1
        intervals[kept] = next
      }
    }
    intervals.removeLast(Swift.max(0, intervals.count - kept - 1))
  }
}
