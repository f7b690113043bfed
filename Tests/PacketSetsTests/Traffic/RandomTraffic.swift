import PacketSets
import TestSupport

/// Random traffic sets whose boundaries lie on a few ports, and the packets that tell them apart.
enum RandomTraffic {
  /// Where the cells of both axes begin; the types of ICMP have cells of their own.
  static let cuts: [UInt16] = [
    0, 1, 22, 23, 256, 1024, 2048, 2049, 2304, 32768, 32769, 33024, 33025, 65535,
  ]

  /// Protocols next to each other, with and without ports.
  static let protocols: [UInt8] = [0, 1, 2, 5, 6, 7, 17, 47, 58, 132, 136, 254, 255]

  static func axis(_ generator: inout SeededGenerator) -> PortSet {
    if Int.random(in: 0..<3, using: &generator) == 0 { return .full }
    let ranges = (0..<Int.random(in: 1...2, using: &generator)).map { _ in
      let first = Int.random(in: 0..<cuts.count, using: &generator)
      let last = Int.random(in: first..<cuts.count, using: &generator)
      return cuts[first]...(last + 1 < cuts.count ? cuts[last + 1] - 1 : 65535)
    }
    return PortSet(ranges)
  }

  static func set(_ generator: inout SeededGenerator) -> TrafficSet {
    var set = TrafficSet.empty
    for _ in 0..<Int.random(in: 0...5, using: &generator) {
      let number = protocols.randomElement(using: &generator) ?? 6
      switch Int.random(in: 0..<6, using: &generator) {
      case 0:
        set = set.union(TrafficSet(protocols: min(5, number)...number))
      case 1:
        set = set.complement
      default:
        let proto = IPProtocol(rawValue: Bool.random(using: &generator) ? 6 : number)
        let box = TrafficSet(
          proto, destinationPorts: axis(&generator), sourcePorts: axis(&generator))
        set = Bool.random(using: &generator) ? set.union(box) : set.subtracting(box)
      }
    }
    return set
  }

  /// One packet of each cell.
  static let probes: [Packet] = protocols.flatMap { number in
    let proto = IPProtocol(rawValue: number)
    let sources = proto.hasPorts ? cuts : [0]
    let destinations = proto.hasPorts || proto.isICMP ? cuts : [0]
    return sources.flatMap { source in
      destinations.map { packet(proto, source, $0) }
    }
  }

  static func packet(_ proto: IPProtocol, _ source: UInt16, _ destination: UInt16) -> Packet {
    Packet(
      source: .v4(IPv4Address(rawValue: 0xc633_6401)),
      destination: .v4(IPv4Address(rawValue: 0x0a00_0001)), proto: proto, sourcePort: source,
      destinationPort: destination)
  }

  /// Which of the probes are in the set.
  static func model(_ set: TrafficSet) -> [Bool] {
    probes.map(set.contains)
  }
}
