/// A set of (source port, destination port) pairs, the traffic of one protocol.
///
/// Most filters look at the destination only. So a region keeps apart the destinations that every
/// source port may use, and sorted bands of destinations for which only some source ports are in the
/// region. Both parts are canonical, so equal regions have equal parts.
public struct PortRegion: Hashable, Sendable {
  /// A range of destination ports and the source ports that may use each of them.
  public struct Band: Hashable, Sendable {
    /// The destination ports.
    public let destinations: ClosedRange<UInt16>

    /// The source ports that belong to each of the destinations.
    public let sources: PortSet
  }

  /// The destination ports that belong to the region from every source port.
  public let unconditional: PortSet

  /// The destinations with only some source ports, in ascending order.
  ///
  /// Their source sets are neither empty nor full, and two bands that touch differ in them.
  public let conditional: [Band]

  init(unconditional: PortSet, conditional: [Band]) {
    self.unconditional = unconditional
    self.conditional = conditional
  }

  /// Creates the region of the given destination ports, from every source port.
  public init(destinations: PortSet) {
    self.init(unconditional: destinations, conditional: [])
  }

  /// Creates the region of all pairs of a source port and a destination port from the two sets.
  ///
  /// - Complexity: O(*n*), where *n* is the number of destination intervals.
  public init(sources: PortSet, destinations: PortSet) {
    if sources.isFull {
      self.init(destinations: destinations)
    } else if sources.isEmpty {
      self = .empty
    } else {
      let bands = destinations.intervals.map { Band(destinations: $0, sources: sources) }
      self.init(unconditional: .empty, conditional: bands)
    }
  }

  /// No pair.
  public static let empty = PortRegion(destinations: .empty)

  /// Every pair.
  public static let full = PortRegion(destinations: .everyPort)

  /// Whether the region has no pair.
  public var isEmpty: Bool { unconditional.isEmpty && conditional.isEmpty }

  /// Whether the region has every pair.
  public var isFull: Bool { conditional.isEmpty && unconditional.isFull }

  /// Whether the region depends on the destination port only.
  public var ignoresSource: Bool { conditional.isEmpty }

  /// All bands in ascending order, those with every source port among them.
  ///
  /// - Complexity: O(*n*).
  public var bands: [Band] {
    let open = unconditional.intervals.map { Band(destinations: $0, sources: .everyPort) }
    if conditional.isEmpty { return open }
    return (open + conditional).sorted {
      $0.destinations.lowerBound < $1.destinations.lowerBound
    }
  }

  /// The destination ports that belong to the region from at least one source port.
  public var destinations: PortSet {
    if conditional.isEmpty { return unconditional }
    return unconditional.union(PortSet(conditional.map(\.destinations)))
  }

  /// Returns the source ports that belong to the region together with `destination`.
  ///
  /// - Complexity: O(log *n*).
  public func sources(for destination: UInt16) -> PortSet {
    if unconditional.contains(destination) { return .everyPort }
    var low = 0
    var high = conditional.count
    while low < high {
      let middle = (low + high) / 2
      if conditional[middle].destinations.upperBound < destination {
        low = middle + 1
      } else {
        high = middle
      }
    }
    guard low < conditional.count, conditional[low].destinations.contains(destination) else {
      return .empty
    }
    return conditional[low].sources
  }

  /// Whether the region has the given pair.
  ///
  /// - Complexity: O(log *n*).
  public func contains(source: UInt16, destination: UInt16) -> Bool {
    unconditional.contains(destination)
      || !conditional.isEmpty && sources(for: destination).contains(source)
  }
}
