import PacketSets

/// A set of address families.
struct FamilySet: OptionSet, Hashable {
  let rawValue: UInt8

  static let v4 = FamilySet(rawValue: 1)
  static let v6 = FamilySet(rawValue: 2)
  static let both: FamilySet = [.v4, .v6]

  /// The families of which some address is in a set.
  static func some(of set: AddressSet) -> FamilySet {
    var result: FamilySet = []
    if !set.v4.isEmpty { result.insert(.v4) }
    if !set.v6.isEmpty { result.insert(.v6) }
    return result
  }

  /// The families of which every address is in a set.
  static func every(of set: AddressSet) -> FamilySet {
    var result: FamilySet = []
    if set.v4.isFull { result.insert(.v4) }
    if set.v6.isFull { result.insert(.v6) }
    return result
  }
}
