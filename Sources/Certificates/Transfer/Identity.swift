public import Topology

/// Which groups a packet carries.
public enum Identity: Hashable, Sendable {
  /// Exactly these, sorted.
  case groups([ID<IdentityGroup>])
  /// Perhaps any.
  case unknown

  /// No group.
  public static let none = Identity.groups([])

  /// Whether a packet may carry one of some groups.
  func mayCarry(_ groups: [ID<IdentityGroup>]) -> Bool {
    switch self {
    case .groups(let own): groups.contains(where: own.contains)
    case .unknown: !groups.isEmpty
    }
  }

  /// Whether a packet certainly carries one of some groups.
  func carries(_ groups: [ID<IdentityGroup>]) -> Bool {
    switch self {
    case .groups(let own): groups.contains(where: own.contains)
    case .unknown: false
    }
  }

  /// The groups with some more.
  func adding(_ more: [ID<IdentityGroup>]) -> Identity {
    switch self {
    case .groups(let own): .groups(Set(own).union(more).sorted())
    case .unknown: .unknown
    }
  }
}
