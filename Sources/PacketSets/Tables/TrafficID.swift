/// The number of a traffic set in a `TrafficTable`; equal numbers of one table are equal sets.
@frozen
public struct TrafficID: Hashable, Sendable {
  /// The set's place in its table.
  public let rawValue: UInt32

  /// Creates the identifier with the given number.
  @inlinable
  public init(rawValue: UInt32) {
    self.rawValue = rawValue
  }

  /// The empty set, in every table.
  @inlinable
  public static var empty: TrafficID { TrafficID(rawValue: 0) }

  /// The set of all packets, in every table.
  @inlinable
  public static var all: TrafficID { TrafficID(rawValue: 1) }
}
