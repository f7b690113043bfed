/// Writes JSON to bytes, in the order of the calls.
///
/// Strings are escaped as RFC 8259 asks; control and bidirectional characters and the `/` of `</` are
/// escaped too, so that the text may stand on a terminal and inside a script element of HTML.
///
///     var writer = JSONWriter()
///     writer.beginObject()
///     writer.member("port", 443)
///     writer.endObject()
public struct JSONWriter: Sendable {
  private enum Scope {
    case array
    case object
  }

  /// The bytes so far.
  public private(set) var bytes: [UInt8] = []
  private let indent: Int?
  private var scopes: [Scope] = []
  private var isFirst = true
  private var followsKey = false

  /// Creates a writer.
  ///
  /// - Parameter indent: The spaces of a level, or nil for a text on one line.
  public init(indent: Int? = 2) {
    self.indent = indent
  }

  /// The text so far.
  public var text: String { String(decoding: bytes, as: UTF8.self) }

  /// Returns the bytes with a line feed behind them.
  public consuming func finish() -> [UInt8] {
    precondition(scopes.isEmpty, "an array or object is still open")
    var bytes = self.bytes
    bytes.append(0x0A)
    return bytes
  }

  /// Opens an object.
  public mutating func beginObject() { begin(.object, "{") }

  /// Closes the innermost object.
  public mutating func endObject() { end(.object, "}") }

  /// Opens an array.
  public mutating func beginArray() { begin(.array, "[") }

  /// Closes the innermost array.
  public mutating func endArray() { end(.array, "]") }

  /// Writes the key of the next value.
  public mutating func key(_ key: String) {
    precondition(scopes.last == .object && !followsKey, "a key stands in an object")
    separate()
    quote(key)
    bytes.append(UInt8(ascii: ":"))
    if indent != nil { bytes.append(0x20) }
    followsKey = true
  }

  /// Writes a string.
  public mutating func string(_ value: String) {
    startValue()
    quote(value)
  }

  /// Writes an integer.
  public mutating func int(_ value: some BinaryInteger) {
    startValue()
    bytes.append(contentsOf: String(value).utf8)
  }

  /// Writes a number, `null` when it is not finite.
  public mutating func double(_ value: Double) {
    startValue()
    if let whole = Int(exactly: value), whole.magnitude < 1 << 53,
      !(whole == 0 && value.sign == .minus)
    {
      bytes.append(contentsOf: String(whole).utf8)
    } else {
      bytes.append(contentsOf: (value.isFinite ? "\(value)" : "null").utf8)
    }
  }

  /// Writes `true` or `false`.
  public mutating func bool(_ value: Bool) {
    startValue()
    bytes.append(contentsOf: (value ? "true" : "false").utf8)
  }

  /// Writes `null`.
  public mutating func null() {
    startValue()
    bytes.append(contentsOf: "null".utf8)
  }

  private mutating func begin(_ scope: Scope, _ bracket: Unicode.Scalar) {
    startValue()
    bytes.append(UInt8(ascii: bracket))
    scopes.append(scope)
    isFirst = true
  }

  private mutating func end(_ scope: Scope, _ bracket: Unicode.Scalar) {
    precondition(scopes.last == scope && !followsKey, "the innermost scope is another one")
    scopes.removeLast()
    if !isFirst { newLine() }
    bytes.append(UInt8(ascii: bracket))
    isFirst = false
  }

  private mutating func startValue() {
    if followsKey {
      followsKey = false
      return
    }
    precondition(scopes.last != .object, "a value of an object needs a key")
    separate()
  }

  private mutating func separate() {
    if !isFirst, !scopes.isEmpty { bytes.append(UInt8(ascii: ",")) }
    if scopes.isEmpty, !isFirst { bytes.append(0x0A) } else if !scopes.isEmpty { newLine() }
    isFirst = false
  }

  private mutating func newLine() {
    guard let indent else { return }
    bytes.append(0x0A)
    bytes.append(contentsOf: repeatElement(0x20, count: indent * scopes.count))
  }

  private mutating func quote(_ value: String) {
    bytes.append(UInt8(ascii: "\""))
    var previous: UInt8 = 0
    var value = value
    value.makeContiguousUTF8()
    let utf8 = value.utf8
    var index = utf8.startIndex
    while index < utf8.endIndex {
      let byte = utf8[index]
      switch byte {
      case UInt8(ascii: "\""), UInt8(ascii: "\\"): bytes.append(contentsOf: [0x5C, byte])
      case 0x0A: bytes.append(contentsOf: "\\n".utf8)
      case 0x0D: bytes.append(contentsOf: "\\r".utf8)
      case 0x09: bytes.append(contentsOf: "\\t".utf8)
      case 0..<0x20, 0x7F: bytes.append(contentsOf: "\\u00\(Self.hexadecimal(byte))".utf8)
      case UInt8(ascii: "/") where previous == UInt8(ascii: "<"):
        bytes.append(contentsOf: "\\/".utf8)
      case 0xC2, 0xD8, 0xE2, 0xEF, 0xF3:
        let scalar = value.unicodeScalars[index]
        if Escape.isHidden(scalar) {
          for unit in String(scalar).utf16 {
            let digits = String(unit, radix: 16)
            bytes.append(contentsOf: "\\u".utf8)
            bytes.append(contentsOf: repeatElement(0x30, count: 4 - digits.utf8.count))
            bytes.append(contentsOf: digits.utf8)
          }
          utf8.formIndex(&index, offsetBy: UTF8.width(scalar) - 1)
        } else {
          bytes.append(byte)
        }
      default: bytes.append(byte)
      }
      previous = byte
      utf8.formIndex(after: &index)
    }
    bytes.append(UInt8(ascii: "\""))
  }

  private static func hexadecimal(_ byte: UInt8) -> String {
    let digits = String(byte, radix: 16)
    return digits.count < 2 ? "0\(digits)" : digits
  }
}
