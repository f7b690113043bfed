extension TrafficSet {
  /// No packet.
  public static let empty = TrafficSet()

  /// Every packet.
  public static let all = TrafficSet(protocols: 0...255)

  /// Every packet of the protocols that have ports.
  public static let withPorts = (0...255).map { IPProtocol(rawValue: $0) }.filter(\.hasPorts)
    .reduce(TrafficSet.empty) { $0.union(TrafficSet($1)) }

  /// The echo requests of ICMP and ICMPv6, which "ping" sends.
  public static let echoRequests = icmp(.icmp, type: 8, code: nil)
    .union(icmp(.icmpv6, type: 128, code: nil))

  /// Returns the TCP packets to the given ports.
  public static func tcp(_ ports: ClosedRange<UInt16>...) -> TrafficSet {
    TrafficSet(.tcp, destinationPorts: PortSet(ports))
  }

  /// Returns the TCP packets to the given ports.
  public static func tcp(_ port: UInt16, _ more: UInt16...) -> TrafficSet {
    TrafficSet(.tcp, destinationPorts: PortSet(([port] + more).map { $0...$0 }))
  }

  /// Returns the UDP packets to the given ports.
  public static func udp(_ ports: ClosedRange<UInt16>...) -> TrafficSet {
    TrafficSet(.udp, destinationPorts: PortSet(ports))
  }

  /// Returns the UDP packets to the given ports.
  public static func udp(_ port: UInt16, _ more: UInt16...) -> TrafficSet {
    TrafficSet(.udp, destinationPorts: PortSet(([port] + more).map { $0...$0 }))
  }

  /// Returns the packets of ICMP or ICMPv6 with the given type and code, where nil stands for any.
  ///
  /// - Precondition: `proto` is ICMP or ICMPv6.
  public static func icmp(_ proto: IPProtocol, type: UInt8?, code: UInt8?) -> TrafficSet {
    precondition(proto.isICMP, "only ICMP has types and codes")
    let types = type.map { $0...$0 } ?? 0...255
    let codes = code.map { $0...$0 } ?? 0...255
    let ranges = types.map { type in
      UInt16(type) << 8 | UInt16(codes.lowerBound)...UInt16(type) << 8 | UInt16(codes.upperBound)
    }
    return TrafficSet(proto, destinationPorts: PortSet(ranges))
  }
}
