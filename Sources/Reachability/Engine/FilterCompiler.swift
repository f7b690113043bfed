import PacketSets
import Topology

/// Turns the filters of a graph into programs over one prefix tree, equal ones once.
struct FilterCompiler {
  let tree: PrefixTree
  private(set) var programs: [FilterProgram] = []
  private var numbers: [FilterProgram: Int32] = [:]
  private var ranges: [AddressSet: AddressRanges] = [:]
  private var compiled: [ID<Filter>: Int32] = [:]

  init(tree: PrefixTree) { self.tree = tree }

  /// The number of the program of one of the filters of a graph, compiled once.
  mutating func program(of id: ID<Filter>, in filters: [Filter], algebra: Algebra) -> Int32 {
    if let known = compiled[id] { return known }
    let number = program(of: filters[id], algebra: algebra)
    compiled[id] = number
    return number
  }

  /// The number of the program of a filter.
  mutating func program(of filter: Filter, algebra: Algebra) -> Int32 {
    var program = FilterProgram(
      rules: [], passesRest: filter.defaultAction == .allow, unknown: filter.unknown)
    program.rules.reserveCapacity(filter.rules.count)
    for rule in filter.rules {
      program.rules.append(
        FilterProgram.Rule(
          action: rule.action, traffic: algebra.traffic.intern(rule.traffic),
          addresses: nodes(of: rule.peer.addresses),
          wholeFamilies: .every(of: rule.peer.addresses),
          possibleFamilies: FamilySet.some(of: rule.peer.addresses).union(
            rule.peer.possible.map { .some(of: $0.addresses) } ?? []),
          groups: rule.peer.groups,
          possible: rule.peer.possible.map { nodes(of: $0.addresses) } ?? .none,
          reason: rule.peer.possible.map { algebra.reason($0.assumption) } ?? .none))
    }
    return number(of: program)
  }

  /// The program whose rules match by addresses only; rules that name groups alone match nobody.
  mutating func withoutGroups(_ number: Int32) -> Int32 {
    var program = programs[Int(number)]
    // Jumps count rules, so that none may be taken out where there are some.
    let hasJumps = program.rules.contains { if case .jump = $0.action { true } else { false } }
    program.rules = program.rules.compactMap { rule in
      var rule = rule
      rule.groups = []
      let matchesNobody = rule.addresses.ranges.isEmpty && rule.possible.ranges.isEmpty
      return matchesNobody && !hasJumps ? nil : rule
    }
    return self.number(of: program)
  }

  private mutating func number(of program: FilterProgram) -> Int32 {
    if let known = numbers[program] { return known }
    let number = Int32(programs.count)
    programs.append(program)
    numbers[program] = number
    return number
  }

  private mutating func nodes(of set: AddressSet) -> AddressRanges {
    if let known = ranges[set] { return known }
    let result = AddressRanges(set, in: tree)
    ranges[set] = result
    return result
  }

  /// The prefixes that the rules of some filters mention.
  static func prefixes(of filters: some Sequence<Filter>) -> [Prefix] {
    var sets = Set<AddressSet>()
    for filter in filters {
      for rule in filter.rules {
        sets.insert(rule.peer.addresses)
        if let possible = rule.peer.possible { sets.insert(possible.addresses) }
      }
    }
    var result = Set<Prefix>()
    for set in sets { result.formUnion(set.prefixes) }
    return result.sorted()
  }
}
