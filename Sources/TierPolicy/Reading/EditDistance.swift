/// Finds the word that was probably meant.
enum EditDistance {
  /// Returns the known word that is nearest to a mistyped one, or nil when none is near.
  ///
  /// - Parameters:
  ///   - word: The word as it was written.
  ///   - known: The words that would have been understood.
  /// - Returns: The nearest word; of several equally near ones the first in the alphabet.
  static func nearest(to word: String, among known: some Sequence<String>) -> String? {
    let wanted = Array(word.lowercased().unicodeScalars.prefix(64))
    let limit = max(1, (wanted.count + 1) / 3)
    var best: (distance: Int, word: String)?
    for candidate in known {
      let scalars = Array(candidate.lowercased().unicodeScalars.prefix(64))
      guard abs(scalars.count - wanted.count) <= limit else { continue }
      let found = distance(wanted, scalars)
      guard found <= limit else { continue }
      if let best, (best.distance, best.word) <= (found, candidate) { continue }
      best = (found, candidate)
    }
    return best?.word
  }

  /// How many insertions, deletions, changes and swaps of neighbours turn one text into another.
  static func distance(_ left: [Unicode.Scalar], _ right: [Unicode.Scalar]) -> Int {
    guard !left.isEmpty, !right.isEmpty else { return max(left.count, right.count) }
    var beforeLast = [Int](repeating: 0, count: right.count + 1)
    var last = Array(0...right.count)
    for row in 1...left.count {
      var current = [row]
      current.reserveCapacity(right.count + 1)
      for column in 1...right.count {
        let change = last[column - 1] + (left[row - 1] == right[column - 1] ? 0 : 1)
        var least = min(change, last[column] + 1, current[column - 1] + 1)
        if row > 1, column > 1, left[row - 1] == right[column - 2],
          left[row - 2] == right[column - 1]
        {
          least = min(least, beforeLast[column - 2] + 1)
        }
        current.append(least)
      }
      (beforeLast, last) = (last, current)
    }
    return last[right.count]
  }
}
