import PacketSets
import Testing

@Suite struct `Prefixes` {
  @Test(arguments: [
    ("10.0.0.0/8", "10.0.0.0/8"), ("10.1.2.3/8", "10.0.0.0/8"), ("0.0.0.0/0", "0.0.0.0/0"),
    ("10.1.2.3", "10.1.2.3/32"), ("2001:DB8::/32", "2001:db8::/32"), ("::1", "::1/128"),
    ("::/0", "::/0"), ("2001:db8::1/64", "2001:db8::/64"),
  ])
  func `are read with their host bits cleared`(text: String, canonical: String) throws {
    let prefix = try #require(Prefix(text))
    #expect(prefix.description == canonical)
    #expect(Prefix(strict: canonical) == prefix)
    #expect(
      (Prefix(strict: text) == nil)
        == (prefix.address != IPAddress(String(text.prefix { $0 != "/" }))))
  }

  @Test(arguments: [
    "", "/", "/8", "10.0.0.0/", "10.0.0.0/33", "::/129", "10.0.0.0/08", "10.0.0.0/-1",
    "10.0.0.0/+8", "10.0.0/8", "10.0.0.0/8/8", "10.0.0.0/8 ", "10.0.0.0/255.0.0.0",
    "10.0.0.0/99999999999999999999",
  ])
  func `are refused in any other form`(text: String) {
    #expect(Prefix(text) == nil)
    #expect(Prefix(strict: text) == nil)
  }

  @Test func `know what they contain`() throws {
    let ten = try #require(Prefix("10.0.0.0/8"))
    let net = try #require(Prefix("10.1.0.0/16"))
    let other = try #require(Prefix("11.0.0.0/8"))
    #expect(ten.contains(net))
    #expect(!net.contains(ten))
    #expect(ten.contains(ten))
    #expect(net.overlaps(ten))
    #expect(!other.overlaps(ten))
    #expect(ten.first.description == "10.0.0.0")
    #expect(ten.last.description == "10.255.255.255")
    #expect(!Prefix.allIPv4.contains(try #require(IPAddress("::a00:1"))))
    #expect(Prefix.allIPv6.last.description == "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff")
    #expect(Prefix(net.address).isSingleAddress)
  }

  @Test func `come before what they contain`() throws {
    let texts = ["10.0.0.0/16", "::/0", "10.0.0.0/8", "9.0.0.0/8", "10.0.0.0/24", "0.0.0.0/0"]
    let prefixes = try texts.map { try #require(Prefix($0)) }
    #expect(
      prefixes.sorted().map(\.description)
        == ["0.0.0.0/0", "9.0.0.0/8", "10.0.0.0/8", "10.0.0.0/16", "10.0.0.0/24", "::/0"])
  }
}
