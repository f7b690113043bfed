/// Reads a JSON text into a tape, without recursion.
@safe struct JSONParser {
  /// An array or object that is not closed yet.
  struct Frame {
    /// The index of its word.
    var word: Int
    /// The number of its elements or members so far.
    var count: Int
    /// Where its keys start in the list of keys.
    var firstKey: Int
    var isObject: Bool
  }

  let file: SourceFile
  let limits: JSONLimits
  let base: UnsafePointer<UInt8>
  let end: Int
  let tape: JSONTape
  /// The byte that is read next.
  var index = 0
  var frames: ContiguousArray<Frame> = []
  var keys = JSONKeyList()
  var values = 0
  var rootCount = 0

  init(file: SourceFile, limits: JSONLimits) {
    self.file = file
    self.limits = limits
    unsafe base = file.storage.base
    end = file.count
    tape = JSONTape(textBytes: min(file.count, limits.maximumBytes))
    frames.reserveCapacity(32)
  }

  /// Frees the memory that only reading needs.
  func release() {
    keys.release()
  }

  /// Reads the whole text.
  mutating func parse(into diagnostics: inout Diagnostics) throws(JSONError) {
    guard end <= limits.maximumBytes else {
      throw error(.limit, "the file has \(end) bytes, more than \(limits.maximumBytes)", at: 0)
    }
    try skipByteOrderMark()
    skipSpace()
    guard index < end else {
      throw error(
        .empty, "expected a JSON value, the \(end == 0 ? "file is empty" : "file has only spaces")")
    }
    try refuseOtherFormats()
    while index < end {
      if rootCount > 0 && !limits.allowsSeveralRoots {
        throw unexpected(.text("the end of the file"))
      }
      try parseRoot()
      rootCount += 1
      skipSpace()
    }
    keys.diagnose(in: file, tape: tape, into: &diagnostics)
    tape.shrink()
  }

  /// Reads one top-level value.
  private mutating func parseRoot() throws(JSONError) {
    while true {
      if try parseValueStart() {
        // An array or object with something inside it was opened.
        continue
      }
      // A value is complete: close what it completes, until another value is due.
      while true {
        guard !frames.isEmpty else { return }
        let last = frames.count - 1
        frames[last].count += 1
        skipSpace()
        let isObject = frames[last].isObject
        guard index < end else { throw endedEarly(isObject ? .afterMember : .afterElement) }
        let byte = unsafe base[index]
        if byte == UInt8(ascii: ",") {
          index += 1
          skipSpace()
          if isObject { try parseKey(.keyAfterComma) }
          break
        }
        guard byte == (isObject ? UInt8(ascii: "}") : UInt8(ascii: "]")) else {
          throw unexpected(isObject ? .afterMember : .afterElement)
        }
        index += 1
        close()
      }
    }
  }

  /// Reads a value, or the start of one: returns true when an element is due next.
  @inline(__always)
  private mutating func parseValueStart() throws(JSONError) -> Bool {
    guard index < end else { throw endedEarly(.value) }
    values += 1
    guard values <= limits.maximumValues else {
      throw error(.limit, "the file has more than \(limits.maximumValues) values")
    }
    tape.reserve(4)
    switch unsafe base[index] {
    case UInt8(ascii: "\""):
      tape.push(try parseString())
    case UInt8(ascii: "{"):
      try open(isObject: true)
      guard index < end else { throw endedEarly(.firstKey) }
      if unsafe base[index] == UInt8(ascii: "}") {
        index += 1
        close()
        return false
      }
      try parseKey(.firstKey)
      return true
    case UInt8(ascii: "["):
      try open(isObject: false)
      guard index < end else { throw endedEarly(.firstElement) }
      if unsafe base[index] == UInt8(ascii: "]") {
        index += 1
        close()
        return false
      }
      return true
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"):
      tape.push(try parseNumber())
    case UInt8(ascii: "t"):
      try parseLiteral("true", JSONTag.truth)
    case UInt8(ascii: "f"):
      try parseLiteral("false", JSONTag.falsehood)
    case UInt8(ascii: "n"):
      try parseLiteral("null", JSONTag.null)
    default:
      let first = frames.last.map { !$0.isObject && $0.count == 0 } ?? false
      throw unexpected(first ? .firstElement : .value)
    }
    return false
  }

  /// Opens an array or object and moves to what follows its bracket.
  @inline(__always)
  private mutating func open(isObject: Bool) throws(JSONError) {
    guard frames.count < limits.maximumDepth else {
      throw error(.limit, "values nest deeper than \(limits.maximumDepth) levels")
    }
    frames.append(
      Frame(word: tape.count, count: 0, firstKey: keys.count, isObject: isObject))
    tape.push(
      JSONTag.word(isObject ? JSONTag.object : JSONTag.array, offset: index, length: 0))
    tape.push(0)
    index += 1
    skipSpace()
  }

  /// Completes the words of the innermost array or object, whose bracket was read.
  @inline(__always)
  private mutating func close() {
    let frame = frames.removeLast()
    if frame.isObject, unsafe keys.close(from: frame.firstKey, text: base, tape: tape) {
      unsafe tape.words[frame.word] += (JSONTag.irregularObject - JSONTag.object) << 28
    }
    unsafe tape.words[frame.word] |= UInt64(frame.count)
    unsafe tape.words[frame.word + 1] =
      UInt64(tape.count) << 32 | UInt64(truncatingIfNeeded: index)
  }

  /// Reads a key and its colon, and moves to the value.
  @inline(__always)
  private mutating func parseKey(_ place: JSONExpectation) throws(JSONError) {
    guard index < end else { throw endedEarly(place) }
    guard unsafe base[index] == UInt8(ascii: "\"") else { throw unexpected(place) }
    tape.reserve(1)
    let word = try parseString()
    unsafe keys.append(word, at: tape.count, text: base, end: end)
    tape.push(word)
    skipSpace()
    guard index < end else { throw endedEarly(.colon) }
    guard unsafe base[index] == UInt8(ascii: ":") else { throw unexpected(.colon) }
    index += 1
    skipSpace()
  }
}
