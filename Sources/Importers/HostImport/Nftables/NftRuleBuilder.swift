import Documents
import PacketSets

/// Makes typed rules of the statements of nftables (5.2 to 5.6).
struct NftRuleBuilder {
  let table: NftTable

  /// How many rules the entries of one map may become.
  static let entryLimit = 65_536

  /// The rules that one rule means: a map is a rule for each of its entries (5.3).
  func rules(_ rule: NftTable.NftRule) -> [FirewallRule] {
    var matches: [PacketMatch] = []
    var result: [FirewallRule] = []
    var setsMark = false
    var stopsTracking = false
    func emit(_ more: [PacketMatch], _ verdict: Verdict) {
      result.append(
        FirewallRule(
          matches: matches + more, verdict: verdict, setsMark: setsMark,
          stopsTracking: stopsTracking, text: rule.text, location: rule.location))
      setsMark = false
      stopsTracking = false
    }
    for statement in rule.statements {
      switch statement {
      case .match(let key, let operation, let value):
        matches.append(match(key, operation, value))
      case .verdict(let verdict): emit([], verdict)
      case .rate(let isExceeded): matches.append(.rate(isExceeded: isExceeded, "limit rate"))
      case .setsMark: setsMark = true
      case .stopsTracking: stopsTracking = true
      case .unknown(let text): matches.append(.unknown(text))
      case .verdictMap(let key, let mapping):
        for (match, target) in entries(key, mapping) {
          if case .verdict(let verdict) = target {
            emit([match], verdict)
          } else {
            emit([match], .unknown("a map without verdicts"))
          }
        }
      case .destinationMap(let key, let mapping):
        for (match, target) in entries(key, mapping) {
          emit([match], .translateDestination(translation(target)))
        }
      }
    }
    if setsMark || stopsTracking { emit([], .next) }
    return result
  }

  private func entries(
    _ key: NftKey, _ mapping: NftMapping
  ) -> [(PacketMatch, NftTarget)] {
    let unknown = (
      PacketMatch.unknown("a map"), NftTarget.verdict(.unknown("a map that is not in the export"))
    )
    switch mapping {
    case .entries(let entries):
      guard entries.count <= Self.entryLimit else { return [unknown] }
      return entries.map { entry in
        (
          entry.key == .word("*") ? .region(PacketRegion()) : match(key, .equal, entry.key),
          entry.target
        )
      }
    case .reference(let name):
      guard let entries = table.maps[name] else { return [unknown] }
      return self.entries(key, .entries(entries))
    }
  }

  /// The translation of an address, of a port, or of both.
  private func translation(_ target: NftTarget) -> Translation {
    guard case .value(let value) = target else { return NftText.unknownTranslation }
    switch value {
    case .concatenation(let parts) where parts.count == 2:
      var result = translation(.value(parts[0]))
      guard let ports = NftText.ports([parts[1]])?.intervals.first else {
        return NftText.unknownTranslation
      }
      result.ports = ports
      return result
    default:
      guard let addresses = NftText.addresses([value]) else { return NftText.unknownTranslation }
      return Translation(addresses: addresses)
    }
  }

  /// The condition of a comparison.
  func match(_ key: NftKey, _ operation: NftOperator, _ value: NftValue) -> PacketMatch {
    var isNegated = operation == .unequal
    var value = value
    switch operation {
    case .equal, .inside: break
    case .unequal: isNegated = true
    case .less, .greater, .lessOrEqual, .greaterOrEqual:
      guard let range = NftText.range(operation, value) else { return .unknown("\(operation)") }
      value = range
    }
    guard let values = values(of: value) else { return .unknown("the set of a rule") }
    return NftMatcher.match(key, values, isNegated: isNegated) ?? .unknown(NftText.name(of: key))
  }

  /// The single values of a value; nil when a set is not known or changes by itself.
  private func values(of value: NftValue) -> [NftValue]? {
    switch value {
    case .set(let values):
      var result: [NftValue] = []
      for value in values {
        guard let inner = self.values(of: value) else { return nil }
        result += inner
      }
      return result
    case .reference(let name):
      guard let set = table.sets[name], !set.isDynamic else { return nil }
      return values(of: .set(set.elements))
    case .unknown: return nil
    case .word, .prefix, .range, .concatenation: return [value]
    }
  }
}
