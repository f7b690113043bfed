import PacketSets

/// The names of types of ICMP.
enum ControlMessage {
  /// The packets of a type by its name or number, with a code after a slash.
  static func traffic(_ text: some StringProtocol, of proto: IPProtocol) -> TrafficSet? {
    let lowercased = text.lowercased()
    if lowercased == "any" || lowercased == "255" { return TrafficSet(proto) }
    let parts = lowercased.split(separator: "/", omittingEmptySubsequences: false)
    guard let first = parts.first, parts.count <= 2 else { return nil }
    var code: UInt8?
    if parts.count == 2 {
      guard let number = UInt8(parts[1]) else { return nil }
      code = number
    }
    if let type = UInt8(first) { return .icmp(proto, type: type, code: code) }
    if let type = (proto == .icmp ? types : types6)[lowercased] {
      return .icmp(proto, type: type, code: code)
    }
    if let code = (proto == .icmp ? codes : codes6)[lowercased] {
      return .icmp(proto, type: code.type, code: code.code)
    }
    return nil
  }

  private static let types: [String: UInt8] = [
    "echo-reply": 0, "pong": 0, "destination-unreachable": 3, "source-quench": 4, "redirect": 5,
    "echo-request": 8, "ping": 8, "router-advertisement": 9, "router-solicitation": 10,
    "time-exceeded": 11, "ttl-exceeded": 11, "parameter-problem": 12, "timestamp-request": 13,
    "timestamp-reply": 14, "info-request": 15, "info-reply": 16, "address-mask-request": 17,
    "address-mask-reply": 18,
  ]

  private static let types6: [String: UInt8] = [
    "destination-unreachable": 1, "packet-too-big": 2, "time-exceeded": 3, "ttl-exceeded": 3,
    "parameter-problem": 4, "echo-request": 128, "ping": 128, "echo-reply": 129, "pong": 129,
    "mld-listener-query": 130, "mld-listener-report": 131, "mld-listener-done": 132,
    "mld-listener-reduction": 132, "nd-router-solicit": 133, "router-solicitation": 133,
    "nd-router-advert": 134, "router-advertisement": 134, "nd-neighbor-solicit": 135,
    "neighbor-solicitation": 135, "neighbour-solicitation": 135, "nd-neighbor-advert": 136,
    "neighbor-advertisement": 136, "neighbour-advertisement": 136, "nd-redirect": 137,
    "redirect": 137, "router-renumbering": 138, "ind-neighbor-solicit": 141,
    "ind-neighbor-advert": 142, "mld2-listener-report": 143,
  ]

  private static let codes: [String: (type: UInt8, code: UInt8)] = [
    "network-unreachable": (3, 0), "host-unreachable": (3, 1), "protocol-unreachable": (3, 2),
    "port-unreachable": (3, 3), "fragmentation-needed": (3, 4), "source-route-failed": (3, 5),
    "network-unknown": (3, 6), "host-unknown": (3, 7), "network-prohibited": (3, 9),
    "host-prohibited": (3, 10), "communication-prohibited": (3, 13),
    "ttl-zero-during-transit": (11, 0), "ttl-zero-during-reassembly": (11, 1),
  ]

  private static let codes6: [String: (type: UInt8, code: UInt8)] = [
    "no-route": (1, 0), "communication-prohibited": (1, 1), "beyond-scope": (1, 2),
    "address-unreachable": (1, 3), "port-unreachable": (1, 4), "bad-header": (4, 0),
    "unknown-header-type": (4, 1), "unknown-option": (4, 2),
  ]
}
