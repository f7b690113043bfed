/// Numbers as firewalls write them.
enum NumberText {
  /// The number of a text such as `0xff` or `255`.
  static func read(_ text: some StringProtocol) -> UInt32? {
    if text.hasPrefix("0x") || text.hasPrefix("0X") { return UInt32(text.dropFirst(2), radix: 16) }
    return UInt32(text)
  }
}

/// The flags of TCP by their names.
enum FlagText {
  /// The bits of a text such as `SYN,ACK`, `ALL` or `NONE`.
  static func read(_ text: some StringProtocol) -> UInt8? {
    var bits: UInt8 = 0
    for part in text.split(whereSeparator: { $0 == "," || $0 == "|" }) {
      switch part.trimmed.lowercased() {
      case "fin": bits |= 0x01
      case "syn": bits |= 0x02
      case "rst": bits |= 0x04
      case "psh": bits |= 0x08
      case "ack": bits |= 0x10
      case "urg": bits |= 0x20
      case "ecn", "ece": bits |= 0x40
      case "cwr": bits |= 0x80
      case "all": bits |= 0x3f
      case "none": break
      default: return nil
      }
    }
    return bits
  }
}

extension StringProtocol {
  /// The text without spaces and tabs at its ends.
  var trimmed: SubSequence {
    let isSpace: (Character) -> Bool = { $0 == " " || $0 == "\t" || $0 == "\r" || $0 == "\n" }
    guard let first = firstIndex(where: { !isSpace($0) }),
      let last = lastIndex(where: { !isSpace($0) })
    else { return self[endIndex...] }
    return self[first...last]
  }
}
