/// A memory of results for single identifiers: an array that grows on demand.
@usableFromInline
struct SingleMemo {
  @usableFromInline var results: [UInt32] = []

  init() {}

  /// The result stored for `id`; storing nil forgets it.
  @inlinable
  subscript(id: TrafficID) -> TrafficID? {
    get {
      let index = Int(id.rawValue)
      guard index < results.count, results[index] != .max else { return nil }
      return TrafficID(rawValue: results[index])
    }
    set {
      let index = Int(id.rawValue)
      while results.count <= index { results.append(.max) }
      results[index] = newValue?.rawValue ?? .max
    }
  }
}
