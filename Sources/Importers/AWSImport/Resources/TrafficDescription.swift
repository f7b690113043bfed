import Documents
import PacketSets

extension Exported {
  /// The protocol and ports of a rule of a security group or network ACL, as it is exported.
  struct TrafficDescription: Hashable, Sendable {
    /// The protocol; `nil` means all.
    var proto: IPProtocol?
    /// The first port, or the ICMP type; negative or `nil` means all.
    var from: Int?
    /// The last port, or the ICMP code; negative or `nil` means all.
    var to: Int?

    /// Creates a description; fields that the protocol does not have are dropped, because AWS
    /// ignores them whatever they say (AWS-SG-04, AWS-ACL-04).
    init(proto: IPProtocol?, from: Int?, to: Int?) {
      self.proto = proto
      let usesFields = proto.map { [.tcp, .udp, .icmp, .icmpv6].contains($0) } ?? false
      self.from = usesFields ? from.flatMap { $0 < 0 ? nil : $0 } : nil
      self.to = usesFields ? to.flatMap { $0 < 0 ? nil : $0 } : nil
    }

    /// Reads a protocol from its name or number; `-1` and `all` mean every protocol.
    static func proto(_ value: JSONValue, _ key: StaticString) throws(ReadFault) -> IPProtocol? {
      let field = value.member(key)
      let name = field?.string ?? field?.int.map { String($0) }
      guard let field, let name else { throw ReadFault(value, "a rule has no \(key)") }
      if name == "-1" || name == "all" { return nil }
      guard let proto = IPProtocol(name: name) else {
        throw ReadFault(field, "\(key) is not a protocol")
      }
      return proto
    }

    /// Reads `IpProtocol`, `FromPort` and `ToPort` of a security group rule.
    init(permission value: JSONValue) throws(ReadFault) {
      let from = try value.number("FromPort")
      let to = try value.number("ToPort")
      self.init(proto: try Self.proto(value, "IpProtocol"), from: from, to: to)
      try check(value, [from, to])
    }

    /// Refuses numbers that no packet can have, which would otherwise match nothing in silence.
    private func check(_ value: JSONValue, _ written: [Int?]) throws(ReadFault) {
      guard let proto, [.tcp, .udp, .icmp, .icmpv6].contains(proto) else { return }
      let limit = proto.isICMP ? 255 : 65535
      // Of the negative numbers, -1 alone means all.
      for number in written.compactMap({ $0 }) where number > limit || number < -1 {
        throw ReadFault(value, "\(number) is no \(proto.isICMP ? "type or code" : "port")")
      }
      if !proto.isICMP, let from, let to, from > to {
        throw ReadFault(value, "the ports \(from)-\(to) run backwards")
      }
    }

    /// Reads `Protocol`, `PortRange` and `IcmpTypeCode` of an ACL entry.
    init(aclEntry value: JSONValue) throws(ReadFault) {
      let proto = try Self.proto(value, "Protocol")
      if proto?.isICMP == true {
        let icmp = try value.object("IcmpTypeCode")
        let type = try icmp?.number("Type")
        let code = try icmp?.number("Code")
        self.init(proto: proto, from: type, to: code)
        try check(value, [type, code])
      } else {
        let ports = try value.object("PortRange")
        let from = try ports?.number("From")
        let to = try ports?.number("To")
        self.init(proto: proto, from: from, to: to)
        try check(value, [from, to])
      }
    }

    /// The packets it means, by their destination port in both directions (AWS-SG-05, -06).
    var traffic: TrafficSet {
      guard let proto else { return .all }
      if proto.isICMP {
        guard let from else { return TrafficSet(proto) }
        guard let type = UInt8(exactly: from) else { return .empty }
        guard let to else { return .icmp(proto, type: type, code: nil) }
        guard let code = UInt8(exactly: to) else { return .empty }
        return .icmp(proto, type: type, code: code)
      }
      guard proto == .tcp || proto == .udp, from != nil || to != nil else {
        return TrafficSet(proto)
      }
      guard let first = UInt16(exactly: from ?? 0) else { return .empty }
      let last = UInt16(clamping: to ?? 65535)
      guard first <= last else { return .empty }
      return proto == .tcp ? .tcp(first...last) : .udp(first...last)
    }

    /// The protocol and ports as people say them, such as `tcp 22` or `icmp type 8`.
    var text: String {
      guard let proto else { return "all traffic" }
      if proto.isICMP {
        guard let from else { return "\(proto)" }
        return "\(proto) type \(from)" + (to.map { " code \($0)" } ?? "")
      }
      guard from != nil || to != nil, from != 0 || to != 65535 else { return "\(proto)" }
      let first = from ?? 0
      let last = to ?? 65535
      return first == last ? "\(proto) \(first)" : "\(proto) \(first)-\(last)"
    }
  }
}
