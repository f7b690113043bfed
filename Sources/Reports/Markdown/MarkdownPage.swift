import Documents

/// Markdown of which every word that is put in is escaped.
struct MarkdownPage {
  private(set) var text = ""

  /// Adds a heading.
  mutating func heading(_ level: Int, _ words: String) {
    block(String(repeating: "#", count: level) + " " + Self.escaped(words))
  }

  /// Adds the heading of a section.
  mutating func section(_ section: ReportSection) { heading(2, section.heading) }

  /// Says how many things are not listed.
  mutating func rest(_ count: Int, _ limit: Int, _ things: String) {
    if count > limit { paragraph("And \(count - limit) more \(things), in report.json.") }
  }

  /// Adds a paragraph.
  mutating func paragraph(_ words: String) { block(Self.plain(words)) }

  /// Adds a paragraph in bold.
  mutating func strong(_ words: String) { block("**\(Self.escaped(words))**") }

  /// Adds an item of a list, which `endList` ends.
  mutating func item(_ words: String) { text += "- \(Self.plain(words))\n" }

  /// Adds a named item of a list.
  mutating func fact(_ name: String, _ words: String) {
    text += "- **\(name)**: \(Self.escaped(words))\n"
  }

  /// Ends a list.
  mutating func endList() {
    if !text.hasSuffix("\n\n") { text += "\n" }
  }

  /// Adds a table; one without rows is left out.
  mutating func table(_ head: [String], _ rows: [[String]]) {
    if rows.isEmpty { return }
    func line(_ cells: [String]) -> String {
      "| " + cells.map { Self.escaped($0) }.joined(separator: " | ") + " |\n"
    }
    var table = line(head)
    table += "|" + String(repeating: " --- |", count: head.count) + "\n"
    for row in rows { table += line(row) }
    text += table + "\n"
  }

  /// Adds a picture; the path is the program's own.
  mutating func image(_ title: String, _ path: String) {
    block("![\(Self.escaped(title))](\(path))")
  }

  /// A text kept to a length and escaped.
  private static func escaped(_ words: String) -> String {
    Escape.markdown(NameLimit.short(words, to: 2000))
  }

  private mutating func block(_ markdown: String) { text += markdown + "\n\n" }

  /// Words that cannot start a block of another kind.
  private static func plain(_ words: String) -> String {
    let escaped = Self.escaped(words)
    guard let first = escaped.unicodeScalars.first else { return "" }
    if "+-=".unicodeScalars.contains(first) { return "\\" + escaped }
    return escaped
  }
}
