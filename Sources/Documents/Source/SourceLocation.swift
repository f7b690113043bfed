/// A byte in a file: where a fact was read.
///
/// A location is eight bytes, so that every fact can keep one; a `SourceCatalog` turns it into a
/// path, a line and a column.
public struct SourceLocation: Hashable, Comparable, Sendable, CustomStringConvertible {
  /// The file.
  public var file: FileID
  /// The offset of the byte in the file, which saturates at 4 GiB.
  public var offset: UInt32

  /// Creates the location of a byte offset in a file.
  public init(file: FileID, offset: UInt32) {
    self.file = file
    self.offset = offset
  }

  /// Creates the location of a byte offset in a file, clamped to what a location can hold.
  public init(file: FileID, byte: Int) {
    self.file = file
    self.offset = UInt32(clamping: byte)
  }

  /// The location of what was not read from a file.
  public static let unknown = SourceLocation(file: .none, offset: .max)

  /// Orders locations by file, then by offset.
  public static func < (first: SourceLocation, second: SourceLocation) -> Bool {
    (first.file, first.offset) < (second.file, second.offset)
  }

  /// The file number and the offset, for debugging.
  public var description: String {
    self == .unknown ? "unknown" : "\(file)@\(offset)"
  }
}
