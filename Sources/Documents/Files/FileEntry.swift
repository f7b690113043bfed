/// A file that a run will read.
public struct FileEntry: Hashable, Comparable, Sendable {
  /// The path as the user would write it, which messages show.
  public var path: String
  /// The path that is opened, behind symbolic links; `-` for standard input.
  public var resolvedPath: String

  /// Creates an entry.
  public init(path: String, resolvedPath: String? = nil) {
    self.path = path
    self.resolvedPath = resolvedPath ?? path
  }

  /// Orders entries by the bytes of their paths.
  public static func < (first: FileEntry, second: FileEntry) -> Bool {
    first.path.utf8.lexicographicallyPrecedes(second.path.utf8)
  }
}
