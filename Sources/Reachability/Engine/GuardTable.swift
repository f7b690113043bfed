import PacketSets
import Topology

/// The filters of a binding for one role: what connections of the endpoint meet at its end.
struct Guard: Hashable {
  /// The stages that the first packet meets; each is a list of programs of which one must allow.
  var first: [[Int32]]
  /// The stages without memory that the answer meets.
  var answer: [[Int32]]

  /// Whether it stops nothing at all.
  var isOpen: Bool { first.isEmpty && answer.isEmpty }
}

/// The guards of all bindings, in both roles, with their decisions remembered.
final class GuardTable {
  let algebra: Algebra
  private(set) var compiler: FilterCompiler
  private(set) var guards: [Guard] = []
  private var numbers: [Guard: Int32] = [:]
  private var decisions: [DecisionKey: (first: Bounds, answer: Bounds)] = [:]
  private var pulled: [PulledKey: Bounds] = [:]
  var groups = GroupSets()

  init(tree: PrefixTree, algebra: Algebra) {
    self.algebra = algebra
    self.compiler = FilterCompiler(tree: tree)
  }

  /// Adds the guard of a binding for one role.
  ///
  /// - Parameters:
  ///   - arriving: The stages for packets of the direction in which the first packet goes.
  ///   - leaving: The stages for packets of the other direction.
  ///   - filters: The filters of the graph.
  /// - Returns: The number of the guard.
  func add(arriving: [FilterStage], leaving: [FilterStage], filters: [Filter]) -> Int32 {
    func programs(_ stage: FilterStage) -> [Int32] {
      var programs = stage.filters.map {
        compiler.program(of: $0, in: filters, algebra: algebra)
      }
      guard programs.count > 1 else { return programs }
      programs.sort()
      return programs.indices.filter { $0 == 0 || programs[$0] != programs[$0 - 1] }.map {
        programs[$0]
      }
    }
    func isOpen(_ stage: [Int32]) -> Bool {
      stage.contains { compiler.programs[Int($0)].passesAll }
    }
    let first = arriving.map(programs).filter { !isOpen($0) }
    let answer = leaving.filter { stage in
      stage.filters.allSatisfy { !filters[$0].isStateful }
    }.map(programs).filter { !isOpen($0) }
    return number(of: Guard(first: first, answer: answer))
  }

  private func number(of new: Guard) -> Int32 {
    if let known = numbers[new] { return known }
    let number = Int32(guards.count)
    guards.append(new)
    numbers[new] = number
    return number
  }

  /// The connections that a guard lets pass, by their first packet as its sender sent it.
  func bounds(
    _ number: Int32, peer: SymbolicPeer, remappedPorts: ClosedRange<UInt16>?, portOffset: Int = 0
  ) -> Bounds {
    if guards[Int(number)].isOpen { return .everything }
    let key = PulledKey(number: number, peer: peer, ports: remappedPorts, offset: portOffset)
    if let known = pulled[key] { return known }
    let (first, answer) = decide(number, peer: peer)
    let result = algebra.intersection(
      algebra.pull(
        first,
        through: PacketView(
          isAnswer: false, remappedPorts: remappedPorts, portOffset: portOffset)),
      algebra.pull(
        answer,
        through: PacketView(
          isAnswer: true, remappedPorts: remappedPorts, portOffset: portOffset)))
    pulled[key] = result
    return result
  }

  /// What a sender's guard lets pass of the connections that take a way.
  ///
  /// - Parameters:
  ///   - number: The guard.
  ///   - peer: The receiver as the sender addresses it.
  ///   - way: The way; something unknown on it may change the source of the answer.
  ///   - family: The address family of the packets.
  /// - Returns: The bounds by the first packet as it was sent.
  func sending(
    _ number: Int32, to peer: SymbolicPeer, by way: Path, _ family: AddressFamily
  ) -> Bounds {
    guard way.answerIsForeign, !guards[Int(number)].answer.isEmpty else {
      return bounds(number, peer: peer, remappedPorts: nil)
    }
    let anyone = SymbolicPeer(node: SymbolicPeer.unknownNode(family), groups: .none)
    return algebra.intersection(
      decide(number, peer: peer).first,
      algebra.pull(
        decide(number, peer: anyone).answer,
        through: PacketView(isAnswer: true, remappedPorts: nil)))
  }

