/// The members of a JSON object, valid while its document is alive.
public struct JSONMembers: Sequence, Sendable {
  /// A key and its value.
  public typealias Element = (key: JSONKey, value: JSONValue)

  private let object: JSONValue?

  init(of object: JSONValue) {
    self.object = object
  }

  private init() {
    object = nil
  }

  /// No members.
  public static let empty = JSONMembers()

  /// The number of members.
  public var count: Int { object?.count ?? 0 }

  /// Whether there are none.
  public var isEmpty: Bool { count == 0 }

  /// The number of members, exactly.
  public var underestimatedCount: Int { count }

  /// Returns an iterator over the members.
  public func makeIterator() -> Iterator {
    Iterator(of: object)
  }

  /// Walks over the members of an object.
  public struct Iterator: IteratorProtocol, Sendable {
    private let object: JSONValue?
    private var index: Int
    private let end: Int

    fileprivate init(of object: JSONValue?) {
      self.object = object
      index = object.map { Int($0.index) + 2 } ?? 0
      end = object?.next ?? 0
    }

    /// Returns the next member, or nil at the end.
    public mutating func next() -> Element? {
      guard index < end, let object else { return nil }
      let value = object.at(index + 1)
      let key = JSONKey(value: object.at(index))
      index = value.next
      return (key, value)
    }
  }
}
