extension TrafficSet {
  /// Creates the set that `text` describes, or nothing if it describes none.
  ///
  /// One or more of these, separated by semicolons: "any", "none", a protocol ("tcp", "47"), a range
  /// of protocol numbers ("47-51"), ports ("tcp/22,8080-8089"), source ports
  /// ("udp/53 from 1024-65535"), ICMP types and codes ("icmp/8", "icmp/3/4", "icmp/8,11-12").
  public init?(parsing text: some StringProtocol) {
    var result = TrafficSet.empty
    for item in text.split(separator: ";", omittingEmptySubsequences: false) {
      guard let set = Self.parseItem(item.lowercased()) else { return nil }
      result.formUnion(set)
    }
    self = result
  }

  private static func parseItem(_ item: String) -> TrafficSet? {
    let words = item.split(whereSeparator: \.isWhitespace)
    guard words.count == 1 || words.count == 3 && words[1] == "from" else { return nil }
    let parts = words[0].split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
    let list = parts.count == 2 ? parts[1] : nil
    let sourceList = words.count == 3 ? words[2] : nil
    if let proto = IPProtocol(name: parts[0]) {
      return parseTraffic(proto, list, sourceList)
    }
    guard list == nil, sourceList == nil else { return nil }
    switch parts[0] {
    case "any": return .all
    case "none": return .empty
    default:
      return parseRange(parts[0], limit: 255).map {
        TrafficSet(protocols: UInt8($0.lowerBound)...UInt8($0.upperBound))
      }
    }
  }

  private static func parseTraffic(
    _ proto: IPProtocol, _ list: Substring?, _ sourceList: Substring?
  ) -> TrafficSet? {
    if proto.hasPorts {
      let destinations = list.map(parsePorts) ?? .everyPort
      let sources = sourceList.map(parsePorts) ?? .everyPort
      guard let destinations, let sources else { return nil }
      return TrafficSet(proto, destinationPorts: destinations, sourcePorts: sources)
    }
    guard sourceList == nil else { return nil }
    guard let list else { return TrafficSet(proto) }
    guard proto.isICMP, let messages = parseMessages(list) else { return nil }
    return TrafficSet(proto, destinationPorts: messages)
  }

  private static func parsePorts(_ list: Substring) -> PortSet? {
    var ranges: [ClosedRange<UInt16>] = []
    for part in list.split(separator: ",", omittingEmptySubsequences: false) {
      guard let range = parseRange(part, limit: 65535) else { return nil }
      ranges.append(range)
    }
    return PortSet(ranges)
  }

  private static func parseMessages(_ list: Substring) -> PortSet? {
    var ranges: [ClosedRange<UInt16>] = []
    for part in list.split(separator: ",", omittingEmptySubsequences: false) {
      let numbers = part.split(separator: "/", omittingEmptySubsequences: false)
      guard numbers.count <= 2, let types = parseRange(numbers[0], limit: 255) else { return nil }
      guard numbers.count == 2 else {
        ranges.append(types.lowerBound << 8...types.upperBound << 8 | 0xff)
        continue
      }
      guard types.count == 1, let codes = parseRange(numbers[1], limit: 255) else { return nil }
      let type = types.lowerBound << 8
      ranges.append(type | codes.lowerBound...type | codes.upperBound)
    }
    return PortSet(ranges)
  }

  private static func parseRange(_ text: Substring, limit: UInt32) -> ClosedRange<UInt16>? {
    let ends = text.split(separator: "-", omittingEmptySubsequences: false)
    guard ends.count <= 2, let first = ends.first, let last = ends.last,
      let low = DecimalNumber.parse(first.utf8, limit: limit),
      let high = DecimalNumber.parse(last.utf8, limit: limit), low <= high
    else { return nil }
    return UInt16(low)...UInt16(high)
  }
}
