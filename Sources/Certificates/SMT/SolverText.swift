import PacketSets
import Topology

/// The part of a question that is about one address family.
struct SolverText {
  private let graph: TransferGraph
  private let certificate: Certificate
  private let family: AddressFamily
  private var words: SolverWords
  private var setNames: [SetKey: String] = [:]
  private var filterNames: [FilterKey: String] = [:]
  /// The definitions and declarations so far.
  private(set) var text = ""

  private struct SetKey: Hashable {
    var place: Place
    var identity: Identity
  }

  private struct FilterKey: Hashable {
    var step: FilterStep
    var identity: Identity
  }

  init(_ graph: TransferGraph, _ certificate: Certificate, _ family: AddressFamily) {
    self.graph = graph
    self.certificate = certificate
    self.family = family
    words = SolverWords(family)
  }

  /// The holes that a proof may have, each as a formula.
  mutating func holes() -> [String] {
    let width = family.bitWidth
    for name in ["s", "d", "S", "D"] {
      text += "(declare-const \(name)\(mark) (_ BitVec \(width)))\n"
    }
    for name in ["p", "P"] { text += "(declare-const \(name)\(mark) (_ BitVec 8))\n" }
    for name in ["f", "t", "F", "T"] { text += "(declare-const \(name)\(mark) (_ BitVec 16))\n" }
    let terms = ClaimTerms(graph, certificate.claim)
    var result: [String] = []
    for start in terms.starts where has(start.box) {
      let name = set(start.place, start.identity)
      result.append("(and \(words.box(start.box, here)) (not (\(name) \(joined(here)))))")
    }
    for edge in graph.edges {
      for (identity, boxes) in sorted(certificate.places[edge.from] ?? [:])
      where boxes.contains(where: has) {
        result.append(way(edge, identity))
      }
    }
    let places = certificate.places.flatMap { place, sets in
      sets.flatMap { identity, boxes in boxes.map { (place, $0) } }
    }
    for (place, box) in places where has(box) && terms.forbids(box, at: place) {
      result.append(words.box(box, here))
    }
    return result
  }

  /// The holes by ways on which a packet of this family becomes one of the other.
  mutating func crossings(into other: inout SolverText) -> [String] {
    var result: [String] = []
    for edge in graph.edges where edge.changesFamily {
      for (identity, boxes) in sorted(certificate.places[edge.from] ?? [:])
      where boxes.contains(where: has) {
        var parts = leaving(edge, identity)
        parts.append(other.words.change(edge.source, here[0], other.next[0]))
        parts.append(other.words.change(edge.destination, here[1], other.next[1]))
        parts.append(words.change(edge.ports, Array(here[2...]), Array(other.next[2...])))
        let after = TransferGraph.changed(identity, edge.identity)
        parts.append("(not (\(other.set(edge.to, after)) \(joined(other.next))))")
        result.append("(and \(parts.joined(separator: " ")))")
      }
    }
    return result
  }

  /// The names of a packet as it is, and as it is behind a way.
  private var here: [String] { ["s", "d", "p", "f", "t"].map { $0 + mark } }
  private var next: [String] { ["S", "D", "P", "F", "T"].map { $0 + mark } }
  private var mark: String { family == .v4 ? "4" : "6" }

  private func has(_ box: PacketBox) -> Bool {
    !box.sources.restricted(toFamily: family).isEmpty
      && !box.destinations.restricted(toFamily: family).isEmpty
  }

  private func joined(_ names: [String]) -> String { names.joined(separator: " ") }

  private func sorted(_ sets: [Identity: [PacketBox]]) -> [(Identity, [PacketBox])] {
    func key(_ identity: Identity) -> [UInt32] {
      switch identity {
      case .groups(let groups): [0] + groups.map(\.rawValue)
      case .unknown: [1]
      }
    }
    return sets.map { ($0.key, $0.value) }.sorted {
      key($0.0).lexicographicallyPrecedes(key($1.0))
    }
  }

