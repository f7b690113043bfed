import PacketSets
import TestSupport
import Testing

@Suite struct `Address sets` {
  /// Random prefixes that lie close together, so that they nest, touch and repeat.
  static func randomPrefixes(_ count: Int, _ generator: inout SeededGenerator) -> [Prefix] {
    (0..<count).map { _ in
      if Bool.random(using: &generator) {
        let low = UInt32.random(in: 0...0xff, using: &generator)
        let base = UInt32.random(in: 0...3, using: &generator) << 30
        let address = IPAddress.v4(IPv4Address(rawValue: base | low << 2))
        return Prefix(address, length: Int.random(in: 20...32, using: &generator))
      }
      let low = UInt128.random(in: 0...0xff, using: &generator)
      let base = UInt128.random(in: 0...3, using: &generator) << 126
      let address = IPAddress.v6(IPv6Address(rawValue: base | low << 60))
      return Prefix(address, length: Int.random(in: 58...70, using: &generator))
    }
  }

  @Test func `have the addresses of their prefixes and no other`() {
    var generator = SeededGenerator(seed: 6)
    for _ in 0..<60 {
      let prefixes = Self.randomPrefixes(6, &generator)
      let other = Self.randomPrefixes(6, &generator)
      let set = AddressSet(prefixes)
      let second = AddressSet(other)
      let probes = (prefixes + other).flatMap { [$0.first, $0.last] }
      for probe in probes {
        let isIn = prefixes.contains { $0.contains(probe) }
        let isInSecond = other.contains { $0.contains(probe) }
        #expect(set.contains(probe) == isIn)
        #expect(set.complement.contains(probe) == !isIn)
        #expect(set.union(second).contains(probe) == (isIn || isInSecond))
        #expect(set.intersection(second).contains(probe) == (isIn && isInSecond))
        #expect(set.subtracting(second).contains(probe) == (isIn && !isInSecond))
        #expect(set.symmetricDifference(second).contains(probe) == (isIn != isInSecond))
      }
      for prefix in other {
        #expect(set.contains(prefix) == AddressSet(prefix).isSubset(of: set))
        #expect(set.overlaps(prefix) == !AddressSet(prefix).isDisjoint(with: set))
      }
    }
  }

  @Test func `are covered by the fewest prefixes`() throws {
    var generator = SeededGenerator(seed: 7)
    for _ in 0..<100 {
      let set = AddressSet(Self.randomPrefixes(8, &generator))
      let cover = set.prefixes
      #expect(AddressSet(cover) == set)
      #expect(cover == cover.sorted())
      for prefix in cover where prefix.length > 0 {
        // A prefix that could be one bit shorter would not be needed as it is.
        #expect(!set.contains(Prefix(prefix.address, length: prefix.length - 1)))
      }
      #expect(zip(cover, cover.dropFirst()).allSatisfy { !$0.overlaps($1) })
    }
    #expect(AddressSet.all.prefixes == [.allIPv4, .allIPv6])
    let most = AddressSet.all.subtracting(AddressSet(try #require(IPAddress("::1"))))
    #expect(most.prefixes.count == 1 + 128)
  }

  @Test func `hold the addresses for private use`() throws {
    #expect(
      AddressSet.privateUse.description
        == "10.0.0.0/8, 100.64.0.0/10, 172.16.0.0/12, 192.168.0.0/16, fc00::/7")
    #expect(AddressSet.privateUse.isDisjoint(with: .global))
    #expect(AddressSet.global.v6 == AddressSet(try #require(Prefix("2000::/3"))).v6)
  }

  @Test func `describe themselves`() throws {
    #expect(AddressSet.all.description == "any")
    #expect(AddressSet.empty.description == "none")
    #expect(AddressSet.allIPv4.description == "0.0.0.0/0")
    #expect(AddressSet.allIPv6.families == [.v6])
    #expect(AddressSet.all.restricted(toFamily: .v4) == .allIPv4)
    let range = try #require(IPAddress("10.0.0.1"))...(try #require(IPAddress("10.0.0.4")))
    #expect(AddressSet(range).description == "10.0.0.1/32, 10.0.0.2/31, 10.0.0.4/32")
  }

  @Test(arguments: [
    ("0.0.0.0/0", "198.51.100.1"), ("10.0.4.0/24", "10.0.4.1"), ("10.0.4.7/32", "10.0.4.7"),
    ("10.0.4.0/32", "10.0.4.0"), ("::/0", "2001:db8::1"), ("fd00::/64", "fd00::1"),
  ])
  func `offer a readable member`(prefix: String, sample: String) throws {
    let set = AddressSet(try #require(Prefix(prefix)))
    #expect(set.sampleAddress?.description == sample)
    #expect(AddressSet.empty.sampleAddress == nil)
    #expect(set.first == Prefix(prefix)?.first)
  }
}
