extension TrafficSet: CustomStringConvertible {
  /// The set as text that `init(parsing:)` reads back: "tcp/22,80-90; udp/53", "any" or "none".
  ///
  /// Protocols stand in the order of their numbers; source ports are shown as
  /// "tcp/22 from 1024-65535" and ICMP as "icmp/type" or "icmp/type/code".
  public var description: String {
    if isEmpty { return "none" }
    if isFull { return "any" }
    return entries.flatMap(Self.describe).joined(separator: "; ")
  }

  private static func describe(_ entry: Entry) -> [String] {
    let range = entry.protocols
    if range.lowerBound < range.upperBound {
      return ["\(range.lowerBound)-\(range.upperBound)"]
    }
    let proto = IPProtocol(rawValue: range.lowerBound)
    if entry.region.isFull { return ["\(proto)"] }
    if proto.isICMP {
      let messages = entry.region.unconditional.intervals.flatMap(describeMessages)
      return ["\(proto)/" + messages.joined(separator: ",")]
    }
    var items: [String] = []
    if !entry.region.unconditional.isEmpty {
      items.append("\(proto)/\(entry.region.unconditional.portList)")
    }
    var described: Set<PortSet> = []
    for band in entry.region.conditional where described.insert(band.sources).inserted {
      let alike = entry.region.conditional.filter { $0.sources == band.sources }
      let destinations = PortSet(alike.map(\.destinations))
      let ports = destinations.isFull ? "" : "/\(destinations.portList)"
      items.append("\(proto)\(ports) from \(band.sources.portList)")
    }
    return items
  }

  /// Cuts an interval of type · 256 + code into runs of whole types and runs of codes of one type.
  private static func describeMessages(_ interval: ClosedRange<UInt16>) -> [String] {
    func list(_ low: UInt16, _ high: UInt16) -> String { low == high ? "\(low)" : "\(low)-\(high)" }
    var texts: [String] = []
    var low = UInt32(interval.lowerBound)
    let end = UInt32(interval.upperBound) + 1
    while low < end {
      let wholeTypes = low & 0xff == 0 ? end >> 8 : 0
      if wholeTypes > low >> 8 {
        texts.append(list(UInt16(low >> 8), UInt16(wholeTypes - 1)))
        low = wholeTypes << 8
      } else {
        let next = min(end, (low >> 8 + 1) << 8)
        texts.append("\(low >> 8)/" + list(UInt16(low & 0xff), UInt16((next - 1) & 0xff)))
        low = next
      }
    }
    return texts
  }
}
