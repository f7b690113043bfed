import Documents
import PacketSets

/// Reads listening sockets as `ss -tulpn` prints them.
enum SocketReader {
  /// Reads the lines; those of connections and of other protocols are left out.
  static func sockets(_ lines: [TextLine]) -> [ListeningSocket] {
    var result: [ListeningSocket] = []
    for line in lines {
      let words = line.words().map(\.text)
      guard words.count >= 5, ["LISTEN", "UNCONN"].contains(words[1]),
        let proto = IPProtocol(name: words[0]), proto.hasPorts,
        let colon = words[4].lastIndex(of: ":"),
        let port = UInt16(words[4][words[4].index(after: colon)...])
      else { continue }
      var host = words[4][..<colon]
      var interface: String?
      if let percent = host.firstIndex(of: "%") {
        let rest = host[host.index(after: percent)...]
        interface = rest.hasSuffix("]") ? String(rest.dropLast()) : String(rest)
        host = host[..<percent]
      }
      let isWide = words.count > 5 && words[5].hasPrefix("[") || host == "*"
      if host.hasPrefix("[") { host = host.dropFirst() }
      if host.hasSuffix("]") { host = host.dropLast() }
      let addresses: AddressSet
      switch host {
      case "*": addresses = .all
      case "0.0.0.0": addresses = .allIPv4
      // A socket at :: takes IPv4 as well unless it says otherwise, which ss does not print.
      case "::": addresses = isWide ? .allIPv6 : .all
      default:
        guard let address = IPAddress(host) else { continue }
        addresses = AddressSet(address)
      }
      result.append(
        ListeningSocket(
          proto: proto, addresses: addresses, interface: interface, port: port,
          program: program(in: line.text), location: line.location))
    }
    return result
  }

  /// The name in `users:(("nginx",pid=1,fd=2))`.
  private static func program(in text: String) -> String? {
    guard let start = text.firstRange(of: "((\"") else { return nil }
    let name = text[start.upperBound...].prefix { $0 != "\"" }
    return name.isEmpty ? nil : String(name)
  }
}
