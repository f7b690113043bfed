import PacketSets
import TestSupport
import Testing

@Suite struct `Traffic as text` {
  @Test(arguments: [
    ("tcp/22", "tcp/22"), ("tcp/8080-8089", "tcp/8080-8089"), ("UDP/53", "udp/53"),
    ("icmp", "icmp"), ("icmp/8", "icmp/8"), ("icmp/8/0", "icmp/8/0"), ("any", "any"),
    ("none", "none"), ("47", "gre"), ("253", "253"), ("6/443", "tcp/443"),
    ("udp/53; tcp/80-90,22", "tcp/22,80-90; udp/53"), ("tcp/22,23", "tcp/22-23"),
    ("tcp/22 from 1024-65535", "tcp/22 from 1024-65535"), ("tcp from 53", "tcp from 53"),
    ("icmp6/128", "icmpv6/128"), ("icmp/8/0-3,11", "icmp/8/0-3,11"), ("icmp/8,9,10", "icmp/8-10"),
    ("47-51", "47-51"), ("tcp/0-65535", "tcp"), ("icmp/3/255,4,5/0", "icmp/3/255,4,5/0"),
    ("tcp/22; any", "any"), (" tcp/22 ;udp ", "tcp/22; udp"), ("0-255", "any"),
  ])
  func `is read and described`(text: String, description: String) throws {
    let set = try #require(TrafficSet(parsing: text))
    #expect(set.description == description)
    #expect(TrafficSet(parsing: description) == set)
  }

  @Test(arguments: [
    "", ";", "tcp/", "tcp/22,", "tcp/65536", "tcp/23-22", "tcp/-1", "tcp/22-", "tcp/022",
    "tcp/22 from", "tcp/22 from x", "tcp/22 to 5", "foo", "foo/22", "256", "gre/5", "icmp/256",
    "icmp/8/256", "icmp/8-9/0", "icmp/8/0/0", "icmp/8 from 5", "any/22", "any from 5", "7-6",
    "0-256", "tcp/22;", "tcp/22 udp/53", "-", "1-2-3",
  ])
  func `is refused in any other form`(text: String) {
    #expect(TrafficSet(parsing: text) == nil)
  }

  @Test func `survives describing and reading`() {
    var generator = SeededGenerator(seed: 17)
    for _ in 0..<200 {
      let set = RandomTraffic.set(&generator)
      #expect(TrafficSet(parsing: set.description) == set, "\(set)")
    }
  }

  @Test func `names protocols`() {
    for number in UInt8.min...UInt8.max {
      let proto = IPProtocol(rawValue: number)
      #expect(IPProtocol(name: proto.description) == proto)
      #expect(IPProtocol(name: String(number)) == proto)
    }
    #expect(IPProtocol(name: "TCP") == .tcp)
    #expect(IPProtocol(name: "ipv6-icmp") == .icmpv6)
    #expect(IPProtocol(name: "256") == nil)
    #expect(IPProtocol(name: "tcpp") == nil)
    #expect(IPProtocol(name: "") == nil)
  }

  @Test(
    arguments: [
      ("any", "tcp", 49152, 22), ("tcp/79-90", "tcp", 49152, 80),
      ("tcp/1000-1005", "tcp", 49152, 1000),
      ("udp", "udp", 49152, 53), ("udp; icmp", "udp", 49152, 53), ("icmp", "icmp", 0, 0x800),
      ("icmp/3; gre", "icmp", 0, 0x300), ("gre", "gre", 0, 0),
      ("tcp from 53,2000", "tcp", 2000, 22),
      ("tcp/5432 from 20-53", "tcp", 20, 5432), ("icmpv6/128; gre", "icmpv6", 0, 0x8000),
      ("sctp/7", "sctp", 49152, 7), ("icmp/5-8", "icmp", 0, 0x800),
    ] as [(String, String, UInt16, UInt16)])
  func `offers a readable packet`(
    text: String, proto: String, source: UInt16, destination: UInt16
  ) throws {
    let set = try #require(TrafficSet(parsing: text))
    let sample = try #require(set.samplePacketPorts())
    #expect(sample.proto.description == proto)
    #expect(sample.source == source)
    #expect(sample.destination == destination)
    #expect(set.contains(RandomTraffic.packet(sample.proto, sample.source, sample.destination)))
  }

  @Test func `offers a packet of the set exactly if there is one`() throws {
    var generator = SeededGenerator(seed: 18)
    for _ in 0..<100 {
      let set = RandomTraffic.set(&generator)
      let sample = set.samplePacketPorts()
      #expect((sample == nil) == set.isEmpty)
      guard let (proto, source, destination) = sample else { continue }
      #expect(set.contains(RandomTraffic.packet(proto, source, destination)))
    }
    let web = TrafficSet.tcp(22, 8443).samplePacketPorts(preferring: [8443])
    #expect(web?.destination == 8443)
  }
}