  /// The ranges of nodes that any rule of a guard tells apart, as sorted cut points.
  func cuts(_ number: Int32) -> [Int32] {
    var result = Set<Int32>()
    for program in programs(number) {
      for rule in program.rules {
        for range in rule.addresses.ranges + rule.possible.ranges {
          result.insert(range.lowerBound)
          result.insert(range.upperBound)
        }
      }
    }
    return result.sorted()
  }

  /// The groups that any rule of a guard names, sorted.
  func groupsNamed(by number: Int32) -> [ID<IdentityGroup>] {
    var result = Set<ID<IdentityGroup>>()
    for program in programs(number) {
      for rule in program.rules { result.formUnion(rule.groups) }
    }
    return result.sorted()
  }

  /// The groups by which first packets of some traffic may be let in or refused, sorted.
  func groups(namedBy number: Int32, concerning isAskedFor: (TrafficID) -> Bool)
    -> [ID<IdentityGroup>]
  {
    var result: [ID<IdentityGroup>] = []
    for stage in guards[Int(number)].first {
      for program in stage {
        for rule in compiler.programs[Int(program)].rules
        where !rule.groups.isEmpty && isAskedFor(rule.traffic) {
          result += rule.groups
        }
      }
    }
    return result.count > 1 ? Set(result).sorted() : result
  }

  /// What the first packet meets, as the filters see it.
  func first(_ number: Int32, peer: SymbolicPeer) -> Bounds { decide(number, peer: peer).first }

  /// The guard whose rules match by addresses only.
  func withoutGroups(_ number: Int32) -> Int32 {
    func bare(_ stages: [[Int32]]) -> [[Int32]] {
      stages.map { stage in Set(stage.map { compiler.withoutGroups($0) }).sorted() }
    }
    let old = guards[Int(number)]
    return self.number(of: Guard(first: bare(old.first), answer: bare(old.answer)))
  }

  private func programs(_ number: Int32) -> [FilterProgram] {
    let guarded = guards[Int(number)]
    return Set((guarded.first + guarded.answer).joined()).sorted().map {
      compiler.programs[Int($0)]
    }
  }

  private func decide(_ number: Int32, peer: SymbolicPeer) -> (first: Bounds, answer: Bounds) {
    let key = DecisionKey(number: number, peer: peer)
    if let known = decisions[key] { return known }
    let guarded = guards[Int(number)]
    let members = groups.members(of: peer.groups)
    func pass(_ stages: [[Int32]], groups members: [ID<IdentityGroup>]) -> Bounds {
      var result = Bounds.everything
      for stage in stages {
        var passed = Bounds.nothing
        for program in stage {
          passed = algebra.union(
            passed,
            compiler.programs[Int(program)].evaluate(peer, groups: members, algebra: algebra))
        }
        result = algebra.intersection(result, passed)
      }
      return result
    }
    let result = (
      first: pass(guarded.first, groups: members), answer: pass(guarded.answer, groups: [])
    )
    decisions[key] = result
    return result
  }

  private struct DecisionKey: Hashable {
    var number: Int32
    var peer: SymbolicPeer
  }

  private struct PulledKey: Hashable {
    var number: Int32
    var peer: SymbolicPeer
    var ports: ClosedRange<UInt16>?
    var offset: Int
  }
}

extension FilterProgram {
  /// Whether every packet of every peer passes.
  var passesAll: Bool {
    if unknown != nil { return false }
    for rule in rules {
      if rule.action != .allow { return false }
      if rule.wholeFamilies == .both && rule.traffic == .all { return true }
    }
    return passesRest
  }
}
