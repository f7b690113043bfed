extension PortRegion {
  /// Collects bands in ascending order into a canonical region.
  struct Builder {
    private var open: [ClosedRange<UInt16>] = []
    private var bands: [Band] = []

    /// Adds a band that begins after all bands added before.
    mutating func append(_ destinations: ClosedRange<UInt16>, _ sources: PortSet) {
      if sources.isEmpty { return }
      if sources.isFull {
        if let last = open.last, last.upperBound &+ 1 == destinations.lowerBound {
          open[open.count - 1] = last.lowerBound...destinations.upperBound
        } else {
          open.append(destinations)
        }
        return
      }
      if let last = bands.last, last.destinations.upperBound &+ 1 == destinations.lowerBound,
        last.sources == sources
      {
        let joined = last.destinations.lowerBound...destinations.upperBound
        bands[bands.count - 1] = Band(destinations: joined, sources: sources)
      } else {
        bands.append(Band(destinations: destinations, sources: sources))
      }
    }

    /// Returns the region of the bands.
    func finish() -> PortRegion {
      PortRegion(unconditional: PortSet(canonical: open), conditional: bands)
    }
  }
}
