/// The states that connection tracking gives to packets.
struct ConnectionStates: OptionSet, Hashable, Sendable {
  let rawValue: UInt8

  /// The first packet of a connection.
  static let new = ConnectionStates(rawValue: 1)
  /// A packet of a connection of which both sides were seen.
  static let established = ConnectionStates(rawValue: 2)
  /// The first packet of a connection that belongs to another one.
  static let related = ConnectionStates(rawValue: 4)
  /// A packet that belongs to no connection and opens none.
  static let invalid = ConnectionStates(rawValue: 8)
  /// A packet that was taken out of tracking.
  static let untracked = ConnectionStates(rawValue: 16)
  /// Every state.
  static let all: ConnectionStates = [.new, .established, .related, .invalid, .untracked]

  /// The state of this name in any case, as iptables and nft write it.
  init?(name: some StringProtocol) {
    switch name.lowercased() {
    case "new": self = .new
    case "established": self = .established
    case "related": self = .related
    case "invalid": self = .invalid
    case "untracked": self = .untracked
    default: return nil
    }
  }

  init(rawValue: UInt8) { self.rawValue = rawValue }
}
