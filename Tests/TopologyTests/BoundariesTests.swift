import PacketSets
import TestSupport
import Testing
import Topology

struct BoundariesTests {
  private var build = TopologyBuilder()
  private let subnet: ID<Subnet>

  init() {
    let network = build.network("main", "10.0.0.0/16")
    subnet = build.subnet("front", "10.0.1.0/24", in: network)
  }

  @Test func `ports are the ends of ranges and one beyond`() {
    var with = self
    _ = with.build.accessList("list", .inbound, [.allow(.tcp(80...443))])
    #expect(Boundaries.ports(of: with.build.topology) == [0, 79, 80, 443, 444, 65535])
  }

  @Test func `source ports and translated ports count`() {
    var with = self
    let sources = TrafficSet(
      .udp, destinationPorts: PortSet(53...53), sourcePorts: PortSet(2000...65535))
    _ = with.build.accessList("list", .inbound, [.allow(sources)])
    let nat = with.build.endpoint("nat", "10.0.1.9", in: subnet)
    _ = with.build.sourceTranslation("hide", [nat], ports: 1024...3000)
    let ports = Boundaries.ports(of: with.build.topology)
    #expect(ports == [0, 52, 53, 54, 1023, 1024, 1999, 2000, 3000, 3001, 65535])
  }

  @Test func `messages have the requests that are answered`() {
    let messages = Boundaries.messages(of: build.topology, .icmp)
    #expect(messages.contains(8 << 8))
    #expect(Boundaries.messages(of: build.topology, .icmpv6).contains(128 << 8))
  }

  @Test func `addresses are the ends of prefixes and one beyond`() {
    let addresses = Boundaries.addresses(of: build.topology).map(\.description)
    for expected in ["9.255.255.255", "10.0.0.0", "10.0.0.255", "10.0.1.0", "10.0.1.255"] {
      #expect(addresses.contains(expected))
    }
    #expect(addresses.contains("10.0.2.0"))
    #expect(addresses.contains("10.1.0.0"))
    #expect(!addresses.contains("10.0.1.77"))
  }

  @Test func `addresses outside belong to their world`() {
    var generator = SeededGenerator(seed: 1)
    let outside = Boundaries.outside(of: build.topology, limit: 1000, using: &generator)
    #expect(!outside.isEmpty)
    for (world, address) in outside {
      #expect(build.topology.worlds[world].addresses.contains(address))
    }
  }

  @Test func `a limit on traffic leaves every kind of protocol in`() {
    var generator = SeededGenerator(seed: 1)
    let topology = RandomTopology.make(seed: 3)
    let traffic = Boundaries.traffic(of: topology, limit: 40, using: &generator)
    #expect(traffic.count == 40)
    #expect(traffic.contains { $0.proto.hasPorts })
    #expect(traffic.contains { $0.proto.isICMP })
  }
}
