/// Makes JSON values of a file that holds them in another form, such as XML.
///
/// The values point into the bytes of the file wherever their text stands there as it is, so that
/// each keeps its place; other texts are kept beside the file.
///
///     var builder = JSONBuilder(over: file)
///     builder.beginObject(at: 0)
///     builder.key("VpcId")
///     builder.string(in: 120..<133)
///     builder.end(at: 150)
///     let document = builder.finish()
@safe public struct JSONBuilder: ~Copyable {
  private let file: SourceFile
  private let tape: JSONTape
  /// The texts that do not stand in the file, which follow its bytes.
  private var pool: [UInt8] = []
  /// The words of the keys that are in the pool.
  private var keys: [String: UInt64] = [:]
  private var open: [Container] = []
  private var isFull = false

  /// An array or object that is not closed.
  private struct Container {
    var word: Int
    var tag: UInt64
    var offset: Int
    var count = 0
  }

  /// Creates a builder of values that stand in a file.
  public init(over file: SourceFile) {
    self.file = file
    tape = JSONTape(textBytes: file.count)
  }

  /// Whether what was added is more than a document can hold; nothing more is added then.
  public var isOverfull: Bool { isFull }

  /// Opens an object that begins at a byte of the file.
  public mutating func beginObject(at offset: Int) { begin(JSONTag.object, offset) }

  /// Opens an array that begins at a byte of the file.
  public mutating func beginArray(at offset: Int) { begin(JSONTag.array, offset) }

  /// Closes the array or object that was opened last.
  public mutating func end(at offset: Int) {
    guard !isFull, let container = open.popLast() else { return }
    let count = container.tag == JSONTag.object ? container.count / 2 : container.count
    unsafe tape.words[container.word] = JSONTag.word(
      container.tag, offset: clamped(container.offset), length: count)
    unsafe tape.words[container.word + 1] =
      UInt64(truncatingIfNeeded: tape.count) << 32
      | UInt64(truncatingIfNeeded: clamped(max(offset, container.offset)))
  }

  /// Adds the key of the member that follows.
  public mutating func key(_ name: String) {
    if let word = keys[name] {
      push(word)
    } else {
      let word = pooled(name)
      keys[name] = word
      push(word)
    }
  }

  /// Adds a string that does not stand in the file as it is.
  public mutating func string(_ text: String) { push(pooled(text)) }

  /// Adds a string that stands in the file, without escapes.
  public mutating func string(in range: Range<Int>) { add(JSONTag.string, range) }

  /// Adds a number that stands in the file.
  public mutating func number(in range: Range<Int>) { add(JSONTag.number, range) }

  /// Adds a truth value that stands at a byte of the file.
  public mutating func bool(_ value: Bool, at offset: Int) {
    push(
      JSONTag.word(
        value ? JSONTag.truth : JSONTag.falsehood, offset: clamped(offset), length: 0))
  }

  /// Adds `null` that stands at a byte of the file.
  public mutating func null(at offset: Int) {
    push(JSONTag.word(JSONTag.null, offset: clamped(offset), length: 0))
  }

  /// Adds a value of a document that was read from the same file, with its place.
  public mutating func copy(_ value: JSONValue) {
    guard value.file == file.id, unsafe value.text == file.storage.base else {
      copy(value, from: { _ in nil }, at: 0)
      return
    }
    let first = Int(value.index)
    let end = value.next
    guard tape.count + (end - first) < JSONTape.largestCount - 2 else {
      isFull = true
      return
    }
    let shift = tape.count - first
    push(value.word)
    var index = first + 1
    var isSecond = value.word.isContainer
    guard !isFull else { return }
    while index < end {
      tape.reserve(1)
      let word = unsafe value.words[index]
      if isSecond {
        let next = Int(word >> 32) + shift
        tape.push(UInt64(truncatingIfNeeded: next) << 32 | word & 0xFFFF_FFFF)
        isSecond = false
      } else {
        tape.push(word)
        isSecond = word.isContainer
      }
      index += 1
    }
  }

  /// Adds a value of another document.
  ///
  /// - Parameters:
  ///   - value: The value.
  ///   - range: Where bytes of the other document stand in the file, unchanged; nil where they
  ///     do not.
  ///   - offset: The place of what does not stand in the file.
  public mutating func copy(
    _ value: JSONValue, from range: (Range<Int>) -> Range<Int>?, at offset: Int
  ) {
    let place = range(value.byteRange.lowerBound..<value.byteRange.lowerBound + 1)?.lowerBound
    switch value.kind {
    case .null: null(at: place ?? offset)
    case .bool: bool(value.bool ?? false, at: place ?? offset)
    case .number:
      if let found = range(value.byteRange) {
        number(in: found)
      } else {
        let word = pooled(value.rawText)
        push(JSONTag.word(JSONTag.number, offset: word.tapeOffset, length: word.tapeLength))
      }
    case .string:
      let content =
        value.byteRange.lowerBound
        + 1..<max(
          value.byteRange.upperBound - 1, value.byteRange.lowerBound + 1)
      if value.word.tapeTag == JSONTag.string, let found = range(content) {
        string(in: found)
      } else {
        string(value.string ?? "")
      }
    case .array:
      beginArray(at: place ?? offset)
      for element in value.elements { copy(element, from: range, at: offset) }
      end(at: place ?? offset)
    case .object:
      beginObject(at: place ?? offset)
      for (name, member) in value.members {
        key(name.string)
        copy(member, from: range, at: offset)
      }
      end(at: place ?? offset)
    }
  }

  /// Returns the document, without a value when it became too large; what is open is closed.
  public consuming func finish() -> JSONDocument {
    guard !isFull else {
      return JSONDocument(file: file, tape: JSONTape(textBytes: 0), besides: [])
    }
    while !open.isEmpty { end(at: file.count) }
    return JSONDocument(file: file, tape: tape, besides: pool)
  }

  private mutating func begin(_ tag: UInt64, _ offset: Int) {
    let container = Container(word: tape.count, tag: tag, offset: offset)
    push(JSONTag.word(tag, offset: clamped(offset), length: 0))
    guard !isFull else { return }
    tape.reserve(1)
    tape.push(0)
    open.append(container)
  }

  private mutating func add(_ tag: UInt64, _ range: Range<Int>) {
    guard range.count < JSONTape.largestCount, range.upperBound <= file.count else {
      isFull = true
      return
    }
    push(JSONTag.word(tag, offset: clamped(range.lowerBound), length: range.count))
  }

  private mutating func pooled(_ text: String) -> UInt64 {
    let offset = file.count + pool.count
    let count = text.utf8.count
    guard count < JSONTape.largestCount, offset + count < Int(UInt32.max) else {
      isFull = true
      return JSONTag.word(JSONTag.string, offset: 0, length: 0)
    }
    pool.append(contentsOf: text.utf8)
    return JSONTag.word(JSONTag.string, offset: offset, length: count)
  }

  private mutating func push(_ word: UInt64) {
    guard !isFull, tape.count < JSONTape.largestCount - 2 else {
      isFull = true
      return
    }
    tape.reserve(1)
    tape.push(word)
    if !open.isEmpty { open[open.count - 1].count += 1 }
  }

  private func clamped(_ offset: Int) -> Int { min(max(offset, 0), file.count) }
}
