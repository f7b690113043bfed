import PacketSets

/// Ports and protocols as firewalls write them.
enum PortText {
  /// The range of a text such as `80`, `8080:8090`, `:1023`, `1024:` or `http`.
  static func range(
    _ text: some StringProtocol, separator: Character = ":"
  ) -> ClosedRange<UInt16>? {
    if let split = text.firstIndex(of: separator) {
      let low = text[..<split]
      let high = text[text.index(after: split)...]
      guard let first = low.isEmpty ? 0 : port(low),
        let last = high.isEmpty ? UInt16.max : port(high), first <= last
      else { return nil }
      return first...last
    }
    return port(text).map { $0...$0 }
  }

  /// The ports of a text such as `80,443,8080:8090`.
  static func set(_ text: some StringProtocol, separator: Character = ":") -> PortSet? {
    var ranges: [ClosedRange<UInt16>] = []
    for part in text.split(separator: ",", omittingEmptySubsequences: false) {
      guard let range = range(part, separator: separator) else { return nil }
      ranges.append(range)
    }
    return PortSet(ranges)
  }

  /// A port by its number or by its name in `/etc/services` (2.6).
  static func port(_ text: some StringProtocol) -> UInt16? {
    if let number = UInt16(text) { return number }
    return services[text.lowercased()]
  }

  /// The names that people use in rules.
  private static let services: [String: UInt16] = [
    "ftp-data": 20, "ftp": 21, "ssh": 22, "telnet": 23, "smtp": 25, "time": 37, "domain": 53,
    "bootps": 67, "bootpc": 68, "tftp": 69, "http": 80, "www": 80, "kerberos": 88, "pop3": 110,
    "sunrpc": 111, "auth": 113, "nntp": 119, "ntp": 123, "netbios-ns": 137, "netbios-dgm": 138,
    "netbios-ssn": 139, "imap": 143, "imap2": 143, "snmp": 161, "snmp-trap": 162, "bgp": 179,
    "ldap": 389, "https": 443, "microsoft-ds": 445, "isakmp": 500, "syslog": 514,
    "submissions": 465, "submission": 587, "ipp": 631, "ldaps": 636, "rsync": 873, "imaps": 993,
    "pop3s": 995, "socks": 1080, "openvpn": 1194, "ms-sql-s": 1433, "nfs": 2049, "mysql": 3306,
    "ms-wbt-server": 3389, "sip": 5060, "sip-tls": 5061, "xmpp-client": 5222, "mdns": 5353,
    "postgresql": 5432, "amqp": 5672, "redis": 6379, "http-alt": 8080, "ipsec-nat-t": 4500,
    "dhcpv6-client": 546, "dhcpv6-server": 547,
  ]

  /// The packets of a protocol, by name or number; `all` and 0 stand for every one.
  static func traffic(ofProtocol name: some StringProtocol) -> TrafficSet? {
    let lowercased = name.lowercased()
    if lowercased == "all" || lowercased == "0" { return .all }
    if let proto = IPProtocol(name: lowercased) { return TrafficSet(proto) }
    return protocolNumbers[lowercased].map { TrafficSet(IPProtocol(rawValue: $0)) }
  }

  private static let protocolNumbers: [String: UInt8] = [
    "ipv6": 41, "ipv6-route": 43, "ipv6-frag": 44, "ipv6-nonxt": 59, "ipv6-opts": 60,
    "comp": 108, "egp": 8, "rsvp": 46, "mobility-header": 135, "ipv4": 4, "ipip": 4,
  ]

  /// The packets of those protocols with ports whose ports lie in some sets.
  static func traffic(
    of base: TrafficSet, source: PortSet = .full, destination: PortSet = .full
  ) -> TrafficSet {
    var result = TrafficSet.empty
    for proto in [IPProtocol.tcp, .udp, .dccp, .sctp, .udplite] {
      result.formUnion(TrafficSet(proto, destinationPorts: destination, sourcePorts: source))
    }
    return result.intersection(base)
  }

  /// Every packet of the protocols that have ports.
  static let withPorts = traffic(of: .all)
}
