import Documents

/// A table as `nft list ruleset` prints it, before its names are resolved.
struct NftTable: Hashable, Sendable {
  var families: TableFamily
  var name: String
  var sets: [String: NftSet] = [:]
  var maps: [String: [NftEntry]] = [:]
  var chains: [NftChain] = []
  /// Whether it is switched off.
  var isDormant = false
  var location: SourceLocation

  /// A named set.
  struct NftSet: Hashable, Sendable {
    var elements: [NftValue]
    /// Whether rules add elements while packets pass, so that the export is a moment of it.
    var isDynamic: Bool
  }

  /// A chain of a table.
  struct NftChain: Hashable, Sendable {
    var name: String
    var base: FirewallChain.Base?
    var policy: Verdict = .accept
    var rules: [NftRule] = []
    var location: SourceLocation
  }

  /// A rule of a chain.
  struct NftRule: Hashable, Sendable {
    var statements: [NftStatement]
    var text: String
    var location: SourceLocation
  }

  /// The number of a priority by its name (5.1, 5.6).
  static func priority(_ name: some StringProtocol) -> Int? {
    switch name {
    case "raw": -300
    case "mangle": -150
    case "dstnat": -100
    case "filter": 0
    case "security": 50
    case "srcnat", "out": 100
    default: Int(name)
    }
  }
}
