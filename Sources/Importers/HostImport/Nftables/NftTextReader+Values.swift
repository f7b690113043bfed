import Documents

extension NftTextReader {
  /// Reads a value: a word, a list, a set in braces, or the name of a set.
  mutating func readValue() throws(ReadFault) -> NftValue {
    if isAt("{") { return try readSetLiteral() }
    var values = [try readElement()]
    while take(if: ",") { values.append(try readElement()) }
    while isAt("|") {
      position += 1
      values.append(try readElement())
    }
    return values.count == 1 ? values[0] : .set(values)
  }

  /// Reads one value, with what is joined to it by dots.
  mutating func readElement() throws(ReadFault) -> NftValue {
    var parts = [try readSimple()]
    while isAt(".") {
      position += 1
      parts.append(try readSimple())
    }
    return parts.count == 1 ? parts[0] : .concatenation(parts)
  }

  private mutating func readSimple() throws(ReadFault) -> NftValue {
    guard !isAtLineEnd else { throw expected("a value") }
    let isQuoted = tokens[position].isQuoted
    if isAt("(") || isAt("{") || isAt(",") || isAt("=") { throw expected("a value") }
    let text = take()
    if isQuoted { return .word(text) }
    if text.hasPrefix("@") { return .reference(String(text.dropFirst())) }
    if let slash = text.firstIndex(of: "/"), let length = Int(text[text.index(after: slash)...]) {
      return .prefix(String(text[..<slash]), length)
    }
    if let dash = text.firstIndex(of: "-"), dash != text.startIndex,
      text[..<dash].allSatisfy({ $0.isHexDigit || $0 == "." || $0 == ":" }),
      text[text.index(after: dash)...].allSatisfy({ $0.isHexDigit || $0 == "." || $0 == ":" })
    {
      return .range(
        .word(String(text[..<dash])), .word(String(text[text.index(after: dash)...])))
    }
    return .word(text)
  }

  /// Reads `{ 80, 443 timeout 1h, … }`.
  mutating func readSetLiteral() throws(ReadFault) -> NftValue {
    guard take(if: "{") else { throw expected("{") }
    var values: [NftValue] = []
    while true {
      skipLineEnds()
      if take(if: "}") { return .set(values) }
      if isAtEnd { throw expected("}") }
      values.append(try readElement())
      try skipElementOptions(endsAtColon: false)
    }
  }

  /// Reads `{ KEY : VALUE, … }`, of which the value is a verdict, an address or a port.
  mutating func readEntries() throws(ReadFault) -> [NftEntry] {
    guard take(if: "{") else { throw expected("{") }
    var entries: [NftEntry] = []
    while true {
      skipLineEnds()
      if take(if: "}") { return entries }
      if isAtEnd { throw expected("}") }
      let key = try readElement()
      try skipElementOptions(endsAtColon: true)
      guard take(if: ":") else { throw expected(": and a verdict or value") }
      if let verdict = try readVerdict() {
        entries.append(NftEntry(key: key, target: .verdict(verdict)))
      } else {
        entries.append(NftEntry(key: key, target: .value(try readElement())))
      }
      try skipElementOptions(endsAtColon: false)
    }
  }

  /// Skips the timeout, the counter and the comment of an element, up to the next one.
  private mutating func skipElementOptions(endsAtColon: Bool) throws(ReadFault) {
    while true {
      if take(if: ",") { return }
      if isAt("}") || isAtEnd || endsAtColon && isAt(":") { return }
      if isAt("{") || isAt("=") { throw expected("a comma or }") }
      position += 1
    }
  }

  /// Reads a verdict; nil when the word at the position is none.
  mutating func readVerdict() throws(ReadFault) -> Verdict? {
    guard position < tokens.count, !tokens[position].isQuoted else { return nil }
    switch current {
    case "accept":
      position += 1
      return .accept
    case "drop":
      position += 1
      return .drop
    case "return":
      position += 1
      return .return
    case "continue":
      position += 1
      return .next
    case "jump", "goto":
      let isJump = take() == "jump"
      guard !isAtLineEnd else { throw expected("the name of a chain") }
      let name = take()
      return isJump ? .jump(name) : .goto(name)
    default: return nil
    }
  }
}
