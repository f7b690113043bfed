/// A set of packets by what they carry above IP: protocol, source port and destination port.
///
/// TCP, UDP, SCTP, DCCP and UDP-Lite have two port axes. ICMP and ICMPv6 carry type · 256 + code on
/// the destination axis and ignore the source axis. Every other protocol is in the set as a whole or
/// not at all. The form is canonical, so `==` is equality of sets:
///
///     let web = TrafficSet.tcp(80...80, 443...443)
///     web.union(.udp(53...53)).description         // "tcp/80,443; udp/53"
///     web.isSubset(of: TrafficSet(.tcp))           // true
public struct TrafficSet: Hashable, Sendable {
  /// Adjacent protocols with the same region.
  struct Entry: Hashable, Sendable {
    let protocols: ClosedRange<UInt8>
    let region: PortRegion
  }

  /// The entries in ascending order; no region is empty and touching entries differ in theirs.
  let entries: [Entry]

  init(canonical entries: [Entry]) {
    self.entries = entries
  }

  /// Creates the empty set.
  public init() {
    entries = []
  }

  /// Creates the set of all packets of a protocol.
  public init(_ proto: IPProtocol) {
    self.init(protocols: proto.rawValue...proto.rawValue)
  }

  /// Creates the set of all packets of the protocols with the given numbers.
  public init(protocols: ClosedRange<UInt8>) {
    entries = [Entry(protocols: protocols, region: .full)]
  }

  /// Creates the set of the packets of a protocol with the given ports.
  ///
  /// For ICMP and ICMPv6 `destinationPorts` holds type · 256 + code and `sourcePorts` does not
  /// matter. Other protocols without ports belong to the set as a whole. If either set of ports is
  /// empty, so is the result.
  public init(
    _ proto: IPProtocol, destinationPorts: PortSet, sourcePorts: PortSet = .full
  ) {
    let region: PortRegion
    if destinationPorts.isEmpty || sourcePorts.isEmpty {
      region = .empty
    } else if proto.hasPorts {
      region = PortRegion(sources: sourcePorts, destinations: destinationPorts)
    } else {
      region = proto.isICMP ? PortRegion(destinations: destinationPorts) : .full
    }
    self.init(proto, region: region)
  }

  /// Creates the set of one protocol's region, which must respect the protocol's axes.
  init(_ proto: IPProtocol, region: PortRegion) {
    entries =
      region.isEmpty
      ? [] : [Entry(protocols: proto.rawValue...proto.rawValue, region: region)]
  }

  /// Whether the set has no packet.
  public var isEmpty: Bool { entries.isEmpty }

  /// Whether the set has every packet.
  public var isFull: Bool {
    entries.count == 1 && entries[0].protocols == 0...255 && entries[0].region.isFull
  }

  /// The protocols of which the set has packets, as ranges that do not touch.
  public var protocols: [ClosedRange<IPProtocol>] {
    IntervalSet(entries.map(\.protocols)).intervals.map {
      IPProtocol(rawValue: $0.lowerBound)...IPProtocol(rawValue: $0.upperBound)
    }
  }

  /// Returns the ports with which packets of a protocol are in the set.
  ///
  /// - Complexity: O(*n*), where *n* is the number of protocols with ports of their own.
  public func slice(_ proto: IPProtocol) -> PortRegion {
    for entry in entries where entry.protocols.contains(proto.rawValue) { return entry.region }
    return .empty
  }

  /// Whether the set has the given packet, whatever its addresses.
  public func contains(_ packet: Packet) -> Bool {
    slice(packet.proto)
      .contains(source: packet.sourcePort, destination: packet.destinationPort)
  }
}
