import PacketSets
import TestSupport
import Testing

@Suite struct `IPv4 addresses` {
  @Test(
    arguments: [
      ("0.0.0.0", 0), ("10.0.0.1", 0x0a00_0001), ("255.255.255.255", 0xffff_ffff),
      ("192.168.100.200", 0xc0a8_64c8),
    ] as [(String, UInt32)])
  func `are read and printed as dotted quads`(text: String, number: UInt32) throws {
    let address = try #require(IPv4Address(text))
    #expect(address.rawValue == number)
    #expect(address.description == text)
    #expect(IPAddress(text) == .v4(address))
  }

  @Test(arguments: [
    "", ".", "1", "1.2.3", "1.2.3.", "1.2.3.4.", ".1.2.3.4", "1.2.3.4.5", "1..2.3", "256.1.1.1",
    "1.2.3.999", "01.2.3.4", "1.2.3.00", "1.2.3.4 ", " 1.2.3.4", "+1.2.3.4", "1.2.3.-4",
    "0x1.2.3.4", "1.2.3.4/32", "1,2,3,4", "a.b.c.d", "1.2.3.99999999999999999999", "١.2.3.4",
    "1.2.3.4\0",
  ])
  func `are refused in any other form`(text: String) {
    #expect(IPv4Address(text) == nil)
    #expect(IPAddress(text) == nil)
  }

  @Test func `survive printing and reading`() {
    var generator = SeededGenerator(seed: 4)
    for _ in 0..<500 {
      let address = IPv4Address(rawValue: UInt32.random(in: 0...UInt32.max, using: &generator))
      #expect(IPv4Address(address.description) == address)
    }
  }

  @Test func `are read from bytes in place`() {
    let bytes = Array("cidr=10.1.2.3;".utf8)
    let address = bytes.withUnsafeBufferPointer { IPv4Address(utf8: $0[5..<13]) }
    #expect(address?.rawValue == 0x0a01_0203)
    let whole = Array("10.1.2.3".utf8).withUnsafeBufferPointer { IPv4Address(utf8: $0) }
    #expect(whole == address)
  }
}

@Suite struct `IPv6 addresses` {
  @Test(arguments: [
    ("::", "::"), ("::1", "::1"), ("1::", "1::"), ("2001:DB8::1", "2001:db8::1"),
    ("2001:0db8:0000:0000:0000:0000:0000:0001", "2001:db8::1"),
    ("1:2:3:4:5:6:7:8", "1:2:3:4:5:6:7:8"), ("1:2:3:4:5:6:7::", "1:2:3:4:5:6:7:0"),
    ("::2:3:4:5:6:7:8", "0:2:3:4:5:6:7:8"), ("1:0:0:2:0:0:0:3", "1:0:0:2::3"),
    ("1:0:0:2:0:0:3:4", "1::2:0:0:3:4"), ("1:0:2:3:4:5:6:7", "1:0:2:3:4:5:6:7"),
    ("::ffff:192.0.2.1", "::ffff:192.0.2.1"), ("::FFFF:c000:201", "::ffff:192.0.2.1"),
    ("64:ff9b::192.0.2.33", "64:ff9b::c000:221"), ("1:2:3:4:5:6:1.2.3.4", "1:2:3:4:5:6:102:304"),
    ("::1.2.3.4", "::102:304"), ("fe80:0:0:0:1::", "fe80::1:0:0:0"),
    ("ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff", "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff"),
  ])
  func `are read in every form and printed canonically`(text: String, canonical: String) throws {
    let address = try #require(IPv6Address(text))
    #expect(address.description == canonical)
    #expect(IPv6Address(canonical) == address)
    #expect(IPAddress(text) == .v6(address))
  }

  @Test(arguments: [
    "", ":", ":::", "1", "1:2", "1:2:3:4:5:6:7", "1:2:3:4:5:6:7:8:9", "1:2:3:4:5:6:7:8::",
    "::1:2:3:4:5:6:7:8", "1::2::3", ":1:2:3:4:5:6:7:8", "1:2:3:4:5:6:7:", "1:2:3:4:5:6:7:8:",
    "12345::", "g::", "::1%eth0", "[::1]", "::1/128", "1.2.3.4", "::1.2.3", "::1.2.3.4:5",
    "1:2:3:4:5:6:7:1.2.3.4", "::01.2.3.4", "::256.1.1.1", "1:2:3:4:5:6::1.2.3.4", " ::1", "::1 ",
    "1:2:3:4::5:6:7:8", "::.1.2.3",
  ])
  func `are refused in any other form`(text: String) {
    #expect(IPv6Address(text) == nil)
  }

  @Test func `have the first group as the highest bits`() {
    let documentation: UInt128 = 0x2001_0db8 << 96
    #expect(IPv6Address("2001:db8::1")?.rawValue == documentation + 1)
    #expect(IPv6Address("::ffff:1.2.3.4")?.rawValue == 0xffff_0102_0304)
  }

  @Test func `survive printing and reading`() {
    var generator = SeededGenerator(seed: 5)
    for _ in 0..<500 {
      var value: UInt128 = 0
      for _ in 0..<8 {
        let group =
          Bool.random(using: &generator) ? 0 : UInt16.random(in: 0...65535, using: &generator)
        value = value << 16 | UInt128(group)
      }
      let address = IPv6Address(rawValue: value)
      #expect(IPv6Address(address.description) == address)
    }
  }
}

@Suite struct `Addresses of both families` {
  @Test(arguments: [
    ("10.1.2.3", true, false), ("172.31.255.255", true, false), ("172.32.0.0", false, true),
    ("192.168.0.1", true, false), ("100.64.0.1", true, false), ("100.128.0.1", false, true),
    ("8.8.8.8", false, true), ("127.0.0.1", false, false), ("169.254.169.254", false, false),
    ("0.1.2.3", false, false), ("224.0.0.1", false, false), ("255.255.255.255", false, false),
    ("223.255.255.255", false, true), ("198.51.100.7", false, true),
    ("fd00::1", true, false), ("fbff::1", false, false), ("fe00::", false, false),
    ("fe80::1", false, false), ("2001:db8::1", false, true),
    ("3fff:ffff::", false, true), ("4000::", false, false), ("::1", false, false),
  ])
  func `know whether they are private or global`(text: String, isPrivate: Bool, isGlobal: Bool)
    throws
  {
    let address = try #require(IPAddress(text))
    #expect(address.isPrivate == isPrivate)
    #expect(address.isGlobal == isGlobal)
  }

  @Test func `order IPv4 before IPv6`() throws {
    let texts = ["255.255.255.255", "::", "10.0.0.1", "ffff::", "9.255.255.255"]
    let addresses = try texts.map { try #require(IPAddress($0)) }
    #expect(
      addresses.sorted().map(\.description)
        == ["9.255.255.255", "10.0.0.1", "255.255.255.255", "::", "ffff::"])
  }
}
