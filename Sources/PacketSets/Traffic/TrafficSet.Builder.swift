extension TrafficSet {
  /// Collects regions in ascending order of their protocols into a canonical set.
  struct Builder {
    private var entries: [Entry] = []

    /// Adds a region for protocols that come after all those added before.
    mutating func append(_ protocols: ClosedRange<UInt8>, _ region: PortRegion) {
      if region.isEmpty { return }
      if let last = entries.last, last.protocols.upperBound &+ 1 == protocols.lowerBound,
        last.region == region
      {
        let joined = last.protocols.lowerBound...protocols.upperBound
        entries[entries.count - 1] = Entry(protocols: joined, region: region)
      } else {
        entries.append(Entry(protocols: protocols, region: region))
      }
    }

    /// Returns the set of the regions.
    func finish() -> TrafficSet {
      TrafficSet(canonical: entries)
    }
  }
}
