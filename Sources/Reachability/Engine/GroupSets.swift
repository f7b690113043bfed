import Topology

/// The number of a set of groups in a `GroupSets`.
struct GroupSetID: Hashable {
  var rawValue: UInt32
  /// No group.
  static let none = GroupSetID(rawValue: 0)
}

/// Sets of groups, each kept once.
struct GroupSets {
  private(set) var sets: [[ID<IdentityGroup>]] = [[]]
  private var numbers: [[ID<IdentityGroup>]: GroupSetID] = [[]: .none]

  /// The number of a sorted set.
  mutating func number(of set: [ID<IdentityGroup>]) -> GroupSetID {
    if let known = numbers[set] { return known }
    let id = GroupSetID(rawValue: UInt32(sets.count))
    sets.append(set)
    numbers[set] = id
    return id
  }

  /// The groups of either set.
  mutating func union(_ one: GroupSetID, _ other: GroupSetID) -> GroupSetID {
    if one == .none || one == other { return other }
    if other == .none { return one }
    return number(of: Set(members(of: one)).union(members(of: other)).sorted())
  }

  /// The groups of a set, sorted.
  func members(of id: GroupSetID) -> [ID<IdentityGroup>] { sets[Int(id.rawValue)] }
}
