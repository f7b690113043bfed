import Documents

/// A rule of a chain: conditions that must all hold, and what then happens.
struct FirewallRule: Hashable, Sendable {
  /// The conditions.
  var matches: [PacketMatch]
  /// What happens.
  var verdict: Verdict
  /// Whether it sets the mark of packets.
  var setsMark = false
  /// Whether it takes packets out of connection tracking.
  var stopsTracking = false
  /// The rule as the export writes it.
  var text: String
  /// The line on which it stands.
  var location: SourceLocation
}
