extension JSONParser {
  /// Returns an error at a byte, the one that is read next by default.
  @inline(never)
  func error(_ kind: JSONError.Kind, _ message: String, at offset: Int? = nil) -> JSONError {
    JSONError(kind, message, at: offset ?? index, in: file)
  }

  /// Returns the error that something else stands at the byte that is read next.
  @inline(never)
  func unexpected(_ expectation: JSONExpectation) -> JSONError {
    let byte = unsafe base[index]
    if byte >= 0x80, unsafe UTF8Check.sequenceLength(base + index, available: end - index) == 0 {
      return error(.encoding, "expected \(expectation.phrase), \(found()) which is not UTF-8")
    }
    var hint = ""
    switch (expectation, byte) {
    case (.keyAfterComma, UInt8(ascii: "}")), (.value, UInt8(ascii: "]")):
      hint = "; JSON has no comma before a closing bracket"
    case (_, UInt8(ascii: "'")): hint = "; JSON has double quotes"
    case (_, UInt8(ascii: "#")), (_, UInt8(ascii: "/")): hint = "; JSON has no comments"
    case (.value, UInt8(ascii: "T")), (.value, UInt8(ascii: "F")), (.value, UInt8(ascii: "N")):
      hint = "; JSON writes true, false and null in small letters"
    default: break
    }
    return error(.syntax, "expected \(expectation.phrase), \(found())\(hint)")
  }

  /// Returns the error that the file ends where something is due.
  @inline(never)
  func endedEarly(_ expectation: JSONExpectation) -> JSONError {
    var open = ""
    if case .quote(let start) = expectation {
      open = "; the string starts at \(file.position(ofByte: start))"
    } else if let frame = frames.last {
      let start = unsafe tape.words[frame.word].tapeOffset
      let name = frame.isObject ? "object" : "array"
      open = "; the innermost \(name) starts at \(file.position(ofByte: start))"
    }
    return error(
      .truncated, "expected \(expectation.phrase), the file ends\(open)", at: end)
  }

  /// Returns the error for a control character inside a string.
  @inline(never)
  func controlCharacter(_ byte: UInt8, stringStart: Int) -> JSONError {
    guard byte == 0x0A || byte == 0x0D else {
      return error(
        .syntax, "expected an escape, found the control character \(hexadecimal(byteAt: index))")
    }
    let start = file.position(ofByte: stringStart)
    return error(
      .syntax, "expected '\"' before the end of the line; the string starts at \(start)")
  }

  /// Returns `found` and the character at a byte.
  func found(at offset: Int? = nil) -> String {
    let offset = offset ?? index
    guard offset < end else { return "the file ends" }
    let byte = unsafe base[offset]
    if byte < 0x20 || byte == 0x7F { return "found the byte \(hexadecimal(byteAt: offset))" }
    guard byte >= 0x80 else { return "found '\(Unicode.Scalar(byte))'" }
    let length = unsafe UTF8Check.sequenceLength(base + offset, available: end - offset)
    guard length > 0 else { return "found the byte \(hexadecimal(byteAt: offset))" }
    let bytes = unsafe UnsafeBufferPointer(start: base + offset, count: length)
    return "found '\(Escape.terminal(unsafe String(decoding: bytes, as: UTF8.self)))'"
  }
}
