#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The offsets at which the lines of a file start.
///
/// A line ends after `\n`; the `\r` before it counts as a character of the line.
struct LineTable: Sendable {
  private let starts: [UInt32]

  /// Finds the lines of `storage`.
  init(_ storage: ByteStorage) {
    var starts: [UInt32] = [Self.textStart(storage)]
    var offset = 0
    while offset < storage.count,
      let found = unsafe memchr(storage.base + offset, 0x0A, storage.count - offset)
    {
      offset = unsafe UnsafeRawPointer(found) - UnsafeRawPointer(storage.base) + 1
      guard let start = UInt32(exactly: offset) else { break }
      starts.append(start)
    }
    self.starts = starts
  }

  /// The byte after the byte order mark, which has no column.
  private static func textStart(_ storage: ByteStorage) -> UInt32 {
    unsafe storage.buffer.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
  }

  /// Returns the line and column of a byte, clamped to the file.
  func position(ofByte offset: Int, in storage: ByteStorage) -> TextPosition {
    let offset = min(max(offset, 0), storage.count)
    var low = 0
    var high = starts.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if Int(starts[middle]) <= offset { low = middle } else { high = middle }
    }
    var column = 1
    var byte = Int(starts[low])
    while byte < offset {
      // A byte that continues a UTF-8 sequence is no column of its own.
      if unsafe storage.base[byte] & 0xC0 != 0x80 { column += 1 }
      byte += 1
    }
    return TextPosition(line: low + 1, column: column)
  }
}
