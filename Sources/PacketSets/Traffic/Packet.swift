/// One concrete packet, as much of it as filters, routes and translations look at.
@frozen
public struct Packet: Hashable, Sendable {
  /// The address that the packet says it comes from.
  public var source: IPAddress

  /// The address that the packet goes to.
  public var destination: IPAddress

  /// The protocol above IP.
  public var proto: IPProtocol

  /// The source port, or zero for a protocol without ports.
  public var sourcePort: UInt16

  /// The destination port, type · 256 + code for ICMP, or zero for other protocols.
  public var destinationPort: UInt16

  /// Creates a packet.
  @inlinable
  public init(
    source: IPAddress, destination: IPAddress, proto: IPProtocol, sourcePort: UInt16 = 0,
    destinationPort: UInt16 = 0
  ) {
    self.source = source
    self.destination = destination
    self.proto = proto
    self.sourcePort = sourcePort
    self.destinationPort = destinationPort
  }

  /// The ICMP type, or nothing if the packet is not ICMP.
  @inlinable
  public var icmpType: UInt8? {
    proto.isICMP ? UInt8(truncatingIfNeeded: destinationPort >> 8) : nil
  }

  /// The ICMP code, or nothing if the packet is not ICMP.
  @inlinable
  public var icmpCode: UInt8? {
    proto.isICMP ? UInt8(truncatingIfNeeded: destinationPort) : nil
  }

  /// The answer to this packet, or nothing for an ICMP message that has none.
  public var answer: Packet? {
    var answer = Packet(source: destination, destination: source, proto: proto)
    if proto.isICMP {
      let pair = TrafficSet.queries(of: proto).first { $0.query == icmpType }
      guard let pair else { return nil }
      answer.destinationPort = UInt16(pair.reply) << 8 | destinationPort & 0xff
    } else {
      answer.sourcePort = destinationPort
      answer.destinationPort = sourcePort
    }
    return answer
  }
}

extension Packet: CustomStringConvertible {
  /// The packet as one line: "tcp 198.51.100.1:49152 -> 10.0.0.5:22".
  public var description: String {
    if let icmpType, let icmpCode {
      return "\(proto) \(source) -> \(destination) type \(icmpType) code \(icmpCode)"
    }
    guard proto.hasPorts else { return "\(proto) \(source) -> \(destination)" }
    return "\(proto) \(Self.join(source, sourcePort)) -> \(Self.join(destination, destinationPort))"
  }

  private static func join(_ address: IPAddress, _ port: UInt16) -> String {
    switch address {
    case .v4(let address): "\(address):\(port)"
    case .v6(let address): "[\(address)]:\(port)"
    }
  }
}
