import Documents

/// The variables of an environment file, as Compose reads `.env` beside a compose file.
struct Environment: Hashable, Sendable {
  /// The values by the names of the variables.
  var values: [String: String] = [:]

  init() {}

  /// Reads `NAME=value` lines; quotes are taken off, `#` behind a blank starts a comment.
  init(reading text: String) {
    for line in text.split(whereSeparator: \.isNewline) {
      var line = line.drop { $0 == " " || $0 == "\t" }
      if line.hasPrefix("export ") { line = line.dropFirst(7) }
      guard !line.hasPrefix("#"), let equals = line.firstIndex(where: { $0 == "=" }) else {
        continue
      }
      let name = line[..<equals].filter { $0 != " " && $0 != "\t" }
      guard !name.isEmpty else { continue }
      values[String(name)] = Self.value(line[line.index(after: equals)...])
    }
  }

  private static func value(_ text: Substring) -> String {
    let text = text.drop { $0 == " " || $0 == "\t" }
    if let quote = text.first, quote == "\"" || quote == "'" {
      let rest = text.dropFirst()
      return String(rest.prefix { $0 != quote })
    }
    var result = ""
    for character in text {
      if character == "#", result.last == " " || result.last == "\t" || result.isEmpty { break }
      result.append(character)
    }
    while let last = result.last, last == " " || last == "\t" { result.removeLast() }
    return result
  }

  /// These variables, with those of another environment where they are not set here.
  func merging(_ other: Environment) -> Environment {
    var result = self
    result.values.merge(other.values) { own, _ in own }
    return result
  }
}
