extension TrafficSet {
  /// Returns the packets with each destination port moved by `offset`.
  ///
  /// Packets whose port would leave the range of ports vanish; protocols without ports are
  /// unchanged.
  public func shiftingDestinationPorts(by offset: Int) -> TrafficSet {
    if offset == 0 { return self }
    return mapRegions { proto, region in
      guard proto.hasPorts else { return region }
      var result = PortRegion.empty
      for band in region.bands {
        let low = max(0, Int(band.destinations.lowerBound) + offset)
        let high = min(Int(UInt16.max), Int(band.destinations.upperBound) + offset)
        guard low <= high else { continue }
        let moved = PortSet(UInt16(low)...UInt16(high))
        result = result.union(PortRegion(sources: band.sources, destinations: moved))
      }
      return result
    }
  }
}
