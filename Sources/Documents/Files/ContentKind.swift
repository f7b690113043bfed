/// What the first bytes of a file look like.
public enum ContentKind: String, Hashable, Sendable, CaseIterable {
  /// No bytes, or only white space.
  case empty
  /// An object or array of JSON.
  case json
  /// XML that is not HTML.
  case xml
  /// A page of HTML.
  case html
  /// Some other text: YAML, a table, a configuration.
  case text
  /// Text of 16 or 32 bits a character.
  case utf16
  /// The gzip format.
  case gzip
  /// A ZIP archive.
  case zip
  /// Bytes that are no text.
  case binary

  /// Returns what the bytes look like, from the first 4096 of them.
  public static func sniff(_ bytes: UnsafeBufferPointer<UInt8>) -> ContentKind {
    unsafe sniff(prefix: Array(bytes.prefix(4096)))
  }

  /// Returns what a file looks like.
  public static func sniff(_ file: SourceFile) -> ContentKind {
    unsafe sniff(file.storage.buffer)
  }

  private static func sniff(prefix: [UInt8]) -> ContentKind {
    if prefix.starts(with: [0x1F, 0x8B]) { return .gzip }
    if prefix.starts(with: [0x50, 0x4B, 0x03, 0x04]) { return .zip }
    if prefix.starts(with: [0xFF, 0xFE]) || prefix.starts(with: [0xFE, 0xFF]) { return .utf16 }
    if isWide(prefix) { return .utf16 }
    if prefix.contains(0) { return .binary }
    let text = prefix.starts(with: [0xEF, 0xBB, 0xBF]) ? prefix.dropFirst(3) : prefix[...]
    let start = text.drop { $0 == 0x20 || $0 == 0x0A || $0 == 0x0D || $0 == 0x09 }
    switch start.first {
    case nil: return .empty
    case UInt8(ascii: "{"), UInt8(ascii: "["): return .json
    case UInt8(ascii: "<"): return isHTML(start) ? .html : .xml
    default:
      let controls = start.count { $0 < 0x20 && !(0x09...0x0D).contains($0) && $0 != 0x1B }
      return controls * 20 > start.count ? .binary : .text
    }
  }

  /// Whether every other byte of the first eight is zero.
  private static func isWide(_ prefix: [UInt8]) -> Bool {
    guard prefix.count >= 4, prefix.contains(where: { $0 != 0 }) else { return false }
    let head = prefix.prefix(min(8, prefix.count & ~1))
    let even = stride(from: 0, to: head.count, by: 2).map { head[$0] }
    let odd = stride(from: 1, to: head.count, by: 2).map { head[$0] }
    return even.allSatisfy { $0 == 0 } && odd.allSatisfy { $0 != 0 }
      || odd.allSatisfy { $0 == 0 } && even.allSatisfy { $0 != 0 }
  }

  private static func isHTML(_ start: ArraySlice<UInt8>) -> Bool {
    let head = String(decoding: start.prefix(256), as: UTF8.self).lowercased()
    return head.hasPrefix("<!doctype html") || head.hasPrefix("<html")
      || head.hasPrefix("<head") || head.hasPrefix("<body")
  }
}
