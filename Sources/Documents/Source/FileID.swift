/// The number of a file within one run, in the order of the sorted paths.
public struct FileID: Hashable, Comparable, Sendable, CustomStringConvertible {
  /// The number itself.
  public var rawValue: UInt32

  /// Creates the identifier with a number.
  public init(rawValue: UInt32) {
    self.rawValue = rawValue
  }

  /// The identifier that belongs to no file.
  public static let none = FileID(rawValue: .max)

  /// Orders identifiers by their numbers.
  public static func < (first: FileID, second: FileID) -> Bool {
    first.rawValue < second.rawValue
  }

  /// The number as text, for debugging.
  public var description: String { "file#\(rawValue)" }
}
