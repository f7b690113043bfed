/// A span of engine versions whose rules are the same (section 0 of the sheet).
enum EngineGeneration: Int, Hashable, Comparable, Sendable, CaseIterable {
  /// Up to 24: internal networks keep a default route.
  case upTo24
  /// 25 to 27: internal networks have none.
  case from25
  /// 28: what is not published is closed to direct routing.
  case from28
  /// 29: other networks reach published ports by translation, and the back end may be nftables.
  case from29

  /// The generation of a version such as `20.10.24+dfsg1`; nil for what is no version.
  init?(version: String) {
    guard let text = version.split(separator: ".").first, let major = Int(text) else { return nil }
    switch major {
    case ...24: self = .upTo24
    case 25...27: self = .from25
    case 28: self = .from28
    default: self = .from29
    }
  }

  static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }
}

/// Who writes the engine's rules.
enum FirewallBackend: String, Hashable, Sendable, CaseIterable {
  /// Chains of iptables.
  case iptables
  /// Tables of nftables, experimental since 29.
  case nftables
}
