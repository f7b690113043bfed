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
  static func matches(in text: String, isTag: Bool = false) -> [Match] {
    let characters = Array(text)
    var matches: [Match] = []
    for range in wordRanges(of: characters) {
      let word = String(characters[range]).lowercased()
      let stem = String(word.reversed().drop { $0.isNumber }.reversed())
      let tier = words[stem] ?? (isTag && stem == "data" ? "db" : nil)
      guard let tier else { continue }
      // Digits at the end count the machines: app1 and app2 are alike.
      let end = range.upperBound - (word.count - stem.count)
      let kept = String(characters[range.lowerBound..<end])
      let before = range.lowerBound > 0 ? "*\(characters[range.lowerBound - 1])" : ""
      let separator =
        end < range.upperBound
        ? "" : range.upperBound < characters.count ? String(characters[range.upperBound]) : ""
      let after = end < characters.count ? "\(separator)*" : ""
      matches.append(Match(tier: tier, pattern: boundary(before) + kept + boundary(after)))
    }
    return matches
  }

  /// A neighbour that is a letter belongs to another word, and may be any.
  private static func boundary(_ text: String) -> String {
    text.contains { $0.isLetter || $0.isNumber } ? "*" : text
  }

  /// The runs of letters and digits, cut also where a capital follows a small letter.
  private static func wordRanges(of characters: [Character]) -> [Range<Int>] {
    var ranges: [Range<Int>] = []
    var start: Int?
    for (index, character) in characters.enumerated() {
      let belongs = character.isLetter || character.isNumber
      if let begun = start {
        let isHump = belongs && character.isUppercase && characters[index - 1].isLowercase
        if !belongs || isHump {
          ranges.append(begun..<index)
          start = isHump ? index : nil
        }
      } else if belongs {
        start = index
      }
    }
    if let start { ranges.append(start..<characters.count) }
    return ranges
  }
}
