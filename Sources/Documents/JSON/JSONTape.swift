#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The values of a JSON text in the order of the text, as 64-bit words.
///
/// A word holds the offset of the value in the text (the upper 32 bits; of a string, the byte
/// after the quote), a tag (4 bits) and a length (28 bits): of a number or a string in bytes, of
/// an array in elements, of an object in members. An array or object has a second word: the index
/// of the first word behind it (32 bits), so that it can be skipped, and the offset of the byte
/// behind it (32 bits). The members of an object are a key, which is a string, and a value.
@safe final class JSONTape: @unchecked Sendable {
  /// The largest length or count that a word holds.
  static let largestCount = 1 << 28 - 1

  /// The words.
  private(set) var words: UnsafeMutablePointer<UInt64>
  /// The number of words.
  var count = 0
  private(set) var capacity: Int

  /// Creates an empty tape that is sized for a text of `textBytes`.
  init(textBytes: Int) {
    capacity = max(textBytes / 32, 64)
    unsafe words = Self.resize(nil, to: capacity)
  }

  deinit {
    unsafe free(words)
  }

  /// Makes room for `additional` words.
  @inline(__always) func reserve(_ additional: Int) {
    if count + additional > capacity { grow(additional) }
  }

  /// Adds a word; room must have been made.
  @inline(__always) func push(_ word: UInt64) {
    unsafe words[count] = word
    count += 1
  }

  /// Gives back the room that is not used.
  func shrink() {
    capacity = max(count, 1)
    unsafe words = Self.resize(words, to: capacity)
  }

  @inline(never) private func grow(_ additional: Int) {
    capacity = max(capacity + capacity / 2, count + additional)
    unsafe words = Self.resize(words, to: capacity)
  }

  private static func resize(
    _ words: UnsafeMutablePointer<UInt64>?, to capacity: Int
  ) -> UnsafeMutablePointer<UInt64> {
    let bytes = capacity * MemoryLayout<UInt64>.stride
    guard let memory = unsafe realloc(words, bytes) else {
      preconditionFailure("out of memory: \(bytes) bytes for a JSON tape")
    }
    return unsafe memory.assumingMemoryBound(to: UInt64.self)
  }
}

/// What a word of a tape stands for.
enum JSONTag {
  static let null: UInt64 = 0
  static let falsehood: UInt64 = 1
  static let truth: UInt64 = 2
  static let number: UInt64 = 3
  /// A string whose bytes are its text.
  static let string: UInt64 = 4
  /// A string with escapes.
  static let escapedString: UInt64 = 5
  static let array: UInt64 = 6
  static let object: UInt64 = 7
  /// An object in which a key stands twice, or with escapes: a lookup must read all of it.
  static let irregularObject: UInt64 = 8

  /// Returns the word of a value.
  @inline(__always) static func word(_ tag: UInt64, offset: Int, length: Int) -> UInt64 {
    UInt64(truncatingIfNeeded: offset) << 32 | tag << 28 | UInt64(truncatingIfNeeded: length)
  }
}

extension UInt64 {
  /// The offset in the text, of a word of a tape.
  @inline(__always) var tapeOffset: Int { Int(truncatingIfNeeded: self >> 32) }
  /// The tag of a word of a tape.
  @inline(__always) var tapeTag: UInt64 { self >> 28 & 0xF }
  /// The length in a word of a tape.
  @inline(__always) var tapeLength: Int { Int(truncatingIfNeeded: self & 0xFFF_FFFF) }
  /// Whether a word of a tape has a second word behind it.
  @inline(__always) var isContainer: Bool { tapeTag >= JSONTag.array }
}
