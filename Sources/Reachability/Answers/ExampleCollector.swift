import PacketSets
import Topology

/// Collects pairs to show, up to a limit of each kind.
struct ExampleCollector {
  private let limit: Int
  private var connected: [FlowExample] = []
  private var undecided: [FlowExample] = []
  private var blocked: [FlowExample] = []
  private var assumptions = Set<ID<Assumption>>()

  init(limit: Int) { self.limit = limit }

  /// Adds a pair of a class of senders and a receiver.
  mutating func add(
    _ state: FlowState, _ cell: Int32, _ target: ID<Endpoint>, _ pairs: Int,
    _ counter: FlowCounter
  ) {
    guard isWanted(state),
      let member = counter.index.member(
        of: cell, in: counter.question.sources.endpoints, otherThan: target)
    else { return }
    add(state, from: .endpoint(member), to: .endpoint(target), pairs, counter)
  }

  /// Adds a pair of a receiver and the first of some classes of senders that has another member.
  mutating func addFirst(
    _ state: FlowState, _ cells: [Int32], _ target: ID<Endpoint>, _ pairs: Int,
    _ counter: FlowCounter
  ) {
    guard isWanted(state) else { return }
    for cell in cells {
      guard
        let member = counter.index.member(
          of: cell, in: counter.question.sources.endpoints, otherThan: target)
      else { continue }
      if add(state, from: .endpoint(member), to: .endpoint(target), pairs, counter) { return }
    }
  }

  /// Adds a pair, if it is of that state: what stands for a class may differ from it where a filter
  /// denies a group.
  ///
  /// - Returns: Whether it was added.
  @discardableResult
  mutating func add(
    _ state: FlowState, from: Party, to: Party, _ pairs: Int, _ counter: FlowCounter,
    name: String? = nil, addresses: AddressSet = .empty
  ) -> Bool {
    guard isWanted(state) else { return false }
    let full = counter.judge.bounds(from: from, to: to)
    guard counter.classifier.state(full) == state else { return false }
    let bounds = counter.classifier.relevant(full)
    let example = FlowExample(
      source: from, sourceName: name, destination: to,
      connection: counter.algebra.connection(bounds), sourceAddresses: addresses,
      pairCount: pairs)
    switch state {
    case .connected: connected.append(example)
    case .undecided:
      assumptions.formUnion(example.connection.assumptions)
      undecided.append(example)
    case .blocked: return false
    }
    return true
  }

  /// Adds a pair that is certainly not connected, if it is that.
  mutating func addBlocked(
    from: Party, to: Party, _ counter: FlowCounter, name: String? = nil
  ) {
    guard blocked.count < limit else { return }
    let bounds = counter.judge.bounds(from: from, to: to)
    guard counter.classifier.state(bounds) == .blocked else { return }
    blocked.append(
      FlowExample(
        source: from, sourceName: name, destination: to,
        connection: counter.algebra.connection(counter.classifier.relevant(bounds))))
  }

  /// The answer with the examples put in.
  func completed(_ answer: FlowAnswer) -> FlowAnswer {
    var answer = answer
    answer.connected = connected
    answer.undecided = undecided
    answer.blocked = blocked
    answer.assumptions = assumptions.sorted()
    return answer
  }

  /// Whether one more example of a state is wanted.
  func isWanted(_ state: FlowState) -> Bool {
    switch state {
    case .connected: connected.count < limit
    case .undecided: undecided.count < limit
    case .blocked: false
    }
  }
}