  /// A packet that a way leads out of the sets.
  private mutating func way(_ edge: Edge, _ identity: Identity) -> String {
    var parts = leaving(edge, identity)
    parts.append(words.change(edge.source, here[0], next[0]))
    parts.append(words.change(edge.destination, here[1], next[1]))
    parts.append(words.change(edge.ports, Array(here[2...]), Array(next[2...])))
    let after = TransferGraph.changed(identity, edge.identity)
    parts.append("(not (\(set(edge.to, after)) \(joined(next))))")
    return "(and \(parts.joined(separator: " ")))"
  }

  /// That a packet is in the sets and that a way takes it.
  private mutating func leaving(_ edge: Edge, _ identity: Identity) -> [String] {
    var parts = ["(\(set(edge.from, identity)) \(joined(here)))", words.box(edge.takes, here)]
    for step in edge.steps {
      let name = filter(step, identity)
      parts.append(
        "(\(name) \(step.looksAtSource ? here[0] : here[1]) \(joined(Array(here[2...]))))")
    }
    return parts
  }

  /// The name of the predicate that a packet is in a set.
  private mutating func set(_ place: Place, _ identity: Identity) -> String {
    let key = SetKey(place: place, identity: identity)
    if let known = setNames[key] { return known }
    let name = "in\(mark)_\(setNames.count)"
    setNames[key] = name
    let boxes = (certificate.places[place]?[identity] ?? []).filter(has)
    let names = ["s", "d", "p", "f", "t"]
    let body = boxes.map { words.box($0, names) }
    text += "(define-fun \(name) (\(words.parameters(["s", "d"]))) Bool "
    text += "(or false \(body.joined(separator: " "))))\n"
    return name
  }

  /// The name of the predicate that a step may let a packet pass, by its peer and traffic.
  private mutating func filter(_ step: FilterStep, _ identity: Identity) -> String {
    let key = FilterKey(step: step, identity: step.looksAtSource ? identity : .none)
    if let known = filterNames[key] { return known }
    let name = "pass\(mark)_\(filterNames.count)"
    filterNames[key] = name
    var passes: [String] = []
    for (number, id) in step.filters.enumerated() {
      passes.append(define(graph.topology.filters[id], step, identity, "\(name)_\(number)"))
    }
    text += "(define-fun \(name) (\(words.parameters(["a"]))) Bool "
    text += "(or false \(passes.map { "(\($0) a p f t)" }.joined(separator: " "))))\n"
    return name
  }

  /// Defines what a filter lets pass from each of its rules on; the last word comes first.
  private mutating func define(
    _ filter: Filter, _ step: FilterStep, _ identity: Identity, _ name: String
  ) -> String {
    let parameters = words.parameters(["a"])
    func head(_ number: Int) -> String { "(define-fun \(name)_\(number) (\(parameters)) Bool" }
    if filter.unknown != nil {
      text += "\(head(0)) true)\n"
      return "\(name)_0"
    }
    let count = filter.rules.count
    text += "\(head(count)) \(filter.defaultAction == .allow ? "true" : "false"))\n"
    for (number, rule) in filter.rules.enumerated().reversed() {
      let traffic = words.traffic(rule.traffic, ["p", "f", "t"])
      let may = words.addresses(
        graph.filters.addresses(of: rule.peer, step, identity, certain: false), "a")
      let certain = words.addresses(
        graph.filters.addresses(of: rule.peer, step, identity, certain: true), "a")
      let rest = "(and (not (and \(certain) \(traffic))) (\(name)_\(number + 1) a p f t))"
      switch rule.action {
      case .allow: text += "\(head(number)) (or (and \(may) \(traffic)) \(rest)))\n"
      case .deny: text += "\(head(number)) \(rest))\n"
      case .jump(let target):
        let there = min(max(target, number + 1), count)
        text +=
          "\(head(number)) (or (and \(may) \(traffic) (\(name)_\(there) a p f t)) \(rest)))\n"
      }
    }
    return "\(name)_0"
  }
}
