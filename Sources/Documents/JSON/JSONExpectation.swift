/// What the grammar allows at a place, for messages.
enum JSONExpectation {
  case value
  case firstElement
  case firstKey
  case keyAfterComma
  case colon
  case afterMember
  case afterElement
  /// The quote that ends the string that starts at a byte.
  case quote(start: Int)
  case text(StaticString)

  /// The expectation as messages say it.
  var phrase: String {
    switch self {
    case .value: "a value"
    case .firstElement: "a value or ']'"
    case .firstKey: "a key in double quotes or '}'"
    case .keyAfterComma: "a key in double quotes after ','"
    case .colon: "':' after a key"
    case .afterMember: "',' or '}' after a member"
    case .afterElement: "',' or ']' after an element"
    case .quote: "'\"' at the end of a string"
    case .text(let text): "\(text)"
    }
  }
}
