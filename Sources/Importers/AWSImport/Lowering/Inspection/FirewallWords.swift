import PacketSets

/// What the words of firewall rules mean: addresses, ports and the names that stand for them.
struct FirewallWords {
  /// The lists behind names of addresses.
  var addresses: [String: [String]]
  /// The lists behind names of ports.
  var ports: [String: [String]]
  /// The ranges behind references; nil for one that is not exported.
  var references: [String: AddressSet?]

  /// How deep names and lists may stand in each other.
  private static let deepest = 8

  /// The addresses that a word means; nil when that is not known.
  func addresses(_ word: some StringProtocol, depth: Int = 0) -> AddressSet? {
    guard depth < Self.deepest, !word.isEmpty else { return nil }
    if word.lowercased() == "any" { return .all }
    if word.hasPrefix("!") { return addresses(word.dropFirst(), depth: depth + 1)?.complement }
    if word.hasPrefix("[") {
      guard let parts = Self.parts(of: word) else { return nil }
      return addresses(among: parts, depth: depth)
    }
    if word.hasPrefix("@") {
      return references[String(word.dropFirst())] ?? nil
    }
    if word.hasPrefix("$") {
      let name = String(word.dropFirst())
      if let list = addresses[name] { return addresses(among: list, depth: depth) }
      if name == "EXTERNAL_NET" { return addresses("$HOME_NET", depth: depth + 1)?.complement }
      return nil
    }
    return Prefix(word).map { AddressSet($0) }
  }

  /// What a list means: all that it names but what it excludes.
  private func addresses(among words: [String], depth: Int) -> AddressSet? {
    var named = AddressSet.empty
    var excluded = AddressSet.empty
    var hasNames = false
    for word in words {
      if word.hasPrefix("!") {
        guard let found = addresses(word.dropFirst(), depth: depth + 1) else { return nil }
        excluded = excluded.union(found)
      } else {
        guard let found = addresses(word, depth: depth + 1) else { return nil }
        named = named.union(found)
        hasNames = true
      }
    }
    return (hasNames ? named : .all).subtracting(excluded)
  }

  /// The ports that a word means; nil when that is not known.
  func ports(_ word: some StringProtocol, depth: Int = 0) -> PortSet? {
    guard depth < Self.deepest, !word.isEmpty else { return nil }
    if word.lowercased() == "any" { return .full }
    if word.hasPrefix("!") { return ports(word.dropFirst(), depth: depth + 1)?.complement }
    if word.hasPrefix("[") {
      guard let parts = Self.parts(of: word) else { return nil }
      return ports(among: parts, depth: depth)
    }
    if word.hasPrefix("$") {
      return ports[String(word.dropFirst())].flatMap { ports(among: $0, depth: depth) }
    }
    let colon: Character = ":"
    let ends = String(word).split(separator: colon, omittingEmptySubsequences: false)
    guard ends.count <= 2 else { return nil }
    if ends.count == 1 { return UInt16(ends[0]).map { PortSet($0) } }
    let low = ends[0].isEmpty ? 0 : UInt16(ends[0])
    let high = ends[1].isEmpty ? 65535 : UInt16(ends[1])
    guard let low, let high, low <= high else { return nil }
    return PortSet(low...high)
  }

  private func ports(among words: [String], depth: Int) -> PortSet? {
    var named = PortSet.empty
    var excluded = PortSet.empty
    var hasNames = false
    for word in words {
      if word.hasPrefix("!") {
        guard let found = ports(word.dropFirst(), depth: depth + 1) else { return nil }
        excluded = excluded.union(found)
      } else {
        guard let found = ports(word, depth: depth + 1) else { return nil }
        named = named.union(found)
        hasNames = true
      }
    }
    return (hasNames ? named : .full).subtracting(excluded)
  }

  /// The parts of `[a, b, [c]]`.
  private static func parts(of word: some StringProtocol) -> [String]? {
    guard word.hasSuffix("]") else { return nil }
    var parts = [""]
    var depth = 0
    for character in word.dropFirst().dropLast() {
      if character == "[" { depth += 1 }
      if character == "]" { depth -= 1 }
      if character == ",", depth == 0 {
        parts.append("")
      } else if !character.isWhitespace {
        parts[parts.count - 1].append(character)
      }
    }
    return parts
  }

  /// What is meant by a protocol and ports of a stateful rule.
  ///
  /// - Returns: The packets, and whether the rule matches all of them; a rule for a protocol of
  ///   applications matches those that are recognised as such. Nil when the ports are not known.
  func traffic(
    _ proto: String, from source: String, to destination: String
  ) -> (traffic: TrafficSet, isCertain: Bool)? {
    guard let sources = ports(source), let destinations = ports(destination) else { return nil }
    func of(_ proto: IPProtocol) -> TrafficSet {
      TrafficSet(proto, destinationPorts: destinations, sourcePorts: sources)
    }
    switch proto {
    case "IP":
      return sources.isFull && destinations.isFull
        ? (.all, true) : (of(.tcp).union(of(.udp)), false)
    case "TCP": return (of(.tcp), true)
    case "UDP": return (of(.udp), true)
    case "ICMP": return (TrafficSet(.icmp).union(TrafficSet(.icmpv6)), true)
    case "HTTP", "FTP", "TLS", "SMB", "DCERPC", "SSH", "SMTP", "IMAP", "MSN", "HTTP2":
      return (of(.tcp), false)
    case "QUIC", "NTP", "DHCP", "TFTP", "IKEV2": return (of(.udp), false)
    default: return (of(.tcp).union(of(.udp)), false)
    }
  }
}
