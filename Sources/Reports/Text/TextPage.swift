import Documents

/// Lines of text of a limited width, in which nothing that comes from an export is obeyed.
struct TextPage {
  /// How a text is emphasised.
  enum Style {
    case plain
    case heading
    case good
    case bad
    case doubtful
    case faint

    var code: String {
      switch self {
      case .plain: ""
      case .heading: "1"
      case .good: "32"
      case .bad: "1;31"
      case .doubtful: "33"
      case .faint: "2"
      }
    }
  }

  let width: Int
  let usesColor: Bool
  private(set) var text = ""

  init(width: Int, usesColor: Bool) {
    self.width = width
    self.usesColor = usesColor
  }

  /// Adds an empty line, unless the last one is empty already.
  mutating func gap() {
    if !text.isEmpty, !text.hasSuffix("\n\n") { text += "\n" }
  }

  /// Adds a heading.
  mutating func heading(_ title: String) {
    gap()
    add(title, style: .heading)
  }

  /// Adds a text, wrapped at spaces; words that are too long are cut at the width.
  ///
  /// - Parameters:
  ///   - words: The text.
  ///   - indent: How far all of its lines stand in.
  ///   - hang: How much further all lines but the first stand in.
  ///   - lead: What stands in front of the first line, within its indent.
  ///   - style: How the lead is emphasised, or the text when there is no lead.
  mutating func add(
    _ words: String, indent: Int = 0, hang: Int = 0, lead: String = "", style: Style = .plain
  ) {
    var first = String(repeating: " ", count: max(0, indent))
    if !lead.isEmpty {
      let room = max(0, indent - lead.count)
      let margin = String(repeating: " ", count: min(2, room))
      let rest = String(repeating: " ", count: max(0, room - margin.count))
      first = margin + painted(lead, style) + rest
    }
    let lines = Self.wrapped(
      Escape.terminal(NameLimit.short(words, to: 2000)), first: width - indent,
      rest: width - indent - hang)
    for (index, line) in lines.enumerated() {
      let body = lead.isEmpty ? painted(line, style) : line
      text += index == 0 ? first + body : String(repeating: " ", count: indent + hang) + body
      text += "\n"
    }
  }

  private func painted(_ text: String, _ style: Style) -> String {
    usesColor && !style.code.isEmpty && !text.isEmpty
      ? "\u{1B}[\(style.code)m\(text)\u{1B}[0m" : text
  }

  private static func wrapped(_ text: String, first: Int, rest: Int) -> [String] {
    var lines: [String] = []
    var line = ""
    var room: Int { max(16, lines.isEmpty ? first : rest) }
    for word in text.split(separator: " ", omittingEmptySubsequences: true) {
      var word = word
      if !line.isEmpty, line.count + 1 + word.count > room {
        lines.append(line)
        line = ""
      }
      while word.count > room {
        lines.append(String(word.prefix(room)))
        word = word.dropFirst(room)
      }
      if word.isEmpty { continue }
      line += line.isEmpty ? String(word) : " \(word)"
    }
    if !line.isEmpty || lines.isEmpty { lines.append(line) }
    return lines
  }
}
