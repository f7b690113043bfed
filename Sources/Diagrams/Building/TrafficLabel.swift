public import PacketSets

/// Puts traffic into the few words that fit on a line of a picture or into a sentence.
public enum TrafficLabel {
  /// Returns the traffic in short: `22`, `80, 443`, `5432, udp 53`, `any`.
  ///
  /// A number alone is a TCP port. Of more than `limit` items the first are shown, with the number
  /// of the others.
  ///
  /// - Parameters:
  ///   - traffic: The traffic.
  ///   - limit: How many items are shown at most.
  /// - Returns: The label; empty for no traffic.
  public static func short(_ traffic: TrafficSet, limit: Int = 4) -> String {
    if traffic.isEmpty { return "" }
    if isEverything(traffic) { return "any" }
    var items: [String] = []
    for range in traffic.protocols {
      for number in range.lowerBound.rawValue...range.upperBound.rawValue {
        items += Self.items(IPProtocol(rawValue: number), traffic)
        if items.count > 64 { break }
      }
    }
    if items.count <= limit { return items.joined(separator: ", ") }
    if let rest = rest(traffic) { return rest }
    let shown = items.prefix(max(1, limit - 1)).joined(separator: ", ")
    return "\(shown), +\(items.count - max(1, limit - 1))"
  }

  /// Returns the traffic for a sentence: `tcp/22`, `tcp/80,443; udp/53`, `any traffic`.
  public static func long(_ traffic: TrafficSet) -> String {
    if traffic.isEmpty { return "no traffic" }
    if isEverything(traffic) { return "any traffic" }
    // Of ICMP only requests open connections, and all requests together are called by its name.
    let text = traffic.description.replacing("icmp/8,13,15,17", with: "icmp")
      .replacing("icmpv6/128", with: "icmpv6")
    if text.utf8.count <= 60 { return text }
    return short(traffic, limit: 8)
  }

  /// What little the traffic lacks, when it is nearly everything: `any but 25`.
  private static func rest(_ traffic: TrafficSet) -> String? {
    for whole in opening {
      let missing = whole.subtracting(traffic)
      let hasBoth = traffic.protocols.contains { $0.contains(.tcp) }
      guard hasBoth, missing.protocols.allSatisfy({ $0.lowerBound == $0.upperBound }) else {
        continue
      }
      let items = missing.protocols.flatMap { self.items($0.lowerBound, missing) }
      if items.count <= 2, !items.contains("tcp"), !items.contains("udp") {
        return "any but " + items.joined(separator: ", ")
      }
    }
    return nil
  }

  /// Whether the traffic has every packet that opens a connection, in one address family at least.
  public static func isEverything(_ traffic: TrafficSet) -> Bool {
    opening.contains { $0.isSubset(of: traffic) }
  }

  private static let opening: [TrafficSet] = {
    let all = TrafficSet.all.answers.questions
    return [all.restricted(toFamily: .v4), all.restricted(toFamily: .v6)]
  }()

  private static func items(_ proto: IPProtocol, _ traffic: TrafficSet) -> [String] {
    let region = traffic.slice(proto)
    if proto.isICMP || !proto.hasPorts { return [proto.description] }
    let ports = region.destinations
    if ports.isFull { return [proto.description] }
    return ports.intervals.enumerated().map { index, ports in
      let text =
        ports.lowerBound == ports.upperBound
        ? "\(ports.lowerBound)" : "\(ports.lowerBound)-\(ports.upperBound)"
      return proto == .tcp || index > 0 ? text : "\(proto) \(text)"
    }
  }
}
