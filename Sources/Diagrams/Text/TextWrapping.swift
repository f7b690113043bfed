/// Breaks sentences into lines; a word that is longer than a line is broken too.
enum TextWrapping {
  /// Returns the lines of `text`, all but the first indented.
  static func lines(of text: String, width: Int, indent: Int) -> [String] {
    let lead = String(repeating: " ", count: indent)
    var lines: [String] = []
    var line = ""
    var used = 0
    for word in text.split(separator: " ", omittingEmptySubsequences: false) {
      var rest = String(word)
      while true {
        let room = width - used - (line.isEmpty ? 0 : 1)
        let size = DisplayWidth.of(rest)
        if size <= room {
          line += (line.isEmpty ? "" : " ") + rest
          used = DisplayWidth.of(line)
          break
        }
        if !line.isEmpty, line != lead {
          lines.append(line)
          line = lead
          used = indent
          if DisplayWidth.of(rest) <= width - indent {
            line += rest
            used = DisplayWidth.of(line)
            break
          }
        }
        var head = ""
        while let letter = rest.first, DisplayWidth.of(head + String(letter)) <= width - indent {
          head.append(letter)
          rest.removeFirst()
        }
        if head.isEmpty, !rest.isEmpty { head = String(rest.removeFirst()) }
        lines.append((line.isEmpty || line == lead ? line : "") + head)
        line = lead
        used = indent
      }
    }
    if line != lead || lines.isEmpty { lines.append(line) }
    return lines
  }
}
