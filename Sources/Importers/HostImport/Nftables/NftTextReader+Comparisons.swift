import Documents

extension NftTextReader {
  /// Reads a comparison, a verdict map, or the setting of a field.
  mutating func readComparison(into statements: inout [NftStatement]) throws(ReadFault) {
    var key = try readKey()
    if take(if: "set") {
      let isMark = key == .meta("mark") || key == .connection("mark")
      while !isAtLineEnd, !isAt("accept"), !isAt("drop"), !isAt("counter"), !isAt("return") {
        position += 1
      }
      if isMark { statements.append(.setsMark) }
      if case .payload(let header, let field) = key, header.hasPrefix("ip"), field != "dscp" {
        statements.append(.verdict(.unknown("a changed header")))
      }
      return
    }
    if take(if: "vmap") {
      statements.append(.verdictMap(key, try readMapping()))
      return
    }
    if take(if: "&") || take(if: "and") {
      let isGrouped = take(if: "(")
      var bits = [try readFlag()]
      while take(if: "|") { bits.append(try readFlag()) }
      if isGrouped, !take(if: ")") { throw expected(")") }
      key = .masked(key, .word(bits.joined(separator: ",")))
    }
    var operation = NftOperator.equal
    if let written = NftOperator(rawValue: current), written != .inside {
      operation = written
      position += 1
    } else if take(if: "exists") {
      statements.append(.match(key, .equal, .word("exists")))
      return
    } else if take(if: "missing") {
      // No ordinary packet has an extension header.
      if case .extensionHeader = key { return }
      statements.append(.match(key, .equal, .word("missing")))
      return
    }
    if case .masked = key {
      let isGrouped = take(if: "(")
      var bits = [try readFlag()]
      while take(if: "|") || take(if: ",") { bits.append(try readFlag()) }
      if isGrouped, !take(if: ")") { throw expected(")") }
      statements.append(.match(key, operation, .word(bits.joined(separator: ","))))
      return
    }
    if case .connection("count") = key {
      let isExceeded = take(if: "over")
      _ = take()
      statements.append(.rate(isExceeded: isExceeded))
      return
    }
    let value = try readValue()
    if key == .payload("tcp", "flags") {
      // `syn / syn,ack` is a value under a mask.
      guard case .word(let word) = value, isAt("/") else {
        statements.append(.unknown("tcp flags"))
        if take(if: "/") { _ = try readValue() }
        return
      }
      position += 1
      var bits = [try readFlag()]
      while take(if: ",") { bits.append(try readFlag()) }
      statements.append(
        .match(.masked(key, .word(bits.joined(separator: ","))), operation, .word(word)))
      return
    }
    statements.append(.match(key, operation, value))
  }

  private mutating func readFlag() throws(ReadFault) -> String {
    guard !isAtLineEnd else { throw expected("a flag or a number") }
    return take()
  }

  /// Reads `{ KEY : VALUE }` or `@name`.
  mutating func readMapping() throws(ReadFault) -> NftMapping {
    if isAt("{") { return .entries(try readEntries()) }
    guard current.hasPrefix("@") else { throw expected("a map") }
    return .reference(String(take().dropFirst()))
  }

  /// Reads what a rule compares, with what is joined to it by dots.
  mutating func readKey() throws(ReadFault) -> NftKey {
    var keys = [try readSimpleKey()]
    while isAt(".") {
      position += 1
      keys.append(try readSimpleKey())
    }
    return keys.count == 1 ? keys[0] : .concatenation(keys)
  }

  private static let bareMeta: Set<String> = [
    "iif", "iifname", "iiftype", "iifgroup", "oif", "oifname", "oiftype", "oifgroup", "mark",
    "skuid", "skgid", "pkttype", "length", "protocol", "nfproto", "l4proto", "cpu", "priority",
    "rtclassid", "cgroup", "ibrname", "obrname",
  ]

  private static let headers: Set<String> = [
    "ip", "ip6", "tcp", "udp", "udplite", "sctp", "dccp", "th", "icmp", "icmpv6", "igmp", "esp",
    "ah", "comp", "ether", "vlan", "arp",
  ]

  private mutating func readSimpleKey() throws(ReadFault) -> NftKey {
    guard !isAtLineEnd, !tokens[position].isQuoted else { throw expected("a condition") }
    let word = take()
    if Self.bareMeta.contains(word) { return .meta(word) }
    switch word {
    case "meta":
      guard !isAtLineEnd else { throw expected("a key of meta") }
      return .meta(take())
    case "ct":
      if isAt("original") || isAt("reply") {
        let direction = take()
        var words = [take()]
        if words[0] == "ip" || words[0] == "ip6" { words.append(take()) }
        return .other("ct \(direction) \(words.joined(separator: " "))")
      }
      guard !isAtLineEnd else { throw expected("a key of ct") }
      return .connection(take())
    case "fib":
      guard !isAtLineEnd else { throw expected("a key of fib") }
      var flags = [take()]
      while take(if: ".") { flags.append(take()) }
      guard !isAtLineEnd else { throw expected("type, oif or oifname") }
      return .routing(flags: flags, result: take())
    case "exthdr", "rt", "frag", "hbh", "dst", "mh", "srh":
      while !isAtLineEnd, !isAt("exists"), !isAt("missing"), !isAt("=="), !isAt("!=") {
        if Int(current) != nil { break }
        position += 1
      }
      return .extensionHeader(word)
    default: break
    }
    guard Self.headers.contains(word), !isAtLineEnd else {
      position -= 1
      throw expected("a condition or a verdict")
    }
    return .payload(word, take())
  }
}
