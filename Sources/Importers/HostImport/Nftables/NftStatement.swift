import Documents
import PacketSets

/// What a rule of nftables compares.
indirect enum NftKey: Hashable, Sendable {
  /// A field of a header, such as `tcp dport`.
  case payload(String, String)
  /// A fact about the packet, such as `iifname`.
  case meta(String)
  /// A fact about the connection, such as `state`.
  case connection(String)
  /// What the routing table says of an address.
  case routing(flags: [String], result: String)
  /// An extension header.
  case extensionHeader(String)
  /// Several at once.
  case concatenation([NftKey])
  /// Some bits of another key.
  case masked(NftKey, NftValue)
  /// Anything else.
  case other(String)
}

/// With what a rule of nftables compares.
indirect enum NftValue: Hashable, Sendable {
  /// A word or number as it is written.
  case word(String)
  /// An address with the length of its prefix.
  case prefix(String, Int)
  /// Everything between two values.
  case range(NftValue, NftValue)
  /// One of several values.
  case set([NftValue])
  /// Several values at once.
  case concatenation([NftValue])
  /// A set or map by its name.
  case reference(String)
  /// Something that cannot be read.
  case unknown(String)
}

/// How a rule compares.
enum NftOperator: String, Hashable, Sendable {
  case equal = "=="
  case unequal = "!="
  case less = "<"
  case greater = ">"
  case lessOrEqual = "<="
  case greaterOrEqual = ">="
  /// One of several bits is set.
  case inside = "in"
}

/// To what a map leads.
enum NftTarget: Hashable, Sendable {
  case verdict(Verdict)
  case value(NftValue)
}

/// An entry of a map.
struct NftEntry: Hashable, Sendable {
  var key: NftValue
  var target: NftTarget
}

/// The content of a map: in the rule itself or under a name.
enum NftMapping: Hashable, Sendable {
  case entries([NftEntry])
  case reference(String)
}

/// A part of a rule of nftables.
enum NftStatement: Hashable, Sendable {
  /// A comparison.
  case match(NftKey, NftOperator, NftValue)
  /// A verdict that a map gives.
  case verdictMap(NftKey, NftMapping)
  /// A verdict.
  case verdict(Verdict)
  /// A new destination that a map gives.
  case destinationMap(NftKey, NftMapping)
  /// A rate.
  case rate(isExceeded: Bool)
  /// The mark of the packet changes.
  case setsMark
  /// The packet leaves connection tracking.
  case stopsTracking
  /// A condition that cannot be read.
  case unknown(String)
}
