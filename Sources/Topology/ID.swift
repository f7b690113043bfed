/// The number of an element in one of the arrays of a `Topology`.
///
/// The type parameter keeps the numbers of subnets, filters and endpoints apart at no cost.
public struct ID<Element>: Hashable, Comparable, Sendable, CustomStringConvertible {
  /// The index into the topology's array of such elements.
  public let rawValue: UInt32

  /// Creates the number of the element at `index`.
  @inlinable
  public init(_ index: Int) {
    self.rawValue = UInt32(truncatingIfNeeded: index)
  }

  /// The index into the topology's array of such elements.
  @inlinable public var index: Int { Int(rawValue) }

  /// Whether the left element stands before the right one.
  @inlinable
  public static func < (left: ID, right: ID) -> Bool { left.rawValue < right.rawValue }

  /// The number with a mark, such as `#12`.
  public var description: String { "#\(rawValue)" }
}

extension Array {
  /// The element that `id` numbers.
  @inlinable
  public subscript(id: ID<Element>) -> Element {
    get { self[id.index] }
    set { self[id.index] = newValue }
  }

  /// The numbers of all elements, in order.
  @inlinable public var ids: [ID<Element>] { indices.map { ID<Element>($0) } }
}
