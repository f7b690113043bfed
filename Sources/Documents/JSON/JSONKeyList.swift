#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The keys of the objects that are open, to find the ones that stand twice.
///
/// A key is a hash and the index of its word. A few keys are compared with each other; more are
/// sorted, so that an object with many keys costs no square.
@safe struct JSONKeyList {
  private struct Key {
    var hash: UInt32
    var word: UInt32
  }

  /// How many keys are compared pair by pair.
  private static let fewKeys = 24
  /// How many duplicates of a file are diagnosed one by one.
  private static let diagnosedDuplicates = 100

  private var keys: UnsafeMutablePointer<Key>
  private var capacity = 256
  private(set) var count = 0
  private var hasEscapes = false
  private var duplicates: [(first: UInt32, again: UInt32)] = []
  private var duplicateCount = 0

  init() {
    unsafe keys = .allocate(capacity: capacity)
  }

  func release() {
    unsafe keys.deallocate()
  }

  /// Adds the key whose word will stand at `index` of the tape.
  @inline(__always)
  mutating func append(_ word: UInt64, at index: Int, text: UnsafePointer<UInt8>, end: Int) {
    if count == capacity { grow() }
    unsafe keys[count] = Key(
      hash: Self.hash(word, text: text, end: end), word: UInt32(truncatingIfNeeded: index))
    if word.tapeTag == JSONTag.escapedString { hasEscapes = true }
    count += 1
  }

  /// Forgets the keys of an object; returns whether a lookup in it must read all of it.
  @inline(__always)
  mutating func close(from first: Int, text: UnsafePointer<UInt8>, tape: JSONTape) -> Bool {
    let number = count - first
    defer { count = first }
    guard number > 1 else { return false }
    if number <= Self.fewKeys {
      for left in first..<count - 1 {
        let hash = unsafe keys[left].hash
        for right in left + 1..<count where unsafe keys[right].hash == hash {
          return unsafe closeSorted(from: first, text: text, tape: tape)
        }
      }
      return false
    }
    return unsafe closeSorted(from: first, text: text, tape: tape)
  }

  /// Sorts the keys of an object by hash and bytes, and notes the equal ones.
  @inline(never)
  private mutating func closeSorted(
    from first: Int, text: UnsafePointer<UInt8>, tape: JSONTape
  ) -> Bool {
    var range = unsafe UnsafeMutableBufferPointer(start: keys + first, count: count - first)
    unsafe range.sort { left, right in
      if left.hash != right.hash { return left.hash < right.hash }
      let order = unsafe Self.compare(left.word, right.word, text: text, tape: tape)
      return order != 0 ? order < 0 : left.word < right.word
    }
    var found = false
    for position in 1..<count - first {
      let (left, right) = unsafe (range[position - 1], range[position])
      guard left.hash == right.hash,
        unsafe Self.compare(left.word, right.word, text: text, tape: tape) == 0
      else { continue }
      found = true
      duplicateCount += 1
      if duplicates.count < Self.diagnosedDuplicates {
        duplicates.append((left.word, right.word))
      }
    }
    return found
  }

  @inline(never) private mutating func grow() {
    let larger = UnsafeMutablePointer<Key>.allocate(capacity: capacity * 2)
    unsafe larger.moveInitialize(from: keys, count: count)
    unsafe keys.deallocate()
    unsafe keys = larger
    capacity *= 2
  }

  /// Returns a hash of the length, the first and the last eight bytes of a key.
  @inline(__always)
  private static func hash(_ word: UInt64, text: UnsafePointer<UInt8>, end: Int) -> UInt32 {
    let start = unsafe text + word.tapeOffset
    if word.tapeTag == JSONTag.escapedString {
      let content = unsafe UnsafeBufferPointer(start: start, count: word.tapeLength)
      let storage = ByteStorage(copying: unsafe JSONEscapes.resolve(content))
      return unsafe storage.withBuffer { resolved in
        guard let base = resolved.baseAddress else { return 0 }
        return unsafe hash(base, resolved.count, available: resolved.count)
      }
    }
    return unsafe hash(start, word.tapeLength, available: end - word.tapeOffset)
  }

  @inline(__always)
  private static func hash(
    _ start: UnsafePointer<UInt8>, _ length: Int, available: Int
  ) -> UInt32 {
    var head: UInt64 = 0
    var tail: UInt64 = 0
    if length >= 8 {
      head = unsafe load(start)
      tail = unsafe load(start + (length - 8))
    } else if available >= 8 {
      head = unsafe load(start) & (1 << UInt64(8 * length) &- 1)
    } else {
      for index in 0..<length {
        head |= UInt64(unsafe start[index]) << UInt64(8 * index)
      }
    }
    let mixed =
      (head ^ (tail << 23 | tail >> 41) ^ UInt64(length)) &* 0x9E37_79B9_7F4A_7C15
    return UInt32(truncatingIfNeeded: mixed >> 32)
  }

  @inline(__always) private static func load(_ start: UnsafePointer<UInt8>) -> UInt64 {
    unsafe UInt64(littleEndian: UnsafeRawPointer(start).loadUnaligned(as: UInt64.self))
  }

  /// Orders two keys by their bytes with escapes resolved, negative when the first is smaller.
  private static func compare(
    _ first: UInt32, _ second: UInt32, text: UnsafePointer<UInt8>, tape: JSONTape
  ) -> Int {
    let words = unsafe (tape.words[Int(first)], tape.words[Int(second)])
    if words.0.tapeTag == JSONTag.string, words.1.tapeTag == JSONTag.string {
      let lengths = (words.0.tapeLength, words.1.tapeLength)
      guard lengths.0 == lengths.1 else { return lengths.0 - lengths.1 }
      guard lengths.0 > 0 else { return 0 }
      return Int(
        unsafe memcmp(text + words.0.tapeOffset, text + words.1.tapeOffset, lengths.0))
    }
    let (left, right) = unsafe (
      resolve(words.0, text: text), resolve(words.1, text: text)
    )
    if left.count != right.count { return left.count - right.count }
    return left == right ? 0 : left.lexicographicallyPrecedes(right) ? -1 : 1
  }

  private static func resolve(_ word: UInt64, text: UnsafePointer<UInt8>) -> [UInt8] {
    unsafe JSONEscapes.resolve(
      UnsafeBufferPointer(start: text + word.tapeOffset, count: word.tapeLength))
  }

  /// Adds a warning for each duplicate, up to a hundred, and a note for the rest.
  func diagnose(in file: SourceFile, tape: JSONTape, into diagnostics: inout Diagnostics) {
    for (first, again) in duplicates {
      let words = unsafe (tape.words[Int(first)], tape.words[Int(again)])
      let key = unsafe String(
        decoding: Self.resolve(words.1, text: file.storage.base), as: UTF8.self)
      let places = (
        file.position(ofByte: words.0.tapeOffset - 1),
        file.position(ofByte: words.1.tapeOffset - 1)
      )
      diagnostics.append(
        Diagnostic(
          .warning, "json.duplicateKey",
          "the key \"\(Escape.terminal(key))\" at \(places.1) replaces the one at \(places.0)",
          at: file.location(ofByte: words.1.tapeOffset - 1), effect: .assumedOpen))
    }
    if duplicateCount > duplicates.count {
      diagnostics.append(
        Diagnostic(
          .warning, "json.duplicateKey",
          "\(duplicateCount - duplicates.count) more keys stand twice in their objects",
          at: file.location(ofByte: 0), effect: .assumedOpen))
    }
  }
}
