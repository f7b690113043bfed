/// Identities as words of a list that is separated by blanks.
enum IDList {
  /// Returns the identities joined by blanks; blanks within them become "%20", "%" becomes "%25".
  static func joined(_ ids: [String]) -> String {
    ids.map { id in
      var word = ""
      for character in id.unicodeScalars {
        switch character {
        case "%": word += "%25"
        case " ": word += "%20"
        case "\t": word += "%09"
        case "\n": word += "%0A"
        case "\r": word += "%0D"
        default: word += String(character)
        }
      }
      return word
    }.joined(separator: " ")
  }
}
