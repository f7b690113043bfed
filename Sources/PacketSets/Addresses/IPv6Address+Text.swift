extension IPv6Address {
  /// Creates the address that `text` spells in one of the forms of RFC 4291, section 2.2.
  ///
  /// Eight groups, `::` for one or more groups of zeros, and a dotted quad for the last two groups
  /// are accepted; zone identifiers, brackets and prefix lengths are not.
  @inlinable
  public init?(_ text: some StringProtocol) {
    self.init(utf8: text.utf8)
  }

  /// Creates the address that UTF-8 `bytes` spell, without allocating.
  @inlinable
  public init?(utf8 bytes: some Collection<UInt8>) {
    let colon: UInt8 = 0x3a
    var value: UInt128 = 0
    var count = 0
    var groupsBeforeGap: Int?
    var index = bytes.startIndex
    let end = bytes.endIndex

    if index != end, bytes[index] == colon {
      bytes.formIndex(after: &index)
      guard index != end, bytes[index] == colon else { return nil }
      bytes.formIndex(after: &index)
      groupsBeforeGap = 0
    }
    while index != end {
      let start = index
      var group: UInt128 = 0
      var digits = 0
      while index != end, let digit = IPv6Address.hexadecimalDigit(bytes[index]) {
        guard digits < 4 else { return nil }
        group = group &<< 4 | UInt128(digit)
        digits &+= 1
        bytes.formIndex(after: &index)
      }
      if index != end, bytes[index] == 0x2e {
        guard count <= 6, let tail = IPv4Address(utf8: bytes[start..<end]) else { return nil }
        value = value &<< 32 | UInt128(tail.rawValue)
        count &+= 2
        index = end
        break
      }
      guard digits > 0, count < 8 else { return nil }
      value = value &<< 16 | group
      count &+= 1
      guard index != end else { break }
      guard bytes[index] == colon else { return nil }
      bytes.formIndex(after: &index)
      guard index != end else { return nil }
      if bytes[index] == colon {
        guard groupsBeforeGap == nil else { return nil }
        groupsBeforeGap = count
        bytes.formIndex(after: &index)
      }
    }

    if let before = groupsBeforeGap {
      guard count < 8 else { return nil }
      let tailWidth = (count - before) * 16
      let tail = value & ~(UInt128.max << tailWidth)
      let head = before == 0 ? 0 : (value >> tailWidth) << (128 - before * 16)
      self.init(rawValue: head | tail)
    } else {
      guard count == 8 else { return nil }
      self.init(rawValue: value)
    }
  }

  @inlinable
  static func hexadecimalDigit(_ byte: UInt8) -> UInt8? {
    let digit = byte &- 0x30
    if digit < 10 { return digit }
    let letter = (byte | 0x20) &- 0x61
    return letter < 6 ? letter &+ 10 : nil
  }

  /// The address in the canonical form of RFC 5952.
  ///
  /// Lower case, no leading zeros, `::` for the first longest run of at least two groups of zeros,
  /// and a dotted quad at the end of IPv4-mapped addresses.
  public var description: String {
    if rawValue >> 32 == 0xffff {
      return "::ffff:\(IPv4Address(rawValue: UInt32(truncatingIfNeeded: rawValue)))"
    }
    let groups = (0..<8).map { UInt16(truncatingIfNeeded: rawValue >> (112 - 16 * $0)) }
    func join(_ range: Range<Int>) -> String {
      groups[range].map { String($0, radix: 16) }.joined(separator: ":")
    }
    let gap = Self.longestZeroRun(in: groups)
    guard gap.count > 1 else { return join(0..<8) }
    return join(0..<gap.lowerBound) + "::" + join(gap.upperBound..<8)
  }

  private static func longestZeroRun(in groups: [UInt16]) -> Range<Int> {
    var longest = 0..<0
    var start = 0
    for (index, group) in groups.enumerated() {
      if group != 0 {
        start = index + 1
      } else if index + 1 - start > longest.count {
        longest = start..<index + 1
      }
    }
    return longest
  }
}
