/// The words in names and tags that tell what a machine is for.
enum TierWords {
  /// The tiers that can be inferred, in the order in which reports show them.
  static let tiers = ["bastion", "vpn", "load-balancer", "app", "db"]

  private static let words: [String: String] = [
    "bastion": "bastion", "jump": "bastion", "jumpbox": "bastion", "jumphost": "bastion",
    "jumpserver": "bastion",
    "vpn": "vpn", "openvpn": "vpn", "wireguard": "vpn", "wg": "vpn",
    "lb": "load-balancer", "alb": "load-balancer", "nlb": "load-balancer",
    "elb": "load-balancer", "balancer": "load-balancer", "loadbalancer": "load-balancer",
    "haproxy": "load-balancer", "ingress": "load-balancer",
    "app": "app", "apps": "app", "application": "app", "api": "app", "web": "app",
    "webserver": "app", "appserver": "app", "backend": "app", "frontend": "app",
    "worker": "app", "workers": "app",
    "db": "db", "database": "db", "databases": "db", "sql": "db", "postgres": "db",
    "postgresql": "db", "pg": "db", "mysql": "db", "mariadb": "db", "mssql": "db",
    "oracle": "db", "mongo": "db", "mongodb": "db", "redis": "db", "memcached": "db",
    "cache": "db", "queue": "db", "kafka": "db", "rabbitmq": "db", "elasticsearch": "db",
    "opensearch": "db", "cassandra": "db",
  ]

  /// The keys of tags that say what a machine is for, in lower case.
  static let tagKeys: Set<String> = ["role", "tier", "layer", "component"]

  /// A word of a text that names a tier.
  struct Match: Hashable {
    var tier: String
    /// The pattern that texts with the word in the same place fit.
    var pattern: String
  }

  /// Returns the tiers that the words of a text name, in the order of the words.
  ///
  /// - Complexity: O(*n*) in the length of the text.
  static func matches(in text: String, isTag: Bool = false) -> [Match] {
    var text = text
    return text.withUTF8 { bytes in
      var matches: [Match] = []
      var start = 0
      while start < bytes.count {
        guard isPart(bytes[start]) else {
          start += 1
          continue
        }
        var end = start + 1
        while end < bytes.count, isPart(bytes[end]), !isHump(bytes, end) { end += 1 }
        // Digits at the end count the machines: app1 and app2 are alike.
        var stem = end
        while stem > start, isDigit(bytes[stem - 1]) { stem -= 1 }
        if let tier = tier(bytes[start..<stem], isTag: isTag) {
          matches.append(Match(tier: tier, pattern: pattern(bytes, start, stem, end)))
        }
        start = end
      }
      return matches
    }
  }

  private typealias Bytes = UnsafeBufferPointer<UInt8>

  /// The words as numbers of their letters, which takes no copy to look up.
  private static let tiersByKey: [UInt128: String] = words.reduce(into: [:]) { result, word in
    result[key(word.key.utf8)] = word.value
  }

  private static let dataKey = key("data".utf8)

  private static func tier(_ stem: Slice<Bytes>, isTag: Bool) -> String? {
    guard !stem.isEmpty, stem.count <= 16 else { return nil }
    let key = key(stem)
    return tiersByKey[key] ?? (isTag && key == dataKey ? "db" : nil)
  }

  /// Up to 16 letters as one number, small ones for capitals.
  private static func key(_ letters: some Collection<UInt8>) -> UInt128 {
    letters.reduce(0) { $0 << 8 | UInt128((65...90).contains($1) ? $1 | 0x20 : $1) }
  }

  /// The pattern of texts that have this word, without the digits at its end, in this place.
  private static func pattern(
    _ bytes: Bytes, _ start: Int, _ stem: Int, _ end: Int
  ) -> String {
    func text(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }
    var before = ""
    if start > 0 { before = isPart(bytes[start - 1]) ? "*" : "*" + text(start - 1..<start) }
    var after = ""
    if stem < end || (end < bytes.count && isPart(bytes[end])) {
      after = "*"
    } else if end < bytes.count {
      after = text(end..<end + 1) + "*"
    }
    return before + text(start..<stem) + after
  }

  /// Whether a byte belongs to a word; every letter beyond ASCII does.
  private static func isPart(_ byte: UInt8) -> Bool {
    byte >= 0x80 || isDigit(byte) || (97...122).contains(byte | 0x20)
  }

  private static func isDigit(_ byte: UInt8) -> Bool { (48...57).contains(byte) }

  /// Whether a capital follows a small letter, which begins a word.
  private static func isHump(_ bytes: Bytes, _ index: Int) -> Bool {
    (65...90).contains(bytes[index]) && (97...122).contains(bytes[index - 1])
  }
}
