import PacketSets

/// A set of packets that is a product: each part must hold.
struct PacketRegion: Hashable, Sendable {
  /// Where packets come from.
  var source: AddressSet = .all
  /// Where packets go.
  var destination: AddressSet = .all
  /// Their protocols and ports.
  var traffic: TrafficSet = .all
  /// The interface by which they come in; nil for any.
  var input: InterfaceMatch?
  /// The interface by which they go out; nil for any.
  var output: InterfaceMatch?
  /// The states of their connections.
  var states: ConnectionStates = .all

  /// Narrows the region to what another one holds as well; nil when interfaces cannot be combined.
  func intersection(_ other: PacketRegion) -> PacketRegion? {
    var result = self
    result.source = source.intersection(other.source)
    result.destination = destination.intersection(other.destination)
    result.traffic = traffic.intersection(other.traffic)
    result.states = states.intersection(other.states)
    if let input = other.input {
      guard result.input == nil || result.input == input else { return nil }
      result.input = input
    }
    if let output = other.output {
      guard result.output == nil || result.output == output else { return nil }
      result.output = output
    }
    return result
  }

  /// Restricts both addresses to one family.
  func restricted(to family: AddressFamily) -> PacketRegion {
    var result = self
    result.source = source.restricted(toFamily: family)
    result.destination = destination.restricted(toFamily: family)
    return result
  }
}
