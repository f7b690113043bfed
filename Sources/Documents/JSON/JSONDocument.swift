/// A JSON text that was read, with the place of every value.
///
/// The values of a document point into it: keep the document for as long as one of its values is
/// used, for example in a variable that outlives the walk.
///
///     let document = try JSONDocument.parse(file, into: &diagnostics)
///     for root in document.roots {
///       for vpc in root["Vpcs"]?.elements ?? .empty {
///         let name = vpc["VpcId"]?.string
///       }
///     }
public final class JSONDocument: Sendable {
  /// The file that was read.
  public let file: SourceFile
  /// The top-level values; several when answers were appended to each other, or one a line.
  public let roots: [JSONValue]
  let tape: JSONTape
  /// The texts of the values, where they do not all stand in the file.
  private let texts: ByteStorage

  init(file: SourceFile, tape: JSONTape) {
    self.file = file
    self.tape = tape
    self.texts = file.storage
    self.roots = JSONValue.roots(of: tape, texts: texts, in: file)
  }

  /// Creates a document of values that stand in a file or in a text that follows its bytes.
  init(file: SourceFile, tape: JSONTape, besides pool: [UInt8]) {
    self.file = file
    self.tape = tape
    self.texts = ByteStorage(copying: file.storage.array + pool)
    self.roots = JSONValue.roots(of: tape, texts: texts, in: file)
  }

  /// Reads a file as RFC 8259 JSON.
  ///
  /// A byte order mark is skipped. A key that stands twice in an object is diagnosed as
  /// `json.duplicateKey`, and the last one wins.
  ///
  /// Where RFC 8259 leaves the choice: numbers of any size are accepted (`JSONValue.int` and
  /// `JSONValue.double` are nil for what does not fit), ill-formed UTF-8, UTF-16 and escapes of
  /// lone surrogates are refused.
  ///
  /// - Parameters:
  ///   - file: The bytes to read.
  ///   - limits: What is refused for its size.
  ///   - diagnostics: Where warnings go.
  /// - Returns: The document.
  /// - Throws: The first error, with its line and column and what was expected.
  /// - Complexity: O(*n*), where *n* is the number of bytes.
  public static func parse(
    _ file: SourceFile, limits: JSONLimits = .standard, into diagnostics: inout Diagnostics
  ) throws(JSONError) -> JSONDocument {
    var parser = JSONParser(file: file, limits: limits)
    defer { parser.release() }
    try parser.parse(into: &diagnostics)
    return JSONDocument(file: file, tape: parser.tape)
  }

  /// Reads a text in memory, warnings left out.
  ///
  /// - Parameters:
  ///   - text: The JSON text.
  ///   - path: The path that errors name.
  ///   - limits: What is refused for its size.
  /// - Returns: The document.
  /// - Throws: The first error.
  public static func parse(
    text: String, path: String = "<memory>", limits: JSONLimits = .standard
  ) throws(JSONError) -> JSONDocument {
    var diagnostics = Diagnostics()
    return try parse(
      SourceFile(path: path, text: text), limits: limits, into: &diagnostics)
  }
}
