/// The order of identifiers, of which an account has hundreds of thousands with one beginning.
enum IdentifierOrder {
  /// The positions of identifiers in the order of their text.
  ///
  /// Identifiers of one kind share their first characters; the eight after them mostly decide.
  ///
  /// - Complexity: O(*n* log *n*) comparisons, nearly all of them of integers.
  static func positions(of ids: [String]) -> [Int] {
    guard let first = ids.first, ids.allSatisfy(isASCII) else {
      return ids.indices.sorted { ids[$0] < ids[$1] }
    }
    var shared = first.utf8.count
    for id in ids {
      shared = min(shared, zip(id.utf8, first.utf8).prefix { $0 == $1 }.count)
      if shared == 0 { break }
    }
    var keyed = ids.enumerated().map { (key: key(of: $1, from: shared), position: $0) }
    keyed.sort { $0.key == $1.key ? ids[$0.position] < ids[$1.position] : $0.key < $1.key }
    return keyed.map(\.position)
  }

  private static func isASCII(_ id: String) -> Bool { id.utf8.allSatisfy { $0 < 0x80 } }

  /// Eight characters as a number, those that are missing as zeros.
  private static func key(of id: String, from start: Int) -> UInt64 {
    var key: UInt64 = 0
    var count = 0
    for byte in id.utf8.dropFirst(start).prefix(8) {
      key = key << 8 | UInt64(byte)
      count += 1
    }
    return count == 0 ? 0 : key << UInt64(8 * (8 - count))
  }
}
