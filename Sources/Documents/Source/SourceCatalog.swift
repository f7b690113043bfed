/// The files of a run, by number.
public struct SourceCatalog: Sendable {
  /// The files in the order of their numbers, which is the order of their paths.
  public let files: [SourceFile]

  /// Creates a catalog of files that are numbered from zero in this order.
  public init(_ files: [SourceFile] = []) {
    precondition(
      files.enumerated().allSatisfy { $0.element.id.rawValue == UInt32($0.offset) },
      "the files of a catalog are numbered from zero")
    self.files = files
  }

  /// Creates a catalog of texts in memory, numbered in the order of their sorted paths.
  public init(texts: [String: String]) {
    let paths = texts.keys.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    self.init(
      paths.enumerated().map { number, path in
        SourceFile(
          id: FileID(rawValue: UInt32(number)), path: path, text: texts[path] ?? "")
      })
  }

  /// Returns the file with a number, or nil.
  public subscript(id: FileID) -> SourceFile? {
    let index = Int(id.rawValue)
    return files.indices.contains(index) ? files[index] : nil
  }

  /// Returns the path, the line and the column of a location, or nil for an unknown one.
  public func resolve(
    _ location: SourceLocation
  ) -> (path: String, line: Int, column: Int)? {
    guard let file = self[location.file] else { return nil }
    let position = file.position(ofByte: Int(location.offset))
    return (file.path, position.line, position.column)
  }

  /// Returns `path:line:column`, or `<unknown>` for a location that no file has.
  public func describe(_ location: SourceLocation) -> String {
    guard let place = resolve(location) else { return "<unknown>" }
    return "\(place.path):\(place.line):\(place.column)"
  }
}
