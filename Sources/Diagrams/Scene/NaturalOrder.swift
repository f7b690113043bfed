/// The order of names in which "app-2" stands before "app-10".
enum NaturalOrder {
  /// Returns whether `left` stands before `right`; names that read alike fall back to their bytes.
  static func precedes(_ left: String, _ right: String) -> Bool {
    compare(left, right) < 0
  }

  /// Returns a negative number, zero or a positive number; zero for equal names only.
  static func compare(_ left: String, _ right: String) -> Int {
    let a = Array(left.utf8)
    let b = Array(right.utf8)
    var i = 0
    var j = 0
    while i < a.count, j < b.count {
      if isDigit(a[i]), isDigit(b[j]) {
        let first = number(a, &i)
        let second = number(b, &j)
        if first.count != second.count { return first.count - second.count }
        for (x, y) in zip(first, second) where x != y { return Int(x) - Int(y) }
      } else {
        if a[i] != b[j] { return Int(a[i]) - Int(b[j]) }
        i += 1
        j += 1
      }
    }
    let rest = (a.count - i) - (b.count - j)
    if rest != 0 { return rest }
    if left == right { return 0 }
    return left.utf8.lexicographicallyPrecedes(right.utf8) ? -1 : 1
  }

  private static func isDigit(_ byte: UInt8) -> Bool { byte >= 0x30 && byte <= 0x39 }

  private static func number(_ bytes: [UInt8], _ index: inout Int) -> ArraySlice<UInt8> {
    while index < bytes.count, bytes[index] == 0x30 { index += 1 }
    let start = index
    while index < bytes.count, isDigit(bytes[index]) { index += 1 }
    return bytes[start..<index]
  }
}
