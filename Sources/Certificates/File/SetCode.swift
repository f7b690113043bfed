import PacketSets

/// Sets of addresses and of traffic as text that reads back as the same set.
enum SetCode {
  /// A set of addresses, as ranges.
  static func text(_ set: AddressSet) -> String {
    if set.isFull { return "any" }
    let v4 = set.v4.intervals.map {
      range(IPv4Address(rawValue: $0.lowerBound), IPv4Address(rawValue: $0.upperBound))
    }
    let v6 = set.v6.intervals.map {
      range(IPv6Address(rawValue: $0.lowerBound), IPv6Address(rawValue: $0.upperBound))
    }
    return (v4 + v6).joined(separator: " ")
  }

  private static func range(
    _ first: some CustomStringConvertible, _ last: some CustomStringConvertible
  )
    -> String
  {
    let one = "\(first)"
    let other = "\(last)"
    return one == other ? one : "\(one)-\(other)"
  }

  /// Reads a set of addresses; nil when the text is none.
  static func addresses(_ text: String) -> AddressSet? {
    if text == "any" { return .all }
    var v4: [ClosedRange<UInt32>] = []
    var v6: [ClosedRange<UInt128>] = []
    for word in text.split(separator: " ") {
      let ends = word.split(separator: "-", omittingEmptySubsequences: false)
      guard let one = ends.first, let other = ends.last, ends.count <= 2,
        let first = IPAddress(one), let last = IPAddress(other)
      else { return nil }
      switch (first, last) {
      case (.v4(let low), .v4(let high)):
        guard low.rawValue <= high.rawValue else { return nil }
        v4.append(low.rawValue...high.rawValue)
      case (.v6(let low), .v6(let high)):
        guard low.rawValue <= high.rawValue else { return nil }
        v6.append(low.rawValue...high.rawValue)
      case (.v4, .v6), (.v6, .v4): return nil
      }
    }
    return AddressSet(v4: IntervalSet(v4), v6: IntervalSet(v6))
  }

  /// A set of traffic: protocols, and where not all of them is meant, destination and source ports.
  static func text(_ set: TrafficSet) -> String {
    if set.isFull { return "any" }
    var words: [String] = []
    for range in set.protocols {
      var start = range.lowerBound.rawValue
      while true {
        let region = set.slice(IPProtocol(rawValue: start))
        var end = start
        while end < range.upperBound.rawValue,
          set.slice(IPProtocol(rawValue: end + 1)) == region
        {
          end += 1
        }
        words += text(region, start...end)
        if end == range.upperBound.rawValue { break }
        start = end + 1
      }
    }
    return words.joined(separator: " ")
  }

  private static func text(_ region: PortRegion, _ range: ClosedRange<UInt8>) -> [String] {
    if region.isFull { return ["\(range.lowerBound)-\(range.upperBound)"] }
    return range.flatMap { proto in
      region.bands.flatMap { band in
        band.sources.intervals.map { sources in
          "\(proto)/\(band.destinations.lowerBound)-\(band.destinations.upperBound)"
            + "/\(sources.lowerBound)-\(sources.upperBound)"
        }
      }
    }
  }

  /// Reads a set of traffic; nil when the text is none.
  static func traffic(_ text: String) -> TrafficSet? {
    if text == "any" { return .all }
    var result = TrafficSet.empty
    for word in text.split(separator: " ") {
      let parts = word.split(separator: "/", omittingEmptySubsequences: false)
      if parts.count == 1, let protocols = range(parts[0], UInt8.self) {
        result.formUnion(TrafficSet(protocols: protocols))
        continue
      }
      guard parts.count == 3, let number = UInt8(parts[0]),
        let destinations = range(parts[1], UInt16.self), let sources = range(parts[2], UInt16.self)
      else { return nil }
      let proto = IPProtocol(rawValue: number)
      guard proto.hasPorts || proto.isICMP else { return nil }
      result.formUnion(
        TrafficSet(
          proto, destinationPorts: PortSet(destinations), sourcePorts: PortSet(sources)))
    }
    return result
  }

  private static func range<Bound: FixedWidthInteger & Sendable>(
    _ text: Substring, _: Bound.Type
  ) -> ClosedRange<Bound>? {
    let ends = text.split(separator: "-", omittingEmptySubsequences: false)
    guard ends.count == 2, let low = Bound(ends[0]), let high = Bound(ends[1]), low <= high else {
      return nil
    }
    return low...high
  }
}
