/// How many pairs are connected and how many undecided.
struct FlowCount: Equatable {
  var connected = 0
  var undecided = 0

  /// Counts `number` pairs of a state; a negative number takes them off.
  mutating func add(_ state: FlowState, _ number: Int) {
    switch state {
    case .connected: connected += number
    case .undecided: undecided += number
    case .blocked: break
    }
  }

  /// Counts what another count holds, `factor` times.
  mutating func add(_ other: FlowCount, times factor: Int = 1) {
    connected += other.connected * factor
    undecided += other.undecided * factor
  }
}
