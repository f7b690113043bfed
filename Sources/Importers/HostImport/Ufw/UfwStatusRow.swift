import Documents
import PacketSets

/// A row of the table that `ufw status` prints (3.2, 3.3).
enum UfwStatusRow {
  /// Reads a row: the columns are padded but not of fixed width, so the action divides them.
  static func read(_ text: Substring, of line: TextLine) throws(ReadFault) -> UfwRule {
    var words = text.split(separator: " ").map(String.init)
    if words.first?.hasPrefix("[") == true {
      while let word = words.first {
        words.removeFirst()
        if word.hasSuffix("]") { break }
      }
    }
    if let comment = words.firstIndex(of: "#") { words.removeSubrange(comment...) }
    let actions: [String: UfwRule.Action] = [
      "ALLOW": .allow, "DENY": .deny, "REJECT": .reject, "LIMIT": .limit,
    ]
    guard let split = words.indices.dropFirst().first(where: { actions[words[$0]] != nil }),
      let action = actions[words[split]]
    else {
      throw ReadFault(line.location, "expected ALLOW, DENY, REJECT or LIMIT between the columns")
    }
    var rule = UfwRule(action: action, text: String(text), location: line.location)
    var rest = words[(split + 1)...]
    switch rest.first {
    case "IN": rest.removeFirst()
    case "OUT":
      rest.removeFirst()
      rule.direction = .outbound
    case "FWD":
      rest.removeFirst()
      rule.direction = .forwarded
    default: break
    }
    while let tail = rest.last, ["(log)", "(log-all)", "(out)"].contains(tail) {
      if tail == "(out)" { rule.direction = .outbound }
      rest.removeLast()
    }
    let to = try Side(Array(words[..<split]), line)
    let from = try Side(Array(rest), line)
    apply(to, from, to: &rule)
    return rule
  }

  private static func apply(_ to: Side, _ from: Side, to rule: inout UfwRule) {
    rule.destination = to.addresses
    rule.source = from.addresses
    rule.destinationPorts = to.ports
    rule.sourcePorts = from.ports
    rule.traffic = to.traffic.intersection(from.traffic)
    rule.unknown = to.unknown ?? from.unknown
    // Twins are listed apart, and only they carry the mark (2.9).
    rule.families = to.isTwin || from.isTwin ? [.v6] : [.v4]
    if rule.source != .all || rule.destination != .all {
      rule.families = AddressFamily.allCases
      rule.settleFamilies()
    }
    switch rule.direction {
    case .inbound: rule.input = to.interface ?? from.interface
    case .outbound: rule.output = from.interface ?? to.interface
    case .forwarded:
      rule.input = from.interface
      rule.output = to.interface
    }
  }

  /// One of the two columns with addresses and ports.
  struct Side {
    var addresses = AddressSet.all
    var ports: PortSet?
    var traffic = TrafficSet.all
    var interface: String?
    var isTwin = false
    var unknown: String?

    init(_ words: [String], _ line: TextLine) throws(ReadFault) {
      var words = words
      if let on = words.firstIndex(of: "on"), on + 1 < words.count {
        interface = words[on + 1]
        words.removeSubrange(on...(on + 1))
      }
      // `(v6)` marks a twin; other words in parentheses are the name of a profile.
      if let open = words.firstIndex(where: { $0.hasPrefix("(") }) {
        isTwin = words[open...].contains { $0.contains("(v6)") }
        words.removeSubrange(open...)
      }
      guard let first = words.first else {
        throw ReadFault(line.location, "expected an address, a port or Anywhere")
      }
      if first == "Anywhere" { return }
      if words.count == 1, setPorts(first) { return }
      if let set = AddressText.set(first) {
        addresses = set
      } else if let slash = first.lastIndex(of: "/"),
        let set = AddressText.set(first[..<slash]),
        let protocols = PortText.traffic(ofProtocol: first[first.index(after: slash)...])
      {
        // A protocol that is glued to an address is no prefix.
        addresses = set
        traffic = protocols
        return
      } else {
        unknown =
          "the ports of the profile \(words.joined(separator: " ")), which "
          + "`ufw status verbose` prints,"
        return
      }
      if words.count > 1, !setPorts(words[1]) {
        unknown = "the ports of the profile \(words.dropFirst().joined(separator: " "))"
      }
    }

    /// Reads `80,443/tcp`, `5432` or `6000:6007/udp`.
    private mutating func setPorts(_ text: String) -> Bool {
      let parts = text.split(separator: "/")
      guard let first = parts.first, parts.count <= 2 else { return false }
      guard first.first?.isNumber == true, let set = PortText.set(first) else { return false }
      if parts.count == 2 {
        guard let protocols = PortText.traffic(ofProtocol: parts[1]), UInt8(parts[1]) == nil
        else { return false }
        traffic = protocols
      }
      ports = set
      return true
    }
  }
}
