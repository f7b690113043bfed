/// Collects figures and prints them as one table.
struct FigureTable {
  private var rows: [[String]] = []
  private var times: [(size: Int, seconds: Double)] = []

  /// Adds a row.
  mutating func add(_ cells: String...) { rows.append(cells) }

  /// Remembers how long a size took, for the growth exponent.
  mutating func note(size: Int, seconds: Double) { times.append((size, seconds)) }

  /// Prints the rows with aligned columns.
  func print() {
    let count = rows.map(\.count).max() ?? 0
    let widths = (0..<count).map { column in
      rows.map { column < $0.count ? $0[column].count : 0 }.max() ?? 0
    }
    for row in rows {
      let cells = row.enumerated().map { index, cell in
        let space = String(repeating: " ", count: widths[index] - cell.count)
        return index == 0 ? cell + space : space + cell
      }
      Swift.print(cells.joined(separator: "  "))
    }
    for (small, large) in zip(times, times.dropFirst()) {
      let exponent =
        Self.logarithm(large.seconds / small.seconds)
        / Self.logarithm(Double(large.size) / Double(small.size))
      Swift.print(
        "growth exponent \(small.size) -> \(large.size): \(Self.rounded(exponent, digits: 2))")
    }
  }

  /// A number with some digits behind the point.
  static func rounded(_ value: Double, digits: Int) -> String {
    var scale = 1.0
    for _ in 0..<digits { scale *= 10 }
    let whole = Int((value * scale).rounded())
    if digits == 0 { return "\(whole)" }
    let tail = String(abs(whole) % Int(scale))
    let zeros = String(repeating: "0", count: digits - tail.count)
    return "\(whole < 0 ? "-" : "")\(abs(whole) / Int(scale)).\(zeros)\(tail)"
  }

  /// Seconds as milliseconds.
  static func milliseconds(_ seconds: Double) -> String {
    "\(rounded(seconds * 1000, digits: 1)) ms"
  }

  /// The logarithm to base 2 of a positive number.
  private static func logarithm(_ value: Double) -> Double {
    var rest = value.significand
    var result = Double(value.exponent)
    var bit = 0.5
    for _ in 0..<40 {
      rest *= rest
      if rest >= 2 {
        result += bit
        rest /= 2
      }
      bit /= 2
    }
    return result
  }
}
