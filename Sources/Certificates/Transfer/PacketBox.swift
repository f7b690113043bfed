public import PacketSets

/// Packets with some source and destination addresses and some traffic, each with each.
public struct PacketBox: Hashable, Sendable {
  /// The source addresses.
  public var sources: AddressSet
  /// The destination addresses.
  public var destinations: AddressSet
  /// The traffic.
  public var traffic: TrafficSet

  /// Creates a box.
  public init(sources: AddressSet, destinations: AddressSet, traffic: TrafficSet) {
    self.sources = sources
    self.destinations = destinations
    self.traffic = traffic
  }

  /// Whether no packet is in it; a packet has addresses of one family.
  public var isEmpty: Bool {
    if traffic.isEmpty { return true }
    let hasV4 = !sources.v4.isEmpty && !destinations.v4.isEmpty
    let hasV6 = !sources.v6.isEmpty && !destinations.v6.isEmpty
    return !hasV4 && !hasV6
  }

  /// The packets of both.
  func intersection(_ other: PacketBox) -> PacketBox {
    PacketBox(
      sources: sources.intersection(other.sources),
      destinations: destinations.intersection(other.destinations),
      traffic: traffic.intersection(other.traffic))
  }

  /// The packets that the other box does not have, as disjoint boxes.
  func subtracting(_ other: PacketBox) -> [PacketBox] {
    let shared = intersection(other)
    if shared.isEmpty { return isEmpty ? [] : [self] }
    return [
      PacketBox(
        sources: sources.subtracting(other.sources), destinations: destinations, traffic: traffic),
      PacketBox(
        sources: shared.sources, destinations: destinations.subtracting(other.destinations),
        traffic: traffic),
      PacketBox(
        sources: shared.sources, destinations: shared.destinations,
        traffic: traffic.subtracting(other.traffic)),
    ].filter { !$0.isEmpty }
  }

  /// The packets that none of some boxes has.
  func subtracting(all others: [PacketBox]) -> [PacketBox] {
    var rest = [self]
    for other in others {
      rest = rest.flatMap { $0.subtracting(other) }
      if rest.isEmpty { return [] }
    }
    return rest.filter { !$0.isEmpty }
  }
}
