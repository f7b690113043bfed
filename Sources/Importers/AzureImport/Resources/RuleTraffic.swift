import Documents
import PacketSets

/// The protocol and ports of a security rule as a set of packets (AZ-2.4, AZ-2.5).
enum RuleTraffic {
  /// The packets that a protocol and its ports mean.
  static func traffic(
    _ proto: String, _ sources: [String], _ destinations: [String], at location: SourceLocation
  ) throws(ReadFault) -> TrafficSet {
    let from = try ports(sources, at: location)
    let to = try ports(destinations, at: location)
    switch proto.lowercased() {
    case "*", "any", "":
      if from.isFull, to.isFull { return .all }
      // Only TCP and UDP have ports to Azure; other packets match whatever the ports say.
      let ported = TrafficSet(.tcp).union(TrafficSet(.udp))
      return TrafficSet.all.subtracting(ported)
        .union(TrafficSet(.tcp, destinationPorts: to, sourcePorts: from))
        .union(TrafficSet(.udp, destinationPorts: to, sourcePorts: from))
    case "icmp": return TrafficSet(.icmp).union(TrafficSet(.icmpv6))
    case let name:
      guard let proto = IPProtocol(name: name) else {
        throw ReadFault(location, "\(name) is not a protocol")
      }
      guard proto == .tcp || proto == .udp else { return TrafficSet(proto) }
      return TrafficSet(proto, destinationPorts: to, sourcePorts: from)
    }
  }

  /// The ports of a list; an empty list means all, as fields that are not given do.
  static func ports(_ words: [String], at location: SourceLocation) throws(ReadFault) -> PortSet {
    if words.isEmpty { return .full }
    var ranges: [ClosedRange<UInt16>] = []
    for word in words.flatMap({ $0.split(separator: ",") }) {
      let word = word.filter { !$0.isWhitespace }
      if word == "*" || word == "0-65535" { return .full }
      let ends = word.split(separator: "-", omittingEmptySubsequences: false)
      guard let first = ends.first.flatMap({ UInt16($0) }), ends.count <= 2,
        let last = ends.last.flatMap({ UInt16($0) }), first <= last
      else { throw ReadFault(location, "\(word) is not a port or a range of ports") }
      ranges.append(first...last)
    }
    return PortSet(ranges)
  }

  /// The protocol and ports of a rule as people say them.
  static func text(_ rule: Exported.SecurityRule) -> String {
    let proto = rule.proto == "*" ? "any protocol" : rule.proto.lowercased()
    let ports = rule.destinationPorts.joined(separator: ",")
    let from = rule.sourcePorts.joined(separator: ",")
    var text = proto
    if !ports.isEmpty, ports != "*" { text += " \(ports)" }
    if !from.isEmpty, from != "*" { text += " from port \(from)" }
    return text
  }
}
