import Documents
import PacketSets

extension IptablesRuleReader {
  /// Gives a rule the verdict of its target (4.2).
  func apply(_ target: TextLine.Word?, to rule: inout FirewallRule) throws(ReadFault) {
    guard let target else { return }
    switch target.text {
    case "ACCEPT": rule.verdict = .accept
    case "DROP", "TARPIT", "STEAL": rule.verdict = .drop
    case "REJECT": rule.verdict = .reject(targetOptions["--reject-with"]?.text ?? "")
    case "RETURN": rule.verdict = .return
    case "LOG", "NFLOG", "ULOG", "TOS", "DSCP", "TCPMSS", "TTL", "HL", "CLASSIFY", "SET", "AUDIT",
      "CHECKSUM", "TRACE", "SECMARK", "CONNSECMARK", "ECN", "TCPOPTSTRIP", "LED", "RATEEST",
      "IDLETIMER", "SYNPROXY", "TEE", "HMARK":
      rule.verdict = .next
    case "MARK", "CONNMARK": rule.setsMark = true
    case "NOTRACK": rule.stopsTracking = true
    case "CT": rule.stopsTracking = targetOptions["--notrack"] != nil
    case "MASQUERADE", "SNAT":
      let option = targetOptions["--to-source"] ?? targetOptions["--to-ports"]
      rule.verdict = .translateSource(translation(option))
    case "DNAT":
      rule.verdict = .translateDestination(translation(targetOptions["--to-destination"]))
    case "REDIRECT":
      var translation = Translation()
      if let ports = targetOptions["--to-ports"] {
        guard let range = PortText.range(ports.text, separator: "-") else {
          throw ReadFault(ports, expected: "ports such as 8080-8090")
        }
        translation.ports = range
      }
      rule.verdict = .translateDestination(translation)
    case "NETMAP", "TPROXY", "CLUSTERIP", "DNPT", "SNPT":
      var unknown = Translation()
      unknown.isUnknown = true
      rule.verdict = .translateDestination(unknown)
    case "QUEUE", "NFQUEUE": rule.verdict = .unknown("a program in a queue decides")
    default: rule.verdict = isGoto ? .goto(target.text) : .jump(target.text)
    }
  }

  /// The translation of `192.0.2.50:80`, `192.0.2.1-192.0.2.9:80-90` or `[2001:db8::1]:80`.
  private func translation(_ word: TextLine.Word?) -> Translation {
    var result = Translation()
    guard let word, !word.text.isEmpty else {
      result.isUnknown = true
      return result
    }
    var address = word.text[...]
    if address.hasPrefix("[") {
      guard let close = address.firstIndex(of: "]") else { return unknownTranslation }
      let rest = address[address.index(after: close)...]
      address = address[address.index(after: address.startIndex)..<close]
      if rest.hasPrefix(":") {
        result.ports = PortText.range(rest.dropFirst(), separator: "-")
        if result.ports == nil { return unknownTranslation }
      }
    } else if family == .v4, let colon = address.firstIndex(of: ":") {
      result.ports = PortText.range(address[address.index(after: colon)...], separator: "-")
      if result.ports == nil { return unknownTranslation }
      address = address[..<colon]
    }
    if address.isEmpty { return result }
    guard let set = AddressText.set(address) else { return unknownTranslation }
    result.addresses = set
    return result
  }

  private var unknownTranslation: Translation {
    var result = Translation()
    result.isUnknown = true
    return result
  }
}
