extension TrafficSet {
  /// Returns the set whose region of each protocol is what `transform` makes of this set's region.
  ///
  /// Protocols with axes of their own are asked one by one, the runs between them once a run.
  func mapRegions(_ transform: (IPProtocol, PortRegion) -> PortRegion) -> TrafficSet {
    var result = Builder()
    for entry in entries {
      var start = entry.protocols.lowerBound
      for special in Self.protocolsWithAxes where entry.protocols.contains(special) {
        if start < special {
          result.append(start...special - 1, transform(IPProtocol(rawValue: start), entry.region))
        }
        result.append(
          special...special, transform(IPProtocol(rawValue: special), entry.region))
        start = special + 1
      }
      if start <= entry.protocols.upperBound {
        result.append(
          start...entry.protocols.upperBound,
          transform(IPProtocol(rawValue: start), entry.region))
      }
    }
    return result.finish()
  }

  /// The numbers of the protocols that carry ports or types, in ascending order.
  static let protocolsWithAxes: [UInt8] = (0...254).filter {
    IPProtocol(rawValue: $0).hasPorts || IPProtocol(rawValue: $0).isICMP
  }
}
