extension AddressSet {
  /// No address.
  public static let empty = AddressSet()

  /// Every address of both families.
  public static let all = AddressSet(v4: .full, v6: .full)

  /// Every IPv4 address.
  public static let allIPv4 = AddressSet(v4: .full, v6: .empty)

  /// Every IPv6 address.
  public static let allIPv6 = AddressSet(v4: .empty, v6: .full)

  /// The addresses for private use: RFC 1918, the shared space of RFC 6598, and RFC 4193.
  public static let privateUse = AddressSet(
    v4: IntervalSet([
      0x0a00_0000...0x0aff_ffff,  // 10.0.0.0/8
      0x6440_0000...0x647f_ffff,  // 100.64.0.0/10
      0xac10_0000...0xac1f_ffff,  // 172.16.0.0/12
      0xc0a8_0000...0xc0a8_ffff,  // 192.168.0.0/16
    ]),
    v6: IntervalSet(0xfc << 120...(0xfe << 120) - 1))  // fc00::/7

  /// The addresses that are routed on the internet.
  ///
  /// For IPv4 all but "this network", private, shared, loopback, link-local, multicast and reserved
  /// addresses; for IPv6 2000::/3. Documentation addresses count as routed: witnesses use them.
  public static let global = AddressSet(
    v4: IntervalSet([
      0x0000_0000...0x00ff_ffff,  // 0.0.0.0/8
      0x0a00_0000...0x0aff_ffff,  // 10.0.0.0/8
      0x6440_0000...0x647f_ffff,  // 100.64.0.0/10
      0x7f00_0000...0x7fff_ffff,  // 127.0.0.0/8
      0xa9fe_0000...0xa9fe_ffff,  // 169.254.0.0/16
      0xac10_0000...0xac1f_ffff,  // 172.16.0.0/12
      0xc0a8_0000...0xc0a8_ffff,  // 192.168.0.0/16
      0xe000_0000...0xffff_ffff,  // 224.0.0.0/3
    ]).complement,
    v6: IntervalSet(0x2 << 124...(0x4 << 124) - 1))  // 2000::/3
}
