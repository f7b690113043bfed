/// Traffic sets as small numbers: every distinct set is kept once, and every result is remembered.
///
/// Two identifiers of one table are equal exactly if their sets are, so "is empty" is a comparison
/// with `TrafficID.empty`. A table belongs to one task at a time; identifiers of different tables
/// have nothing to do with each other.
public final class TrafficTable {
  private var sets: [TrafficSet]
  private var numbers: [TrafficSet: TrafficID]
  @usableFromInline var unions = PairMemo()
  @usableFromInline var intersections = PairMemo()
  @usableFromInline var differences = PairMemo()
  private var knownAnswers = SingleMemo()
  private var knownQuestions = SingleMemo()
  private var knownInV4 = SingleMemo()
  private var knownInV6 = SingleMemo()
  private var projections: [Projection: TrafficID] = [:]

  private struct Projection: Hashable {
    let id: TrafficID
    let ports: PortSet
    let every: Bool
  }

  /// Creates a table with the empty set and the set of all packets.
  public init() {
    sets = [.empty, .all]
    numbers = [.empty: .empty, .all: .all]
  }

  /// The number of distinct sets.
  public var count: Int { sets.count }

  /// The set of an identifier that this table gave.
  public subscript(id: TrafficID) -> TrafficSet { sets[Int(id.rawValue)] }

  /// Returns the identifier of a set, which is a new one if the table does not have the set yet.
  ///
  /// - Complexity: O(*n*) in the size of the set.
  public func intern(_ set: TrafficSet) -> TrafficID {
    if let known = numbers[set] { return known }
    let id = TrafficID(rawValue: UInt32(sets.count))
    sets.append(set)
    numbers[set] = id
    return id
  }

  @usableFromInline
  func computeUnion(_ left: TrafficID, _ right: TrafficID, _ key: UInt64) -> TrafficID {
    let result = intern(self[left].union(self[right]))
    unions.insert(result, for: key)
    return result
  }

  @usableFromInline
  func computeIntersection(_ left: TrafficID, _ right: TrafficID, _ key: UInt64) -> TrafficID {
    let result = intern(self[left].intersection(self[right]))
    intersections.insert(result, for: key)
    return result
  }

  @usableFromInline
  func computeDifference(_ left: TrafficID, _ right: TrafficID, _ key: UInt64) -> TrafficID {
    let result = intern(self[left].subtracting(self[right]))
    differences.insert(result, for: key)
    return result
  }

  /// Returns the answers to the packets of a set; remembered.
  public func answers(_ id: TrafficID) -> TrafficID {
    if let known = knownAnswers[id] { return known }
    let result = intern(self[id].answers)
    knownAnswers[id] = result
    return result
  }

  /// Returns the packets whose answer lies in a set; remembered.
  public func questions(_ id: TrafficID) -> TrafficID {
    if let known = knownQuestions[id] { return known }
    let result = intern(self[id].questions)
    knownQuestions[id] = result
    return result
  }

  /// Returns the packets of a set that exist in one family; remembered.
  public func restricted(_ id: TrafficID, toFamily family: AddressFamily) -> TrafficID {
    switch family {
    case .v4:
      if let known = knownInV4[id] { return known }
      let result = intern(self[id].restricted(toFamily: .v4))
      knownInV4[id] = result
      return result
    case .v6:
      if let known = knownInV6[id] { return known }
      let result = intern(self[id].restricted(toFamily: .v6))
      knownInV6[id] = result
      return result
    }
  }

  /// Returns the traffic to the destination ports that `ports` can use; remembered.
  ///
  /// See `TrafficSet.projectingSourcePorts(over:every:)`.
  public func projectingSourcePorts(
    _ id: TrafficID, over ports: PortSet, every: Bool
  ) -> TrafficID {
    let key = Projection(id: id, ports: ports, every: every)
    if let known = projections[key] { return known }
    let result = intern(self[id].projectingSourcePorts(over: ports, every: every))
    projections[key] = result
    return result
  }
}
