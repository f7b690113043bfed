/// A value of a JSON document.
///
/// It is two pointers and an index: copying it counts no references. It is valid only while its
/// `JSONDocument` is alive.
@safe public struct JSONValue: @unchecked Sendable {
  /// The kinds of values.
  public enum Kind: String, Hashable, Sendable, CaseIterable {
    /// The value `null`.
    case null
    /// The values `true` and `false`.
    case bool
    /// A number.
    case number
    /// A string.
    case string
    /// An array.
    case array
    /// An object.
    case object

    /// The kind with its article, as messages say it.
    public var phrase: String {
      switch self {
      case .null: "null"
      case .bool: "true or false"
      case .number: "a number"
      case .string: "a string"
      case .array: "an array"
      case .object: "an object"
      }
    }
  }

  let words: UnsafePointer<UInt64>
  let text: UnsafePointer<UInt8>
  let index: UInt32
  let file: FileID

  init(words: UnsafePointer<UInt64>, text: UnsafePointer<UInt8>, index: Int, file: FileID) {
    unsafe self.words = words
    unsafe self.text = text
    self.index = UInt32(truncatingIfNeeded: index)
    self.file = file
  }

  /// The word of this value.
  @inline(__always) var word: UInt64 { unsafe words[Int(index)] }

  /// The index of the first word behind this value.
  @inline(__always) var next: Int { behind(Int(index)) }

  /// Returns the index of the first word behind the value at `index`.
  @inline(__always) func behind(_ index: Int) -> Int {
    unsafe words[index].isContainer ? Int(words[index + 1] >> 32) : index + 1
  }

  /// Returns the value at another index of the same tape.
  @inline(__always) func at(_ index: Int) -> JSONValue {
    unsafe JSONValue(words: words, text: text, index: index, file: file)
  }

  /// Returns the top-level values of a tape.
  static func roots(
    of tape: JSONTape, texts: ByteStorage, in file: SourceFile
  ) -> [JSONValue] {
    var roots: [JSONValue] = []
    var index = 0
    while index < tape.count {
      let root = unsafe JSONValue(
        words: tape.words, text: texts.base, index: index, file: file.id)
      roots.append(root)
      index = root.next
    }
    return roots
  }

  /// The kind of the value.
  public var kind: Kind {
    switch word.tapeTag {
    case JSONTag.null: .null
    case JSONTag.falsehood, JSONTag.truth: .bool
    case JSONTag.number: .number
    case JSONTag.string, JSONTag.escapedString: .string
    case JSONTag.array: .array
    default: .object
    }
  }

  /// Whether the value is `null`.
  public var isNull: Bool { word.tapeTag == JSONTag.null }

  /// The number of elements of an array or members of an object, zero for every other kind.
  public var count: Int { word.isContainer ? word.tapeLength : 0 }

  /// The place of the first byte of the value.
  public var location: SourceLocation { SourceLocation(file: file, byte: byteRange.lowerBound) }

  /// The bytes of the value in the text, with the quotes of a string.
  public var byteRange: Range<Int> {
    let word = word
    let start = word.tapeOffset
    switch word.tapeTag {
    case JSONTag.null, JSONTag.truth: return start..<start + 4
    case JSONTag.falsehood: return start..<start + 5
    case JSONTag.number: return start..<start + word.tapeLength
    case JSONTag.string, JSONTag.escapedString:
      return start - 1..<start + word.tapeLength + 1
    default:
      return start..<Int(truncatingIfNeeded: unsafe words[Int(index) + 1] & 0xFFFF_FFFF)
    }
  }

  /// The text of the value as it stands in the file.
  public var rawText: String {
    let range = byteRange
    return unsafe String(
      decoding: UnsafeBufferPointer(start: text + range.lowerBound, count: range.count),
      as: UTF8.self)
  }
}
