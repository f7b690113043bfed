import PacketSets

/// The values of nftables as addresses, ports and words.
enum NftText {
  /// The addresses of some values.
  static func addresses(_ values: [NftValue]) -> AddressSet? {
    var prefixes: [Prefix] = []
    var result = AddressSet.empty
    for value in values {
      switch value {
      case .word(let word):
        if let prefix = Prefix(word) {
          prefixes.append(prefix)
        } else if let set = AddressText.set(word) {
          result.formUnion(set)
        } else {
          return nil
        }
      case .prefix(let address, let length):
        guard let address = IPAddress(address), (0...address.family.bitWidth).contains(length)
        else { return nil }
        prefixes.append(Prefix(address, length: length))
      case .range(.word(let first), .word(let last)):
        guard let first = IPAddress(first), let last = IPAddress(last),
          let range = AddressText.range(first, last)
        else { return nil }
        result.formUnion(AddressSet(range))
      case .range, .set, .concatenation, .reference, .unknown: return nil
      }
    }
    return result.union(AddressSet(prefixes))
  }

  /// The ports of some values.
  static func ports(_ values: [NftValue]) -> PortSet? {
    var ranges: [ClosedRange<UInt16>] = []
    for value in values {
      switch value {
      case .word(let word):
        guard
          let range = PortText.port(word).map({ $0...$0 })
            ?? PortText.range(word, separator: "-")
        else { return nil }
        ranges.append(range)
      case .range(.word(let first), .word(let last)):
        guard let first = PortText.port(first), let last = PortText.port(last), first <= last
        else { return nil }
        ranges.append(first...last)
      case .prefix, .range, .set, .concatenation, .reference, .unknown: return nil
      }
    }
    return PortSet(ranges)
  }

  /// The words of some values.
  static func words(_ values: [NftValue]) -> [String]? {
    var result: [String] = []
    for value in values {
      guard case .word(let word) = value else { return nil }
      result.append(word)
    }
    return result
  }

  /// The range of the numbers on one side of a number.
  static func range(_ operation: NftOperator, _ value: NftValue) -> NftValue? {
    guard case .word(let word) = value, let number = PortText.port(word) else { return nil }
    switch operation {
    case .less: return number == 0 ? nil : .range(.word("0"), .word("\(number - 1)"))
    case .lessOrEqual: return .range(.word("0"), .word("\(number)"))
    case .greater: return number == .max ? nil : .range(.word("\(number + 1)"), .word("65535"))
    case .greaterOrEqual: return .range(.word("\(number)"), .word("65535"))
    case .equal, .unequal, .inside: return value
    }
  }

  /// What a key is called in messages.
  static func name(of key: NftKey) -> String {
    switch key {
    case .payload(let header, let field): "\(header) \(field)"
    case .meta(let name): "meta \(name)"
    case .connection(let name): "ct \(name)"
    case .routing(_, let result): "fib \(result)"
    case .extensionHeader(let name): "exthdr \(name)"
    case .concatenation(let keys): keys.map { self.name(of: $0) }.joined(separator: " . ")
    case .masked(let key, _): "bits of \(name(of: key))"
    case .other(let text): text
    }
  }

  /// A translation of which only the fact is known.
  static var unknownTranslation: Translation {
    var result = Translation()
    result.isUnknown = true
    return result
  }
}
