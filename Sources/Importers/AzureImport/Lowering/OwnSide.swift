import PacketSets

/// The end of a rule at which the filtered interface stands.
struct OwnSide: Hashable {
  /// Its private addresses of each family; none where the export does not hold them.
  var addresses: [IPAddress]
  /// The ranges in which an address that is not exported lies.
  var ranges: [Prefix]
  /// The application security groups that it is in.
  var groups: [AzureID]
}

/// Whether a rule means the interface that it filters, for each address family.
struct OwnMatch: Hashable {
  var v4: Answer
  var v6: Answer

  /// Whether it does.
  enum Answer: UInt8, Hashable, Comparable {
    case no, maybe, yes

    static func < (left: Answer, right: Answer) -> Bool { left.rawValue < right.rawValue }
  }

  static let yes = OwnMatch(v4: .yes, v6: .yes)

  /// Whether the rule never means the interface.
  var isNever: Bool { v4 == .no && v6 == .no }

  /// The peers of the families with an answer.
  func addresses(_ answer: Answer) -> AddressSet {
    AddressSet(v4: v4 == answer ? .full : .empty, v6: v6 == answer ? .full : .empty)
  }
}
