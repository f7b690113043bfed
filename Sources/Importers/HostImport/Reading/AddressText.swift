import PacketSets

/// Addresses as firewalls write them.
enum AddressText {
  /// The addresses of a text such as `10.0.0.0/8`, `10.0.0.0/255.0.0.0`, `10.0.0.1-10.0.0.9`.
  static func set(_ text: some StringProtocol) -> AddressSet? {
    if let prefix = Prefix(text) { return AddressSet(prefix) }
    if let range = range(text) { return AddressSet(range) }
    guard let slash = text.firstIndex(of: "/"), let address = IPAddress(text[..<slash]),
      let mask = IPAddress(text[text.index(after: slash)...]), mask.family == address.family,
      let length = length(of: mask)
    else { return nil }
    return AddressSet(Prefix(address, length: length))
  }

  /// The range of a text such as `10.0.0.1-10.0.0.9`.
  static func range(_ text: some StringProtocol) -> ClosedRange<IPAddress>? {
    guard let dash = text.firstIndex(of: "-"), let first = IPAddress(text[..<dash]),
      let last = IPAddress(text[text.index(after: dash)...])
    else { return nil }
    return range(first, last)
  }

  /// The range between two addresses of one family in their order.
  static func range(_ first: IPAddress, _ last: IPAddress) -> ClosedRange<IPAddress>? {
    guard first.family == last.family, first <= last else { return nil }
    return first...last
  }

  /// The number of leading ones of a mask that has no others.
  private static func length(of mask: IPAddress) -> Int? {
    switch mask {
    case .v4(let mask):
      let count = (~mask.rawValue).leadingZeroBitCount
      return mask.rawValue == (count == 0 ? 0 : ~UInt32(0) << (32 - count)) ? count : nil
    case .v6(let mask):
      let count = (~mask.rawValue).leadingZeroBitCount
      return mask.rawValue == (count == 0 ? 0 : ~UInt128(0) << (128 - count)) ? count : nil
    }
  }
}
