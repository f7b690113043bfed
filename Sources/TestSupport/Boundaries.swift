public import PacketSets
public import Topology

/// The values at which any rule of a graph changes its mind, with the values before and after.
///
/// Two verdicts that agree at all of them agree everywhere.
public enum Boundaries {
  /// The traffic of a first packet.
  public struct Traffic: Hashable, Sendable {
    /// The protocol.
    public var proto: IPProtocol
    /// The source port, or zero.
    public var sourcePort: UInt16
    /// The destination port, the ICMP type · 256 + code, or zero.
    public var destinationPort: UInt16
  }

  /// The ports at which filters, offers and translations change, and those one beyond, sorted.
  public static func ports(of topology: Topology) -> [UInt16] {
    var edges = Edges<UInt16>()
    for set in trafficSets(of: topology) {
      for proto in [IPProtocol.tcp, .udp] {
        for band in set.slice(proto).bands {
          edges.insert(band.destinations)
          for interval in band.sources.intervals { edges.insert(interval) }
        }
      }
    }
    for gateway in topology.gateways {
      if case .sourceTranslation(let translation) = gateway.kind { edges.insert(translation.ports) }
    }
    return edges.sorted
  }

  /// The ICMP messages at which filters and offers change, and the requests with answers, sorted.
  public static func messages(of topology: Topology, _ proto: IPProtocol) -> [UInt16] {
    var edges = Edges<UInt16>()
    for set in trafficSets(of: topology) {
      for interval in set.slice(proto).destinations.intervals { edges.insert(interval) }
    }
    let requests: [UInt16] = proto == .icmp ? [8 << 8, 13 << 8] : [128 << 8]
    return Set(edges.sorted + requests).sorted()
  }

  /// The addresses at which any rule, route or prefix changes, and those one beyond, sorted.
  public static func addresses(of topology: Topology) -> [IPAddress] {
    var v4 = Edges<UInt32>()
    var v6 = Edges<UInt128>()
    for set in addressSets(of: topology) {
      for interval in set.v4.intervals { v4.insert(interval) }
      for interval in set.v6.intervals { v6.insert(interval) }
    }
    return v4.sorted.map { .v4(IPv4Address(rawValue: $0)) }
      + v6.sorted.map { .v6(IPv6Address(rawValue: $0)) }
  }

  /// Some of the traffic at the boundaries, of every protocol; all of it when there is no more.
  ///
  /// - Parameters:
  ///   - topology: The graph.
  ///   - limit: How much traffic is wanted at most.
  ///   - generator: What chooses when there is more.
  /// - Returns: The traffic, in random order.
  public static func traffic(
    of topology: Topology, limit: Int, using generator: inout SeededGenerator
  ) -> [Traffic] {
    let ports = ports(of: topology)
    var result: [Traffic] = []
    for proto in [IPProtocol.tcp, .udp] {
      for source in ports {
        result += ports.map { Traffic(proto: proto, sourcePort: source, destinationPort: $0) }
      }
    }
    result.shuffle(using: &generator)
    var others = [IPProtocol.esp, .gre].map {
      Traffic(proto: $0, sourcePort: 0, destinationPort: 0)
    }
    for proto in [IPProtocol.icmp, .icmpv6] {
      others += messages(of: topology, proto).map {
        Traffic(proto: proto, sourcePort: 0, destinationPort: $0)
      }
    }
    others.shuffle(using: &generator)
    let share = max(limit / 4, limit - result.count)
    let chosen = Array(others.prefix(share))
    return Array((chosen + result).prefix(limit))
  }

  /// Some of the addresses at the boundaries that belong to a world, with their world.
  ///
  /// Some of them may be an endpoint's, and so no party of their own.
  ///
  /// - Parameters:
  ///   - topology: The graph.
  ///   - limit: How many addresses are wanted at most.
  ///   - generator: What chooses when there are more.
  /// - Returns: The worlds and addresses, in random order.
  public static func outside(
    of topology: Topology, limit: Int, using generator: inout SeededGenerator
  ) -> [(world: ID<World>, address: IPAddress)] {
    var result: [(world: ID<World>, address: IPAddress)] = []
    for address in addresses(of: topology) {
      for world in topology.worlds.ids where topology.worlds[world].addresses.contains(address) {
        result.append((world, address))
      }
    }
    result.shuffle(using: &generator)
    return Array(result.prefix(limit))
  }

  private static func trafficSets(of topology: Topology) -> [TrafficSet] {
    var result = Set(topology.filters.flatMap { $0.rules.map(\.traffic) })
    result.formUnion(topology.endpoints.map(\.offers))
    for gateway in topology.gateways {
      if case .sourceTranslation(let translation) = gateway.kind {
        result.insert(translation.traffic)
      }
    }
    return Array(result)
  }

  private static func addressSets(of topology: Topology) -> [AddressSet] {
    var result: [AddressSet] = []
    for rule in topology.filters.lazy.flatMap(\.rules) {
      result.append(rule.peer.addresses)
      if let possible = rule.peer.possible { result.append(possible.addresses) }
    }
    for route in topology.routeTables.lazy.flatMap(\.routes) {
      result += route.destinations.map { AddressSet($0) }
      if let possible = route.possible { result.append(possible.addresses) }
    }
    for gateway in topology.gateways {
      if case .peering(let peering) = gateway.kind { result += peering.sides.map(\.prefixes) }
    }
    for prefix in topology.networks.flatMap(\.prefixes) + topology.subnets.flatMap(\.prefixes) {
      result.append(AddressSet(prefix))
    }
    for address in topology.endpoints.flatMap(\.addresses) {
      result.append(AddressSet(address.address))
      if let outside = address.publicAddress { result.append(AddressSet(outside)) }
    }
    return result + topology.worlds.map(\.addresses) + [.privateUse, .global]
  }

  /// The two ends of intervals and the values one beyond them.
  private struct Edges<Bound: FixedWidthInteger & UnsignedInteger> {
    private var values: Set<Bound> = [.min, .max]

    mutating func insert(_ interval: ClosedRange<Bound>) {
      values.insert(interval.lowerBound)
      values.insert(interval.upperBound)
      if interval.lowerBound > .min { values.insert(interval.lowerBound - 1) }
      if interval.upperBound < .max { values.insert(interval.upperBound + 1) }
    }

    var sorted: [Bound] { values.sorted() }
  }
}
