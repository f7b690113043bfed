import Documents
import PacketSets

/// Reads the words of one rule of iptables (4.2, 4.4).
struct IptablesRuleReader {
  let family: AddressFamily
  let sets: [String: AddressListing]
  var words: [TextLine.Word]
  var position = 0
  /// What the simple conditions leave.
  var region = PacketRegion()
  /// The other conditions.
  var matches: [PacketMatch] = []
  /// The rates that must hold, by module.
  var recent = RecentMatch()
  var target: TextLine.Word?
  var isGoto = false
  /// The module whose options are being read.
  var module = ""
  /// The words after the target.
  var targetOptions: [String: TextLine.Word] = [:]

  init(_ words: [TextLine.Word], family: AddressFamily, sets: [String: AddressListing]) {
    self.words = words
    self.family = family
    self.sets = sets
  }

  /// The conditions of `-m recent`.
  struct RecentMatch {
    var isUsed = false
    var sets = false
    var hitCount: Int?
    var isNegated = false
  }

  /// Reads the rule.
  ///
  /// - Returns: The rule without its text and place.
  /// - Throws: What was expected where the words are not those of a rule.
  mutating func read() throws(ReadFault) -> FirewallRule {
    while let word = take() {
      if word.text == "!" {
        guard let option = take() else {
          throw ReadFault(word.location, "expected an option after !, found the end of the line")
        }
        try read(option, isNegated: true)
      } else {
        try read(word, isNegated: false)
      }
    }
    addRecent()
    var conditions = matches
    let addresses = family == .v4 ? AddressSet.allIPv4 : .allIPv6
    region.source = region.source.intersection(addresses)
    region.destination = region.destination.intersection(addresses)
    conditions.insert(.region(region), at: 0)
    var rule = FirewallRule(
      matches: conditions, verdict: .next, text: "", location: .unknown)
    try apply(target, to: &rule)
    return rule
  }

  /// The next word, if there is one.
  mutating func take() -> TextLine.Word? {
    guard position < words.count else { return nil }
    position += 1
    return words[position - 1]
  }

  /// The word that an option needs; an old `!` before it negates.
  mutating func value(
    of option: TextLine.Word, _ isNegated: inout Bool
  ) throws(ReadFault) -> TextLine.Word {
    guard let word = take() else {
      throw ReadFault(option.location, "expected a value after \(option.text)")
    }
    if word.text == "!", position < words.count {
      isNegated.toggle()
      return try value(of: option, &isNegated)
    }
    return word
  }

  mutating func read(_ option: TextLine.Word, isNegated: Bool) throws(ReadFault) {
    var isNegated = isNegated
    switch option.text {
    case "-s", "--source", "--src", "-d", "--destination", "--dst":
      let word = try value(of: option, &isNegated)
      var set = try addresses(word)
      if isNegated { set = set.complement }
      if option.text.contains("-s") {
        region.source = region.source.intersection(set)
      } else {
        region.destination = region.destination.intersection(set)
      }
    case "-i", "--in-interface":
      let name = try value(of: option, &isNegated).text
      region.input = InterfaceMatch([name], isNegated: isNegated)
    case "-o", "--out-interface":
      let name = try value(of: option, &isNegated).text
      region.output = InterfaceMatch([name], isNegated: isNegated)
    case "-p", "--protocol", "--proto":
      let word = try value(of: option, &isNegated)
      guard let traffic = PortText.traffic(ofProtocol: word.text) else {
        throw ReadFault(word, expected: "a protocol")
      }
      narrow(isNegated ? traffic.complement : traffic)
    case "-f", "--fragment":
      if !isNegated { matches.append(.never("fragments")) }
    case "-j", "--jump", "-g", "--goto":
      target = try value(of: option, &isNegated)
      isGoto = option.text.hasSuffix("g") || option.text.hasSuffix("goto")
      module = ""
    case "-m", "--match":
      module = try value(of: option, &isNegated).text
      begin(module)
    case "-c", "--set-counters":
      _ = take()
      _ = take()
    case "-4", "--ipv4": if family == .v6 { matches.append(.never("IPv4")) }
    case "-6", "--ipv6": if family == .v4 { matches.append(.never("IPv6")) }
    default:
      if target != nil {
        readTargetOption(option)
      } else {
        try readModuleOption(option, isNegated: isNegated)
      }
    }
  }

  /// Narrows the protocols and ports.
  mutating func narrow(_ traffic: TrafficSet) {
    region.traffic = region.traffic.intersection(traffic)
  }

  /// The addresses of a list such as `10.0.0.0/8,192.0.2.1`.
  private func addresses(_ word: TextLine.Word) throws(ReadFault) -> AddressSet {
    var result = AddressSet.empty
    for part in word.text.split(separator: ",", omittingEmptySubsequences: false) {
      guard let set = AddressText.set(part) else {
        throw ReadFault(word, expected: "an address or a prefix")
      }
      result.formUnion(set)
    }
    return result
  }

  /// The words up to the next option belong to an option of the target.
  private mutating func readTargetOption(_ option: TextLine.Word) {
    var value = TextLine.Word(text: "", location: option.location)
    while position < words.count, !isOption(words[position].text) {
      if value.text.isEmpty { value = words[position] }
      position += 1
    }
    targetOptions[option.text] = value
  }

  /// Whether a word begins a new option.
  func isOption(_ text: String) -> Bool {
    text == "!" || text.utf8.count > 1 && text.hasPrefix("-") && Int(text) == nil
  }

  /// Skips the values of an option.
  mutating func skipValues() {
    while position < words.count, !isOption(words[position].text) { position += 1 }
  }
}
