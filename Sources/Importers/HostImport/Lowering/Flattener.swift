import PacketSets

/// Makes one list of a base chain and the chains that its rules call.
///
/// The packets that are still in a chain are carried as a set: a chain that is called sees those of
/// the calling rule, and a return or goto takes packets out of the set (4.2). So the list needs no
/// jumps.
struct Flattener {
  let ruleset: Ruleset
  let facts: HostFacts
  let traits: RulesetTraits
  let view: Viewpoint
  private var rules: [FlatRule] = []
  private var isTooLong = false
  /// The chains that are being added: the kernel refuses one that calls itself.
  private var calls: [ChainNumber] = []
  private var steps = 0

  /// How many rules one list may have.
  static let ruleLimit = 200_000
  /// How many rules may be looked at for one list.
  static let stepLimit = 400_000
  /// How deep chains may call each other.
  static let depthLimit = 32

  init(_ ruleset: Ruleset, _ facts: HostFacts, from view: Viewpoint) {
    self.ruleset = ruleset
    self.facts = facts
    self.view = view
    traits = RulesetTraits(ruleset)
  }

  /// The list of a base chain.
  mutating func flatten(_ number: ChainNumber) -> FlatChain {
    rules = []
    isTooLong = false
    steps = 0
    let chain = ruleset[number]
    add(number, among: [view.all])
    var result = FlatChain(rules: rules, location: chain.location)
    switch chain.policy {
    case .accept: result.allowsRest = true
    case .drop, .reject: result.allowsRest = false
    default: result.allowsRest = nil
    }
    guard isTooLong else { return result }
    return FlatChain(rules: [], allowsRest: nil, location: chain.location)
  }

  /// Adds the rules of a chain for some packets.
  private mutating func add(_ number: ChainNumber, among packets: [Clause]) {
    calls.append(number)
    defer { calls.removeLast() }
    var packets = packets
    let table = ruleset.tables[number.table]
    for rule in table.chains[number.chain].rules where !rule.verdict.isWithoutEffect {
      steps += 1
      if steps > Self.stepLimit { isTooLong = true }
      guard !packets.isEmpty, !isTooLong else { return }
      let own = rule.clauses(from: view, traits, facts)
      let matching = packets.and(own)
      if matching.isEmpty { continue }
      guard matching.count <= 4 * [Clause].limit else {
        isTooLong = true
        return
      }
      switch rule.verdict {
      case .accept, .translateSource: emit(.allow, matching, rule)
      case .drop, .reject: emit(.deny, matching, rule)
      case .translateDestination: emit(.divert, matching, rule)
      case .unknown(let reason):
        let uncertain = matching.map { clause in
          Clause(
            peer: clause.peer, traffic: clause.traffic, outcome: .maybe,
            reason: clause.reason ?? reason)
        }
        emit(.allow, uncertain, rule)
        emit(.deny, uncertain, rule)
        continue
      case .jump(let name), .goto(let name):
        let target = table.index(ofChain: name).map {
          ChainNumber(table: number.table, chain: $0)
        }
        guard calls.count < Self.depthLimit, let target, !calls.contains(target) else {
          isTooLong = true
          return
        }
        add(target, among: matching)
        if case .goto = rule.verdict { packets = packets.without(own) }
        continue
      case .return:
        packets = packets.without(own)
        continue
      case .next: continue
      }
      if own.covers(packets) { return }
    }
  }

  /// Adds a rule for each part of the packets that it matches.
  private mutating func emit(
    _ action: FlatRule.Action, _ clauses: [Clause], _ rule: FirewallRule
  ) {
    for clause in clauses {
      guard let uncertainty = Self.uncertainty(clause, action) else { continue }
      guard rules.count < Self.ruleLimit else {
        isTooLong = true
        return
      }
      var translation: Translation?
      if case .translateDestination(let new) = rule.verdict { translation = new }
      if case .translateSource(let new) = rule.verdict { translation = new }
      rules.append(
        FlatRule(
          action: action, translation: translation, peer: clause.peer, traffic: clause.traffic,
          uncertainty: uncertainty.isEmpty ? nil : uncertainty, text: rule.text,
          location: rule.location))
    }
  }

  /// Why a rule may decide: empty when it certainly does, nil when it decides nothing that a peer
  /// could not avoid.
  private static func uncertainty(_ clause: Clause, _ action: FlatRule.Action) -> String? {
    switch (clause.outcome, action) {
    case (.yes, _): ""
    case (.quiet, .allow), (.chosen, .allow): ""
    case (.chosen, .deny), (.busy, .deny), (.no, _): nil
    case (.quiet, _), (.chosen, .divert), (.busy, _): "the rate of packets"
    case (.maybe, _): clause.reason ?? "a condition"
    }
  }
}
