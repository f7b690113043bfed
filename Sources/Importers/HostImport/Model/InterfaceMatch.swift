/// The interfaces that a rule names, with `+` or `*` at the end for any rest.
struct InterfaceMatch: Hashable, Sendable {
  /// The names, of which one must be that of the interface.
  var names: [String]
  /// Whether none of the names may be that of the interface.
  var isNegated: Bool

  init(_ names: [String], isNegated: Bool = false) {
    self.names = names
    self.isNegated = isNegated
  }

  /// Whether an interface of this name matches; no name stands for a packet without interface.
  func matches(_ name: String) -> Bool {
    names.contains { Self.matches(name, pattern: $0) } != isNegated
  }

  /// Whether every name begins with `lo` and is the loopback interface.
  var isLoopback: Bool { !isNegated && names.allSatisfy { $0 == "lo" } }

  private static func matches(_ name: String, pattern: String) -> Bool {
    guard let last = pattern.last, last == "+" || last == "*" else { return name == pattern }
    return !name.isEmpty && name.hasPrefix(pattern.dropLast())
  }
}

/// What is known of the interface by which a packet comes or goes.
enum InterfaceKnowledge: Hashable, Sendable {
  /// There is none at this point of the way.
  case none
  /// It has this name.
  case named(String)
  /// It is one that leads to other machines, which one is not known.
  case external
  /// It is the one by which packets to the other end are routed.
  case routed

  /// Whether a match holds, nil when that is not known.
  func satisfies(_ match: InterfaceMatch) -> Bool? {
    switch self {
    case .none: match.matches("")
    case .named(let name): match.matches(name)
    case .external, .routed: match.names.allSatisfy { $0 == "lo" } ? match.isNegated : nil
    }
  }
}
