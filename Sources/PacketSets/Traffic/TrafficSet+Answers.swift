extension TrafficSet {
  /// The answers to the packets of this set.
  ///
  /// Ports change places. ICMP queries (echo, timestamp, information, address mask; ICMPv6 echo)
  /// become their replies with the same code; other ICMP messages have no answer and vanish. Every
  /// other protocol answers with itself.
  public var answers: TrafficSet {
    mapRegions { proto, region in
      Self.exchange(proto, region, pairs: Self.queries(of: proto))
    }
  }

  /// The packets whose answer lies in this set.
  ///
  /// The inverse of `answers`: ICMP replies become their queries and other ICMP messages vanish.
  public var questions: TrafficSet {
    mapRegions { proto, region in
      Self.exchange(
        proto, region, pairs: Self.queries(of: proto).map { ($0.reply, $0.query) })
    }
  }

  /// Returns the packets that exist in one family: no ICMPv6 over IPv4, no ICMP over IPv6.
  public func restricted(toFamily family: AddressFamily) -> TrafficSet {
    mapRegions { proto, region in proto.exists(in: family) ? region : .empty }
  }

  /// The types of a protocol's queries and of the replies to them.
  static func queries(of proto: IPProtocol) -> [(query: UInt8, reply: UInt8)] {
    switch proto {
    case .icmp: [(8, 0), (13, 14), (15, 16), (17, 18)]
    case .icmpv6: [(128, 129)]
    default: []
    }
  }

  private static func exchange(
    _ proto: IPProtocol, _ region: PortRegion, pairs: [(UInt8, UInt8)]
  ) -> PortRegion {
    if proto.hasPorts { return region.transposed }
    guard proto.isICMP else { return region }
    var moved: [ClosedRange<UInt16>] = []
    for (old, new) in pairs {
      let codes = UInt16(old) << 8...UInt16(old) << 8 | 0xff
      let kept = region.unconditional.intersection(PortSet(codes))
      moved += kept.intervals.map { range in
        UInt16(new) << 8 | range.lowerBound & 0xff...UInt16(new) << 8 | range.upperBound & 0xff
      }
    }
    return PortRegion(destinations: PortSet(moved))
  }
}
