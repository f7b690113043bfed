/// Rows of words in columns of equal width.
enum TextTable {
  /// Returns the rows with columns two spaces apart, without spaces at the ends of lines.
  static func text(_ rows: [[String]]) -> String {
    var widths: [Int] = []
    for row in rows {
      for (column, word) in row.enumerated() {
        if column == widths.count { widths.append(0) }
        widths[column] = max(widths[column], word.count)
      }
    }
    var result = ""
    for row in rows {
      var line = ""
      for (column, word) in row.enumerated() {
        line += word
        if column + 1 < row.count {
          line += String(repeating: " ", count: widths[column] - word.count + 2)
        }
      }
      while line.last == " " { line.removeLast() }
      result += line + "\n"
    }
    return result
  }
}
