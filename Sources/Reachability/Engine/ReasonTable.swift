import Topology

/// The number of a set of assumptions in a `ReasonTable`.
struct ReasonID: Hashable {
  var rawValue: UInt32
  /// No assumption at all.
  static let none = ReasonID(rawValue: 0)
}

/// Sets of assumptions, each kept once, with their unions remembered.
struct ReasonTable {
  private var sets: [[ID<Assumption>]] = [[]]
  private var numbers: [[ID<Assumption>]: ReasonID] = [[]: .none]
  private var unions: [UInt64: ReasonID] = [:]

  /// The set of a single assumption.
  mutating func only(_ assumption: ID<Assumption>) -> ReasonID { number(of: [assumption]) }

  /// The assumptions of a set, sorted.
  func members(of id: ReasonID) -> [ID<Assumption>] { sets[Int(id.rawValue)] }

  /// The assumptions of either set.
  mutating func union(_ left: ReasonID, _ right: ReasonID) -> ReasonID {
    if left == right || right == .none { return left }
    if left == .none { return right }
    let key =
      UInt64(min(left.rawValue, right.rawValue)) << 32 | UInt64(max(left.rawValue, right.rawValue))
    if let known = unions[key] { return known }
    let result = number(of: Array(Set(members(of: left)).union(members(of: right))).sorted())
    unions[key] = result
    return result
  }

  private mutating func number(of set: [ID<Assumption>]) -> ReasonID {
    if let known = numbers[set] { return known }
    let id = ReasonID(rawValue: UInt32(sets.count))
    sets.append(set)
    numbers[set] = id
    return id
  }
}
