/// The modules of iptables that nft cannot print: only their names are in the export.
enum XtExtension {
  /// What is known of a module of which only the name is known.
  static func statement(_ name: String, isTarget: Bool) -> NftStatement {
    if isTarget {
      switch name.uppercased() {
      case "LOG", "NFLOG", "TCPMSS", "CHECKSUM", "TOS", "DSCP", "CLASSIFY", "TRACE", "AUDIT":
        return .verdict(.next)
      case "REJECT": return .verdict(.reject(""))
      case "MARK", "CONNMARK": return .setsMark
      case "DNAT", "REDIRECT", "NETMAP":
        return .verdict(.translateDestination(NftText.unknownTranslation))
      case "SNAT", "MASQUERADE":
        return .verdict(.translateSource(NftText.unknownTranslation))
      case "CT", "NOTRACK": return .stopsTracking
      default: return .verdict(.unknown("xt target \(name)"))
      }
    }
    switch name {
    case "comment": return .match(.meta("l4proto"), .unequal, .set([]))
    case "limit": return .rate(isExceeded: false)
    default:
      return .unknown("the parameters of -m \(name), which `iptables-save` exports,")
    }
  }
}
