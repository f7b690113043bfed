extension AddressSet: CustomStringConvertible {
  /// The fewest prefixes that make up the set, IPv4 first, in ascending order.
  ///
  /// - Complexity: O(*n* · *w*), where *w* is the width of an address.
  public var prefixes: [Prefix] {
    var prefixes: [Prefix] = []
    v4.forEachBlock { first, length in
      prefixes.append(Prefix(.v4(IPv4Address(rawValue: first)), length: length))
    }
    v6.forEachBlock { first, length in
      prefixes.append(Prefix(.v6(IPv6Address(rawValue: first)), length: length))
    }
    return prefixes
  }

  /// The lowest address, IPv4 first.
  public var first: IPAddress? {
    if let first = v4.first { return .v4(IPv4Address(rawValue: first)) }
    if let first = v6.first { return .v6(IPv6Address(rawValue: first)) }
    return nil
  }

  /// An address of the set that a reader recognises as an example.
  ///
  /// A documentation address if the set has one, else the first host of its first interval rather
  /// than the network address, which no machine carries.
  public var sampleAddress: IPAddress? {
    for example in Self.examples where contains(example) { return example }
    if let interval = v4.intervals.first {
      return .v4(IPv4Address(rawValue: Self.firstHost(in: interval)))
    }
    if let interval = v6.intervals.first {
      return .v6(IPv6Address(rawValue: Self.firstHost(in: interval)))
    }
    return nil
  }

  private static let examples: [IPAddress] = [
    .v4(IPv4Address(rawValue: 0xc633_6401)),  // 198.51.100.1
    .v4(IPv4Address(rawValue: 0xcb00_7101)),  // 203.0.113.1
    .v4(IPv4Address(rawValue: 0xc000_0201)),  // 192.0.2.1
    .v6(IPv6Address(rawValue: 0x2001_0db8 << 96 | 1)),  // 2001:db8::1
  ]

  private static func firstHost<Bound>(in interval: ClosedRange<Bound>) -> Bound
  where Bound: FixedWidthInteger & UnsignedInteger {
    let isNetwork = interval.lowerBound & 0xff == 0 && interval.lowerBound < interval.upperBound
    return isNetwork ? interval.lowerBound + 1 : interval.lowerBound
  }

  /// The set's prefixes, or "any", or "none".
  public var description: String {
    if isEmpty { return "none" }
    if isFull { return "any" }
    return prefixes.map(\.description).joined(separator: ", ")
  }
}
