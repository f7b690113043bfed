import Documents

/// A place of a file as SARIF names it.
struct SARIFPlace {
  let path: String
  let line: Int?
  let column: Int?

  /// Takes `path:line:column` apart; nil for an empty place.
  init?(_ place: String) {
    guard !place.isEmpty else { return nil }
    let parts = place.split(separator: ":", omittingEmptySubsequences: false)
    if parts.count > 2, let line = Int(parts[parts.count - 2]),
      let column = Int(parts[parts.count - 1]),
      line > 0, column > 0
    {
      path = parts.dropLast(2).joined(separator: ":")
      self.line = line
      self.column = column
    } else {
      path = place
      line = nil
      column = nil
    }
  }

  /// Writes the members of a physical location.
  func write(to writer: inout JSONWriter) {
    writer.object("physicalLocation") { physical in
      physical.object("artifactLocation") { $0.member("uri", Self.encoded(path)) }
      guard let line, let column else { return }
      physical.object("region") {
        $0.member("startLine", line)
        $0.member("startColumn", column)
      }
    }
  }

  /// A path as a relative reference of a URI.
  static func encoded(_ path: String) -> String {
    var result = ""
    let path = path.hasPrefix("./") ? String(path.dropFirst(2)) : path
    for byte in path.utf8 {
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "/"), UInt8(ascii: "."),
        UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: "~"):
        result.unicodeScalars.append(Unicode.Scalar(byte))
      default:
        let digits = String(byte, radix: 16, uppercase: true)
        result += "%" + (digits.count < 2 ? "0" : "") + digits
      }
    }
    return result.isEmpty ? "." : result
  }
}
