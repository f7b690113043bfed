/// Reads YAML 1.2 with the core schema.
public enum YAML {
  /// Reads all documents of a file.
  ///
  /// Aliases are replaced by the nodes they name and `<<` by the members it merges. Keys are
  /// scalars; a key that stands twice is an error. A file without a document gives none.
  ///
  /// - Parameters:
  ///   - file: The bytes to read, UTF-8.
  ///   - limits: What is refused for its size.
  /// - Returns: The root node of each document.
  /// - Throws: The first error, with its line and column.
  public static func load(
    _ file: SourceFile, limits: YAMLLimits = .standard
  ) throws(YAMLError) -> [YAMLNode] {
    guard file.count <= limits.maximumBytes else {
      throw YAMLError(
        .limit, "the file has \(file.count) bytes, more than \(limits.maximumBytes)", at: 0,
        in: file)
    }
    switch ContentKind.sniff(file) {
    case .utf16:
      throw YAMLError(.encoding, "expected UTF-8, this looks like UTF-16", at: 0, in: file)
    case .gzip, .zip, .binary:
      throw YAMLError(.encoding, "expected YAML, this looks like a binary file", at: 0, in: file)
    case .empty, .json, .xml, .html, .text: break
    }
    try refuseManyDirectives(file)
    var builder = YAMLBuilder(file: file, limits: limits)
    return try builder.build()
  }

  /// Reads a text in memory.
  ///
  /// - Parameters:
  ///   - text: The YAML text.
  ///   - path: The path that errors name.
  ///   - limits: What is refused for its size.
  /// - Returns: The root node of each document.
  /// - Throws: The first error.
  public static func load(
    text: String, path: String = "<memory>", limits: YAMLLimits = .standard
  ) throws(YAMLError) -> [YAMLNode] {
    try load(SourceFile(path: path, text: text), limits: limits)
  }

  /// Refuses a file with many directives, each of which the library compares with all others.
  private static func refuseManyDirectives(_ file: SourceFile) throws(YAMLError) {
    var count = 0
    var isLineStart = true
    for index in 0..<file.count {
      let byte = unsafe file.storage.base[index]
      if isLineStart, byte == UInt8(ascii: "%") {
        count += 1
        guard count <= 1000 else {
          throw YAMLError(.limit, "the file has more than 1000 directives", at: index, in: file)
        }
      }
      isLineStart = byte == 0x0A || byte == 0x0D
    }
  }
}
