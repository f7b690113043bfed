import PacketSets

/// Sets and changes as formulas over bit vectors, for one address family.
struct SolverWords {
  private let family: AddressFamily

  init(_ family: AddressFamily) { self.family = family }

  /// The parameters of a predicate over some addresses and the traffic.
  func parameters(_ addresses: [String]) -> String {
    (addresses.map { "(\($0) (_ BitVec \(family.bitWidth)))" } + [
      "(p (_ BitVec 8))", "(f (_ BitVec 16))", "(t (_ BitVec 16))",
    ]).joined(separator: " ")
  }

  /// That a packet is in a box; the names are source, destination, protocol and ports.
  func box(_ box: PacketBox, _ names: [String]) -> String {
    "(and \(addresses(box.sources, names[0])) \(addresses(box.destinations, names[1])) "
      + "\(traffic(box.traffic, Array(names[2...]))))"
  }

  /// That an address is in a set.
  func addresses(_ set: AddressSet, _ name: String) -> String {
    switch family {
    case .v4: ranges(set.v4.intervals, name, 32)
    case .v6: ranges(set.v6.intervals, name, 128)
    }
  }

  /// That traffic is in a set; the names are protocol, source port and destination port.
  func traffic(_ set: TrafficSet, _ names: [String]) -> String {
    if set.isFull { return "true" }
    var parts: [String] = []
    for range in set.protocols {
      var whole: [ClosedRange<UInt8>] = []
      for proto in range.lowerBound.rawValue...range.upperBound.rawValue {
        let region = set.slice(IPProtocol(rawValue: proto))
        if region.isFull {
          if let last = whole.last, last.upperBound &+ 1 == proto {
            whole[whole.count - 1] = last.lowerBound...proto
          } else {
            whole.append(proto...proto)
          }
          continue
        }
        let bands = region.bands.map { band in
          let sources =
            IPProtocol(rawValue: proto).isICMP
            ? "true" : ranges(band.sources.intervals, names[1], 16)
          return "(and \(ranges([band.destinations], names[2], 16)) \(sources))"
        }
        parts.append("(and (= \(names[0]) \(hex(proto, 8))) \(any(bands)))")
      }
      if !whole.isEmpty { parts.append(ranges(whole, names[0], 8)) }
    }
    return any(parts)
  }

  /// How an address changes.
  func change(_ change: AddressChange, _ old: String, _ new: String) -> String {
    switch change {
    case .kept: return "(= \(new) \(old))"
    case .oneOf(let set), .replaced(let set): return addresses(set, new)
    case .mapped(let list):
      return any(
        list.filter { $0.from.family == family && $0.to.family == family }.map {
          "(and (= \(old) \(hex($0.from))) (= \(new) \(hex($0.to))))"
        })
    }
  }

  /// How the traffic changes; the names are protocol, source port and destination port.
  func change(_ change: PortChange, _ old: [String], _ new: [String]) -> String {
    let sameProtocol = "(= \(new[0]) \(old[0]))"
    let sameTarget = "(= \(new[2]) \(old[2]))"
    let hasPorts = any(
      [IPProtocol.tcp, .udp, .dccp, .sctp, .udplite].map { "(= \(old[0]) \(hex($0.rawValue, 8)))" })
    let source = { (isAny: Bool) in
      isAny ? "(or \(hasPorts) (= \(new[1]) \(old[1])))" : "(= \(new[1]) \(old[1]))"
    }
    switch change {
    case .kept: return "(and \(sameProtocol) \(source(false)) \(sameTarget))"
    case .anySource: return "(and \(sameProtocol) \(source(true)) \(sameTarget))"
    case .moved(let offset, let isAny):
      let distance = UInt16(clamping: offset.magnitude)
      let step = hex(distance, 16)
      let moved =
        offset >= 0
        ? "(and (bvule \(old[2]) \(hex(UInt16.max - distance, 16))) "
          + "(= \(new[2]) (bvadd \(old[2]) \(step))))"
        : "(and (bvuge \(old[2]) \(step)) (= \(new[2]) (bvsub \(old[2]) \(step))))"
      return "(and \(sameProtocol) \(source(isAny)) (ite \(hasPorts) \(moved) \(sameTarget)))"
    case .replaced(let set): return traffic(set, new)
    }
  }

  private func any(_ parts: [String]) -> String {
    if parts.isEmpty { return "false" }
    return parts.count == 1 ? parts[0] : "(or \(parts.joined(separator: " ")))"
  }

  private func ranges<Bound: FixedWidthInteger & UnsignedInteger>(
    _ ranges: [ClosedRange<Bound>], _ name: String, _ width: Int
  ) -> String {
    any(
      ranges.map { range in
        let low = range.lowerBound == 0 ? nil : "(bvuge \(name) \(hex(range.lowerBound, width)))"
        let isOpen = range.upperBound == Bound.max
        let high = isOpen ? nil : "(bvule \(name) \(hex(range.upperBound, width)))"
        switch (low, high) {
        case (nil, nil): return "true"
        case (let low?, nil): return low
        case (nil, let high?): return high
        case (let low?, let high?):
          return range.lowerBound == range.upperBound
            ? "(= \(name) \(hex(range.lowerBound, width)))" : "(and \(low) \(high))"
        }
      })
  }

  private func hex(_ address: IPAddress) -> String {
    switch address {
    case .v4(let address): hex(address.rawValue, 32)
    case .v6(let address): hex(address.rawValue, 128)
    }
  }

  private func hex(_ value: some BinaryInteger, _ width: Int) -> String {
    let digits = String(value, radix: 16)
    return "#x" + String(repeating: "0", count: max(0, width / 4 - digits.count)) + digits
  }
}
