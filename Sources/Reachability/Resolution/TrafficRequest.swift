public import PacketSets

/// Which connections a question asks about, by their first packet.
///
/// A range of ports, all ports of a protocol, and `any` ask for all of it: the answer is that every
/// one of the connections passes, or that not every one does.
public struct TrafficRequest: Hashable, Sendable {
  /// The protocol; nil for every protocol.
  public var proto: IPProtocol?
  /// The destination ports; for ICMP type · 256 + code; full for protocols without either.
  public var ports: PortSet
  /// The source port, when the question fixes it.
  public var sourcePort: UInt16?
  /// Whether it is the request that "ping" sends, in whichever family.
  public var isEcho: Bool

  /// The connections of every protocol.
  public static let any = TrafficRequest(proto: nil, ports: .full)

  /// Creates a request.
  public init(
    proto: IPProtocol?, ports: PortSet, sourcePort: UInt16? = nil, isEcho: Bool = false
  ) {
    self.proto = proto
    self.ports = ports
    self.sourcePort = sourcePort
    self.isEcho = isEcho
  }

  /// Reads a request from the texts of a row; an empty text stands for what was left out.
  ///
  /// - Parameters:
  ///   - proto: A name, a number, or `any`.
  ///   - port: A port, a range `8080-8089`, or nothing for all of them.
  ///   - sourcePort: A port.
  ///   - icmpType: A type; nothing for an echo request.
  ///   - icmpCode: A code; nothing for zero.
  /// - Throws: Which of the texts is none of these.
  public init(
    proto: String, port: String = "", sourcePort: String = "", icmpType: String = "",
    icmpCode: String = ""
  ) throws(ResolutionError) {
    let isAny = Self.isOpen(proto) || proto == "-1" || proto.lowercased() == "all"
    guard let known = isAny ? nil : IPProtocol(name: proto) else {
      guard isAny else {
        throw ResolutionError(
          .traffic, "expected a protocol (tcp, udp, icmp, a number or any), found \(proto)")
      }
      guard Self.isOpen(port), Self.isOpen(sourcePort) else {
        throw ResolutionError(.traffic, "a port needs a protocol: tcp, udp or sctp")
      }
      self = .any
      return
    }
    if known.isICMP {
      try self.init(known, type: icmpType, code: icmpCode)
    } else if known.hasPorts {
      self.init(
        proto: known, ports: try Self.range(port).map { PortSet($0) } ?? .full,
        sourcePort: try Self.range(sourcePort, isSource: true)?.lowerBound)
    } else {
      self.init(proto: known, ports: .full)
    }
  }

  private init(_ proto: IPProtocol, type: String, code: String) throws(ResolutionError) {
    guard !Self.isOpen(type) else {
      let echo: UInt16 = proto == .icmp ? 8 << 8 : 128 << 8
      self.init(proto: proto, ports: PortSet(echo), isEcho: proto == .icmp)
      return
    }
    guard let type = UInt8(type), let code = Self.isOpen(code) ? 0 : UInt8(code) else {
      throw ResolutionError(.traffic, "expected an ICMP type and code from 0 to 255")
    }
    self.init(proto: proto, ports: PortSet(UInt16(type) << 8 | UInt16(code)))
  }

  private static func isOpen(_ text: String) -> Bool {
    text.isEmpty || text == "any" || text == "*" || text == "-"
  }

  private static func range(
    _ text: String, isSource: Bool = false
  ) throws(ResolutionError) -> ClosedRange<UInt16>? {
    if isOpen(text) { return nil }
    let ends = text.split(separator: "-", omittingEmptySubsequences: false)
    guard ends.count <= (isSource ? 1 : 2), let first = ends.first.flatMap({ UInt16($0) }),
      let last = ends.last.flatMap({ UInt16($0) }), first <= last
    else {
      throw ResolutionError(.traffic, "expected a port from 0 to 65535, found \(text)")
    }
    return first...last
  }

  /// The first packets that are asked about in an address family, from any source port.
  func traffic(in family: AddressFamily, opening: TrafficSet) -> TrafficSet {
    guard var proto else { return opening }
    var ports = ports
    if proto == .icmp, family == .v6 {
      proto = .icmpv6
      if isEcho { ports = PortSet(128 << 8) }
    }
    return TrafficSet(
      proto, destinationPorts: ports, sourcePorts: sourcePort.map { PortSet($0) } ?? .full)
  }
}
