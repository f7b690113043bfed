import Documents

/// Elements of a page, in which every foreign word is only shown.
///
/// Characters that a browser would obey and not show are made visible; markup in names is text.
struct HTMLPage: ~Copyable {
  private var writer = XMLWriter()

  /// A cell of a table.
  enum Cell {
    /// Words.
    case text(String)
    /// A number, set to the right.
    case number(Int)
    /// What is typed or stands in a file.
    case code(String)
    /// A word on a coloured ground.
    case badge(String, Tone)
    /// Links within the page, by anchor.
    case links([(words: String, anchor: String)])
  }

  /// What a colour says; it never says it alone.
  enum Tone: String, CaseIterable {
    case critical, high, medium, low, good, doubt, plain
  }

  /// A text of an export, kept to a length and made visible.
  static func shown(_ text: String) -> String {
    Escape.terminal(NameLimit.short(text, to: 2000))
  }

  /// Opens an element that is not void.
  mutating func open(_ name: String, _ attributes: [(String, String)] = []) {
    writer.startElement(name, attributes.map { ($0.0, Self.shown($0.1)) })
    // Without a content the writer would close the start tag as XML does and HTML does not.
    writer.text("")
  }

  /// Closes the innermost element and ends the line.
  mutating func close() {
    writer.endElement()
    writer.text("\n")
  }

  /// Writes an element with a text.
  mutating func element(
    _ name: String, _ attributes: [(String, String)] = [], _ text: String = ""
  ) {
    open(name, attributes)
    self.text(text)
    writer.endElement()
  }

  /// Writes an element that HTML never closes.
  mutating func void(_ name: String, _ attributes: [(String, String)] = []) {
    writer.startElement(name, attributes.map { ($0.0, Self.shown($0.1)) })
    writer.endElement()
  }

  /// Writes words.
  mutating func text(_ text: String) { writer.text(Self.shown(text)) }

  /// Ends a line of the source.
  mutating func line() { writer.text("\n") }

  /// Writes markup or a style sheet of the program's own.
  mutating func markup(_ markup: String) { writer.markup(markup) }

  /// Writes a paragraph.
  mutating func paragraph(_ words: String, class name: String? = nil) {
    element("p", name.map { [("class", $0)] } ?? [], words)
    line()
  }

  /// Writes a heading.
  mutating func heading(_ level: Int, _ words: String, id: String? = nil) {
    element("h\(level)", id.map { [("id", $0)] } ?? [], words)
    line()
  }

  /// Writes a link within the page.
  mutating func link(_ words: String, to anchor: String) {
    element("a", [("href", "#\(anchor)")], words)
  }

  /// Writes a word on a coloured ground.
  mutating func badge(_ words: String, _ tone: Tone) {
    element("span", [("class", "badge \(tone.rawValue)")], words)
  }

  /// Writes a list of texts.
  mutating func list(_ items: [String]) {
    if items.isEmpty { return }
    open("ul")
    for item in items {
      element("li", [], item)
      line()
    }
    close()
  }

  /// Writes a table of which the first cell of each row heads it; one without rows is left out.
  mutating func table(
    _ caption: String, _ head: [String], _ rows: [[Cell]], class name: String = ""
  ) {
    if rows.isEmpty { return }
    open(
      "div", [("class", "scroll"), ("tabindex", "0"), ("role", "region"), ("aria-label", caption)])
    open("table", name.isEmpty ? [] : [("class", name)])
    element("caption", [], caption)
    open("thead")
    open("tr")
    for title in head { element("th", [("scope", "col")], title) }
    close()
    close()
    open("tbody")
    for row in rows {
      open("tr")
      for (index, cell) in row.enumerated() { write(cell, isHead: index == 0) }
      close()
    }
    close()
    close()
    close()
  }

  private mutating func write(_ cell: Cell, isHead: Bool) {
    let name = isHead ? "th" : "td"
    var attributes: [(String, String)] = isHead ? [("scope", "row")] : []
    if case .number = cell { attributes.append(("class", "number")) }
    open(name, attributes)
    write(cell)
    writer.endElement()
  }

  /// Writes what stands in a cell.
  mutating func write(_ cell: Cell) {
    switch cell {
    case .text(let words): text(words)
    case .number(let number): text("\(number)")
    case .code(let words): element("code", [], words)
    case .badge(let words, let tone): badge(words, tone)
    case .links(let links):
      for (index, link) in links.enumerated() {
        if index > 0 { text(", ") }
        self.link(link.words, to: link.anchor)
      }
    }
  }

  /// The bytes of the page.
  consuming func finish() -> [UInt8] { Array("<!DOCTYPE html>\n".utf8) + writer.finish() }
}
