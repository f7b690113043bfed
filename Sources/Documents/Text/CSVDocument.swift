/// Why a text is not CSV, and where.
public struct CSVError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The path of the file.
  public var path: String
  /// The byte at which reading stopped.
  public var location: SourceLocation
  /// The line of that byte, from one.
  public var line: Int
  /// The column of that byte in Unicode scalars, from one.
  public var column: Int
  /// What was expected.
  public var message: String

  init(_ message: String, at offset: Int, in file: SourceFile) {
    let position = file.position(ofByte: offset)
    path = file.path
    location = file.location(ofByte: offset)
    line = position.line
    column = position.column
    self.message = message
  }

  /// The error as `path:line:column: message`.
  public var description: String { "\(path):\(line):\(column): \(message)" }

  /// The error as a diagnostic with the code `csv.syntax`.
  public var diagnostic: Diagnostic {
    Diagnostic(
      .error, "csv.syntax", message, at: location, path: path, effect: .assumedOpen)
  }
}

/// A table read from CSV (RFC 4180) whose first record names the columns.
public struct CSVDocument: Sendable {
  /// A field with its place.
  public struct Field: Hashable, Sendable {
    /// The text, quotes resolved.
    public var text: String
    /// The place of its first byte.
    public var location: SourceLocation
  }

  /// A record after the header.
  public struct Row: Sendable {
    /// The fields in the order of the columns.
    public var fields: [Field]
    /// The place of the record.
    public var location: SourceLocation
  }

  /// The names of the columns.
  public let header: [Field]
  /// The records, each with as many fields as there are columns.
  public let rows: [Row]

  /// Returns the index of a column by its name without regard to case, or nil.
  public func column(_ name: String) -> Int? {
    let name = name.lowercased()
    return header.firstIndex { $0.text.lowercased() == name }
  }

  /// Reads a file.
  ///
  /// A byte order mark is skipped; lines end with LF or CRLF; empty lines are left out.
  ///
  /// - Parameters:
  ///   - file: The bytes to read, UTF-8.
  ///   - maximumBytes: The largest file that is read.
  /// - Returns: The table.
  /// - Throws: The first error.
  public static func parse(
    _ file: SourceFile, maximumBytes: Int = 64 << 20
  ) throws(CSVError) -> CSVDocument {
    guard file.count <= maximumBytes else {
      throw CSVError("the file has more than \(maximumBytes) bytes", at: 0, in: file)
    }
    switch ContentKind.sniff(file) {
    case .utf16, .gzip, .zip, .binary:
      throw CSVError("expected CSV in UTF-8, this looks like a binary file", at: 0, in: file)
    case .empty: throw CSVError("expected a header, the file is empty", at: 0, in: file)
    case .json, .xml, .html, .text: break
    }
    var reader = CSVReader(file: file)
    let header = try reader.nextRecord() ?? []
    var rows: [Row] = []
    while let fields = try reader.nextRecord() {
      let location = fields.first?.location ?? .unknown
      guard fields.count == header.count else {
        throw CSVError(
          "expected \(header.count) fields, found \(fields.count)", at: Int(location.offset),
          in: file)
      }
      rows.append(Row(fields: fields, location: location))
    }
    return CSVDocument(header: header, rows: rows)
  }
}

/// Reads the records of a CSV text.
private struct CSVReader {
  let file: SourceFile
  let bytes: [UInt8]
  var index = 0

  init(file: SourceFile) {
    self.file = file
    bytes = file.bytes
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { index = 3 }
  }

  /// Returns the fields of the next record that is not empty, or nil at the end.
  mutating func nextRecord() throws(CSVError) -> [CSVDocument.Field]? {
    while index < bytes.count, isLineEnd(index) { skipLineEnd() }
    guard index < bytes.count else { return nil }
    var fields = [try nextField()]
    while index < bytes.count, bytes[index] == UInt8(ascii: ",") {
      index += 1
      fields.append(try nextField())
    }
    if index < bytes.count {
      guard isLineEnd(index) else {
        throw CSVError("expected ',' or the end of the line", at: index, in: file)
      }
      skipLineEnd()
    }
    return fields
  }

  private mutating func nextField() throws(CSVError) -> CSVDocument.Field {
    let start = index
    var text: [UInt8] = []
    if index < bytes.count, bytes[index] == UInt8(ascii: "\"") {
      text = try quoted()
    } else {
      while index < bytes.count, bytes[index] != UInt8(ascii: ","), !isLineEnd(index) {
        guard bytes[index] != UInt8(ascii: "\"") else {
          throw CSVError("expected no quote inside a plain field", at: index, in: file)
        }
        text.append(bytes[index])
        index += 1
      }
    }
    guard let string = String(validating: text, as: UTF8.self) else {
      throw CSVError("expected UTF-8", at: start, in: file)
    }
    return CSVDocument.Field(text: string, location: file.location(ofByte: start))
  }

  private mutating func quoted() throws(CSVError) -> [UInt8] {
    let start = index
    var text: [UInt8] = []
    index += 1
    while index < bytes.count {
      let byte = bytes[index]
      index += 1
      guard byte == UInt8(ascii: "\"") else {
        text.append(byte)
        continue
      }
      guard index < bytes.count, bytes[index] == UInt8(ascii: "\"") else { return text }
      text.append(byte)
      index += 1
    }
    throw CSVError("expected '\"' at the end of the field, the file ends", at: start, in: file)
  }

  private func isLineEnd(_ index: Int) -> Bool {
    bytes[index] == 0x0A
      || bytes[index] == 0x0D && (index + 1 == bytes.count || bytes[index + 1] == 0x0A)
  }

  private mutating func skipLineEnd() {
    if bytes[index] == 0x0D { index += 1 }
    if index < bytes.count, bytes[index] == 0x0A { index += 1 }
  }
}
