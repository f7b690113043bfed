import PacketSets

/// Whether a pair is connected, as far as a question goes.
enum FlowState: Int8, Comparable {
  /// Certainly not.
  case blocked
  /// It is not known.
  case undecided
  /// Certainly.
  case connected

  static func < (left: FlowState, right: FlowState) -> Bool { left.rawValue < right.rawValue }
}

/// Turns the bounds of a pair into its state for one question.
final class FlowClassifier {
  private let algebra: Algebra
  /// The traffic that the question is about.
  let traffic: TrafficID
  private let mode: FlowMode
  private var known: [Bounds: FlowState] = [:]
  private let wanted: TrafficID
  private var concerning: [TrafficID: Bool] = [:]

  init(_ algebra: Algebra, traffic: TrafficSet, mode: FlowMode) {
    self.algebra = algebra
    self.mode = mode
    self.traffic = algebra.traffic.intern(traffic)
    wanted = algebra.traffic.projectingSourcePorts(self.traffic, over: .full, every: false)
  }

  /// The usual source ports of clients, by which a requirement is judged.
  static let usualPorts = PortSet(32768...60999)

  /// Whether the question is about any of some traffic, whatever becomes of source ports.
  func concerns(_ traffic: TrafficID) -> Bool {
    if let known = concerning[traffic] { return known }
    let table = algebra.traffic
    let reachable = table.projectingSourcePorts(traffic, over: .full, every: false)
    let result = table.intersection(reachable, wanted) != .empty
    concerning[traffic] = result
    return result
  }

  /// What of the bounds the question is about.
  func relevant(_ bounds: Bounds) -> Bounds { algebra.restricted(bounds, to: traffic) }

  /// The state of a pair with these bounds.
  func state(_ bounds: Bounds) -> FlowState {
    if bounds.isNothing { return .blocked }
    if let state = known[bounds] { return state }
    let state = decide(bounds)
    known[bounds] = state
    return state
  }

  private func decide(_ bounds: Bounds) -> FlowState {
    switch mode {
    case .anyOf:
      let table = algebra.traffic
      if table.intersection(bounds.certain, traffic) != .empty { return .connected }
      return table.intersection(bounds.possible, traffic) != .empty ? .undecided : .blocked
    case .allOf:
      let wanted = algebra.traffic[traffic].projectingSourcePorts(
        over: Self.usualPorts, every: false)
      func serves(_ id: TrafficID) -> Bool {
        wanted.isSubset(
          of: algebra.traffic[id].projectingSourcePorts(over: Self.usualPorts, every: true))
      }
      if serves(bounds.certain) { return .connected }
      return serves(bounds.possible) ? .undecided : .blocked
    }
  }
}
