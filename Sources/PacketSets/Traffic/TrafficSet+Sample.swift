extension TrafficSet {
  /// Returns the protocol and ports of a packet of this set that a reader recognises.
  ///
  /// TCP comes first, then UDP, an ICMP echo request, and the lowest other protocol. The destination
  /// is the first of `preferred` in the set, or of the protocol's well-known ports, or the lowest
  /// port. The source is 49152 if it may use that destination, else the lowest port from 1024, else
  /// the lowest port. For ICMP the destination is type · 256 + code and the source is zero.
  public func samplePacketPorts(
    preferring preferred: [UInt16] = []
  ) -> (proto: IPProtocol, source: UInt16, destination: UInt16)? {
    for proto in [IPProtocol.tcp, .udp] {
      if let sample = Self.samplePorts(proto, slice(proto), preferred) { return sample }
    }
    for (proto, echo) in [(IPProtocol.icmp, UInt16(8) << 8), (.icmpv6, UInt16(128) << 8)]
    where slice(proto).contains(source: 0, destination: echo) {
      return (proto, 0, echo)
    }
    guard let entry = entries.first else { return nil }
    let proto = IPProtocol(rawValue: entry.protocols.lowerBound)
    if proto.hasPorts { return Self.samplePorts(proto, entry.region, preferred) }
    return (proto, 0, proto.isICMP ? entry.region.unconditional.first ?? 0 : 0)
  }

  private static func samplePorts(
    _ proto: IPProtocol, _ region: PortRegion, _ preferred: [UInt16]
  ) -> (proto: IPProtocol, source: UInt16, destination: UInt16)? {
    let destinations = region.destinations
    let known = preferred + (proto == .udp ? wellKnownUDPPorts : wellKnownTCPPorts)
    let destination = known.first(where: destinations.contains) ?? destinations.first
    guard let destination else { return nil }
    let sources = region.sources(for: destination)
    let ephemeral = sources.intersection(PortSet(1024...65535)).first
    let source = sources.contains(49152) ? 49152 : ephemeral ?? sources.first
    return source.map { (proto, $0, destination) }
  }

  private static let wellKnownTCPPorts: [UInt16] = [
    22, 443, 80, 5432, 3306, 3389, 6379, 27017, 8080, 53, 1433, 1521, 9200, 6443, 2379, 8443, 25,
  ]

  private static let wellKnownUDPPorts: [UInt16] = [53, 123, 443, 161, 500, 514, 51820]
}
