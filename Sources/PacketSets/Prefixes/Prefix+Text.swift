extension Prefix {
  /// Creates the prefix that `text` spells, such as "10.0.0.0/8" or "2001:db8::/32".
  ///
  /// A bare address is the prefix of that address only. Host bits are cleared, as every cloud does.
  @inlinable
  public init?(_ text: some StringProtocol) {
    self.init(utf8: text.utf8)
  }

  /// Creates the prefix that UTF-8 `bytes` spell, without allocating; host bits are cleared.
  @inlinable
  public init?(utf8 bytes: some Collection<UInt8>) {
    guard let (address, length) = Prefix.parse(bytes) else { return nil }
    self.init(address, length: length)
  }

  /// Creates the prefix that `text` spells, or nothing if any of its host bits is set.
  @inlinable
  public init?(strict text: some StringProtocol) {
    self.init(strictUTF8: text.utf8)
  }

  /// Creates the prefix that UTF-8 `bytes` spell, or nothing if any of its host bits is set.
  @inlinable
  public init?(strictUTF8 bytes: some Collection<UInt8>) {
    guard let (address, length) = Prefix.parse(bytes) else { return nil }
    self.init(address, length: length)
    guard self.address == address else { return nil }
  }

  @inlinable
  static func parse(_ bytes: some Collection<UInt8>) -> (address: IPAddress, length: Int)? {
    guard let slash = bytes.firstIndex(of: 0x2f) else {
      guard let address = IPAddress(utf8: bytes) else { return nil }
      return (address, address.family.bitWidth)
    }
    guard let address = IPAddress(utf8: bytes[..<slash]) else { return nil }
    let digits = bytes[bytes.index(after: slash)...]
    let limit = UInt32(truncatingIfNeeded: address.family.bitWidth)
    guard let length = DecimalNumber.parse(digits, limit: limit) else { return nil }
    return (address, Int(length))
  }

  /// The prefix as its first address, a slash and its length.
  public var description: String { "\(address)/\(length)" }
}
