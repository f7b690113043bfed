import Documents

/// Rows of a table as CSV, of which no field is a formula.
struct CSVTable {
  private(set) var text: String

  init(_ head: [String]) {
    text = head.joined(separator: ",") + "\n"
  }

  /// Adds a row.
  ///
  /// Every field is quoted, so that no separator of a country's spreadsheets splits it, and one that
  /// a spreadsheet would take for a formula gets an apostrophe in front.
  mutating func add(_ fields: [String]) {
    text += fields.map(Self.field).joined(separator: ",") + "\n"
  }

  private static func field(_ text: String) -> String {
    var shown = Escape.terminal(NameLimit.short(text, to: 4000))
    let first = shown.unicodeScalars.first { $0 != " " && $0 != "\u{A0}" }
    if let first, "=+-@\u{FF1D}\u{FF0B}\u{FF0D}\u{FF20}".unicodeScalars.contains(first) {
      shown = "'" + shown
    }
    return "\"" + shown.replacing("\"", with: "\"\"") + "\""
  }
}
