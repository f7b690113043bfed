extension TrafficSet {
  /// Returns the traffic to those destination ports that `ports` can use, from any source port.
  ///
  /// A destination port is kept if some of the source ports `ports` (all of them with `every`) are in
  /// the set together with it. The source axis of the result is full, and protocols without ports
  /// are unchanged. Over no ports, nothing is kept with `every` false and every port with it true.
  public func projectingSourcePorts(over ports: PortSet, every: Bool) -> TrafficSet {
    if ports.isEmpty, every {
      return TrafficSet.portProtocols.union(subtracting(TrafficSet.portProtocols))
    }
    return mapRegions { proto, region in
      guard proto.hasPorts else { return region }
      if region.ignoresSource { return ports.isEmpty ? .empty : region }
      let kept = region.bands.filter { band in
        every ? ports.isSubset(of: band.sources) : !ports.isDisjoint(with: band.sources)
      }
      return PortRegion(destinations: PortSet(kept.map(\.destinations)))
    }
  }

  /// All packets of the protocols with ports.
  static let portProtocols = TrafficSet.all.mapRegions { proto, region in
    proto.hasPorts ? region : .empty
  }
}
