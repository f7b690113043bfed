/// The elements of a JSON array, valid while its document is alive.
public struct JSONElements: Sequence, Sendable {
  private let array: JSONValue?

  init(of array: JSONValue) {
    self.array = array
  }

  private init() {
    array = nil
  }

  /// No elements.
  public static let empty = JSONElements()

  /// The number of elements.
  public var count: Int { array?.count ?? 0 }

  /// Whether there are none.
  public var isEmpty: Bool { count == 0 }

  /// The first element, or nil.
  public var first: JSONValue? { array?[0] }

  /// The number of elements, exactly.
  public var underestimatedCount: Int { count }

  /// Returns an iterator over the elements.
  public func makeIterator() -> Iterator {
    Iterator(of: array)
  }

  /// Walks over the elements of an array.
  public struct Iterator: IteratorProtocol, Sendable {
    private let array: JSONValue?
    private var index: Int
    private let end: Int

    fileprivate init(of array: JSONValue?) {
      self.array = array
      index = array.map { Int($0.index) + 2 } ?? 0
      end = array?.next ?? 0
    }

    /// Returns the next element, or nil at the end.
    public mutating func next() -> JSONValue? {
      guard index < end, let value = array?.at(index) else { return nil }
      index = value.next
      return value
    }
  }
}
