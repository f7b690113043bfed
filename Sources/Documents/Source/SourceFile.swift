import Synchronization

/// The bytes of one input and where they came from.
///
/// Regular files are memory-mapped; standard input and compressed files are owned. Line numbers
/// are computed when they are first asked for, so that a file without findings costs nothing.
public final class SourceFile: Sendable {
  /// The number of the file in this run.
  public let id: FileID
  /// The path as it was given, with `/` between its parts and `!` before an entry of an archive.
  public let path: String
  let storage: ByteStorage
  private let lines = Mutex<LineTable?>(nil)

  init(id: FileID, path: String, storage: ByteStorage) {
    self.id = id
    self.path = path
    self.storage = storage
  }

  /// Creates a file from bytes in memory.
  public convenience init(
    id: FileID = FileID(rawValue: 0), path: String = "<memory>", bytes: [UInt8]
  ) {
    self.init(id: id, path: path, storage: ByteStorage(copying: bytes))
  }

  /// Creates a file from text in memory.
  public convenience init(
    id: FileID = FileID(rawValue: 0), path: String = "<memory>", text: String
  ) {
    self.init(id: id, path: path, bytes: Array(text.utf8))
  }

  /// The number of bytes.
  public var count: Int { storage.count }

  /// A copy of the bytes.
  public var bytes: [UInt8] { storage.array }

  /// The text, with U+FFFD in place of what is not UTF-8.
  public var text: String { unsafe String(decoding: storage.buffer, as: UTF8.self) }

  /// Calls `body` with the bytes, which are valid until it returns.
  ///
  /// - Parameter body: What to do with the bytes.
  /// - Returns: What `body` returns.
  /// - Throws: What `body` throws.
  public func withBytes<Result, Failure: Error>(
    _ body: (UnsafeBufferPointer<UInt8>) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    unsafe try storage.withBuffer(body)
  }

  /// Returns the location of a byte of this file.
  public func location(ofByte offset: Int) -> SourceLocation {
    SourceLocation(file: id, byte: offset)
  }

  /// Returns the line and column of a byte; an offset past the end is that of the end.
  ///
  /// - Complexity: O(*n*) the first time, then O(log *lines* + *length of the line*).
  public func position(ofByte offset: Int) -> TextPosition {
    lines.withLock { table in
      if let table {
        return table.position(ofByte: offset, in: storage)
      }
      let made = LineTable(storage)
      table = made
      return made.position(ofByte: offset, in: storage)
    }
  }

  /// Returns the location of a line and column, clamped to the file; columns count bytes.
  ///
  /// - Complexity: O(*n*).
  public func location(line: Int, column: Int) -> SourceLocation {
    unsafe withBytes { bytes in
      var start = 0
      var left = line
      while left > 1, let end = unsafe bytes[start...].firstIndex(of: 0x0A) {
        start = end + 1
        left -= 1
      }
      return location(ofByte: min(start + max(column - 1, 0), bytes.count))
    }
  }

  /// Returns `path:line:column` of a byte.
  public func describe(ofByte offset: Int) -> String {
    "\(path):\(position(ofByte: offset))"
  }
}
