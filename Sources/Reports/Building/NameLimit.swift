/// Keeps names and rules of an export to a length that a page can show.
///
/// Ids keep theirs in the JSON report.
enum NameLimit {
  /// The longest name, in characters of Unicode.
  static let name = 96
  /// The longest id within a sentence.
  static let id = 160
  /// The longest rule.
  static let rule = 240
  /// The longest message.
  static let message = 600

  /// Returns the text, with its middle left out when it is longer than a limit.
  ///
  /// - Parameters:
  ///   - text: The text.
  ///   - limit: How many characters may stay.
  /// - Returns: The text, whole or as `start… (1234 characters) …end`.
  static func short(_ text: String, to limit: Int) -> String {
    // Counting bytes first spares counting characters for nearly all texts.
    guard text.utf8.count > limit else { return text }
    let scalars = text.unicodeScalars
    guard scalars.count > limit else { return text }
    let note = "… (\(scalars.count) characters) …"
    let tail = limit / 4
    let head = max(1, limit - tail - note.count)
    var result = ""
    result.unicodeScalars.append(contentsOf: scalars.prefix(head))
    result += note
    result.unicodeScalars.append(contentsOf: scalars.suffix(tail))
    return result
  }
}
