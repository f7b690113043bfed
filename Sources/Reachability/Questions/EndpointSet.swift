public import Topology

/// A set of endpoints as one bit for each endpoint of a graph.
public struct EndpointSet: Hashable, Sendable {
  /// The bits, 64 a word, the first endpoint in the lowest bit of the first word.
  @usableFromInline var words: [UInt64]
  /// How many endpoints the graph has.
  public let universe: Int

  /// Creates an empty set for a graph of `universe` endpoints.
  public init(universe: Int) {
    self.universe = universe
    self.words = Array(repeating: 0, count: (universe + 63) / 64)
  }

  /// Whether the endpoint is in the set.
  @inlinable
  public func contains(_ endpoint: ID<Endpoint>) -> Bool {
    words[endpoint.index >> 6] & (1 << UInt64(endpoint.index & 63)) != 0
  }

  /// Puts the endpoint into the set.
  public mutating func insert(_ endpoint: ID<Endpoint>) {
    words[endpoint.index >> 6] |= 1 << UInt64(endpoint.index & 63)
  }

  /// Takes the endpoint out of the set.
  public mutating func remove(_ endpoint: ID<Endpoint>) {
    words[endpoint.index >> 6] &= ~(1 << UInt64(endpoint.index & 63))
  }

  /// How many endpoints are in the set.
  public var count: Int { words.reduce(0) { $0 + $1.nonzeroBitCount } }

  /// Whether no endpoint is in the set.
  public var isEmpty: Bool { words.allSatisfy { $0 == 0 } }

  /// The endpoints in the set, in order.
  public var members: [ID<Endpoint>] {
    var result: [ID<Endpoint>] = []
    result.reserveCapacity(count)
    for (index, word) in words.enumerated() {
      var rest = word
      while rest != 0 {
        result.append(ID(index * 64 + rest.trailingZeroBitCount))
        rest &= rest - 1
      }
    }
    return result
  }

  /// The endpoints of either set.
  public func union(_ other: EndpointSet) -> EndpointSet { merged(other) { $0 | $1 } }

  /// The endpoints of both sets.
  public func intersection(_ other: EndpointSet) -> EndpointSet { merged(other) { $0 & $1 } }

  /// The endpoints of this set that the other does not have.
  public func subtracting(_ other: EndpointSet) -> EndpointSet { merged(other) { $0 & ~$1 } }

  /// Every endpoint of the graph that is not in this set.
  public var complement: EndpointSet { EndpointSet.all(universe: universe).subtracting(self) }

  /// The set of all endpoints of a graph.
  public static func all(universe: Int) -> EndpointSet {
    var result = EndpointSet(universe: universe)
    for index in result.words.indices { result.words[index] = .max }
    if universe % 64 != 0, let last = result.words.indices.last {
      result.words[last] = (1 << UInt64(universe % 64)) - 1
    }
    return result
  }

  private func merged(_ other: EndpointSet, by combine: (UInt64, UInt64) -> UInt64) -> EndpointSet {
    precondition(universe == other.universe, "sets of two different graphs")
    var result = self
    for index in words.indices { result.words[index] = combine(words[index], other.words[index]) }
    return result
  }
}
