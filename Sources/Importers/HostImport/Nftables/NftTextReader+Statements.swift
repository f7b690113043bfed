import Documents
import PacketSets

extension NftTextReader {
  /// Reads one statement of a rule.
  mutating func readStatement(into statements: inout [NftStatement]) throws(ReadFault) {
    if let verdict = try readVerdict() {
      statements.append(.verdict(verdict))
      return
    }
    switch current {
    case "counter": skipCounter()
    case "comment":
      position += 1
      _ = take()
    case "log":
      position += 1
      skipOptions([
        "prefix": 1, "level": 1, "group": 1, "snaplen": 1, "queue-threshold": 1, "flags": 2,
      ])
    case "limit": try readLimit(into: &statements)
    case "reject":
      position += 1
      statements.append(.verdict(.reject(readReject())))
    case "queue":
      skipRest()
      statements.append(.verdict(.unknown("a program in a queue decides")))
    case "dnat", "snat", "redirect", "masquerade": try readTranslation(into: &statements)
    case "notrack":
      position += 1
      statements.append(.stopsTracking)
    case "xt": readOpaque(into: &statements)
    case "add", "update", "delete": readSetChange(into: &statements)
    case "tproxy", "fwd", "synproxy":
      let name = take()
      skipRest()
      statements.append(.verdict(.unknown(name)))
    case "dup", "flow", "last": skipRest()
    case "quota", "meter", "@th", "@nh", "@ih", "@ll", "numgen", "jhash", "symhash", "osf",
      "socket", "ipsec", "time", "day", "hour", "cgroup":
      statements.append(.unknown(current))
      skipCondition()
    default: try readComparison(into: &statements)
    }
  }

  /// Skips the rest of the rule.
  mutating func skipRest() {
    skipStatement()
  }

  /// Skips a condition that is not read, up to what a rule ends with.
  private mutating func skipCondition() {
    let ends: Set<String> = [
      "accept", "drop", "return", "jump", "goto", "reject", "counter", "comment", "continue",
    ]
    var depth = 0
    while !isAtEnd, !isAt("\n") {
      if isAt("{") { depth += 1 }
      if isAt("}") {
        if depth == 0 { return }
        depth -= 1
      }
      if depth == 0, ends.contains(current) { return }
      position += 1
    }
  }

  private mutating func skipCounter() {
    position += 1
    skipOptions(["packets": 1, "bytes": 1, "name": 1])
  }

  /// Skips words that are options, each with a number of values.
  private mutating func skipOptions(_ options: [String: Int]) {
    while !isAtLineEnd, let count = options[current] {
      position += 1
      for _ in 0..<count where !isAtLineEnd {
        if options[current] == nil { position += 1 }
      }
    }
  }

  /// Reads `limit rate over 5/minute burst 10 packets`.
  private mutating func readLimit(into statements: inout [NftStatement]) throws(ReadFault) {
    position += 1
    guard take(if: "rate") else {
      statements.append(.unknown("limit"))
      skipCondition()
      return
    }
    let isExceeded = take(if: "over")
    guard !isAtLineEnd else { throw expected("a rate such as 5/minute") }
    let rate = take()
    if !rate.utf8.contains(UInt8(ascii: "/")), !isAtLineEnd { position += 1 }
    if take(if: "burst") {
      if !isAtLineEnd { position += 1 }
      if !isAtLineEnd { position += 1 }
    }
    statements.append(.rate(isExceeded: isExceeded))
  }

  /// Reads `with tcp reset` or `with icmp port-unreachable`.
  private mutating func readReject() -> String {
    guard take(if: "with") else { return "" }
    var words: [String] = []
    while !isAtLineEnd, !isAt("comment") { words.append(take()) }
    return words.joined(separator: " ")
  }

  /// Reads `xt match "set"` and `xt target "LOG"`: their parameters are not in the text.
  private mutating func readOpaque(into statements: inout [NftStatement]) {
    position += 1
    let isTarget = take() == "target"
    let name = isAtLineEnd ? "" : take()
    statements.append(XtExtension.statement(name, isTarget: isTarget))
  }

  /// Reads `add @set { ip saddr limit rate over 10/second }`.
  private mutating func readSetChange(into statements: inout [NftStatement]) {
    var isExceeded: Bool?
    while !isAtLineEnd, !isAt("{") { position += 1 }
    if take(if: "{") {
      var depth = 0
      while !isAtEnd, !isAt("\n") {
        if isAt("{") { depth += 1 }
        if take(if: "}") {
          if depth == 0 { break }
          depth -= 1
          continue
        }
        if take(if: "limit") || take(if: "count") {
          _ = take(if: "rate")
          isExceeded = isAt("over")
        }
        position += 1
      }
    }
    if let isExceeded { statements.append(.rate(isExceeded: isExceeded)) }
  }

  /// Reads `dnat to 192.0.2.50:80`, `dnat ip to tcp dport map @m`, `redirect to :3306`.
  private mutating func readTranslation(
    into statements: inout [NftStatement]
  ) throws(ReadFault) {
    let name = take()
    var translation = Translation()
    _ = take(if: "ip") || take(if: "ip6")
    _ = take(if: "prefix")
    if take(if: "to") {
      if isAtLineEnd { throw expected("an address or a port") }
      let start = position
      if let key = try? readKey(), isAt("map") {
        position += 1
        let mapping = try readMapping()
        statements.append(
          name == "dnat"
            ? .destinationMap(key, mapping)
            : .verdict(.translateSource(NftText.unknownTranslation)))
        return skipRest()
      }
      position = start
      translation = Self.translation(take())
      if isAt(".") { translation = NftText.unknownTranslation }
    } else if name == "dnat" {
      translation.isUnknown = true
    }
    while !isAtLineEnd, !isAt("comment") { position += 1 }
    let isDestination = name == "dnat" || name == "redirect"
    statements.append(
      .verdict(isDestination ? .translateDestination(translation) : .translateSource(translation)))
  }

  /// The translation of `192.0.2.50:443`, `[2001:db8::1]:80`, `:3306` or `10.0.0.1-10.0.0.9`.
  static func translation(_ text: String) -> Translation {
    var result = Translation()
    var address = text[...]
    var ports: Substring?
    if address.hasPrefix("["), let close = address.firstIndex(of: "]") {
      ports = address[address.index(after: close)...]
      address = address[address.index(after: address.startIndex)..<close]
    } else if address.filter({ $0 == ":" }).count == 1, let colon = address.firstIndex(of: ":") {
      ports = address[colon...]
      address = address[..<colon]
    }
    if let ports, !ports.isEmpty {
      guard let range = PortText.range(ports.dropFirst(), separator: "-") else {
        return NftText.unknownTranslation
      }
      result.ports = range
    }
    guard !address.isEmpty else { return result }
    guard let set = AddressText.set(address) else { return NftText.unknownTranslation }
    result.addresses = set
    return result
  }
}
