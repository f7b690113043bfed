public import Topology

/// What the simulator says about one connection: whether it certainly and whether it maybe exists.
public struct SimulatedVerdict: Hashable, Sendable {
  /// Whether the connection exists whatever the exports do not hold.
  public var certainlyPasses: Bool
  /// Whether the connection exists for something that the exports do not hold.
  public var mayPass: Bool
  /// What is missing to know the difference, sorted; empty when there is none.
  public var assumptions: [ID<Assumption>]

  /// Creates a verdict.
  public init(certainlyPasses: Bool, mayPass: Bool, assumptions: [ID<Assumption>] = []) {
    self.certainlyPasses = certainlyPasses
    self.mayPass = mayPass
    self.assumptions = assumptions
  }

  /// The connection certainly exists.
  public static let passes = SimulatedVerdict(certainlyPasses: true, mayPass: true)
  /// The connection certainly does not exist.
  public static let blocked = SimulatedVerdict(certainlyPasses: false, mayPass: false)
  /// The connection may exist.
  public static let undecided = SimulatedVerdict(certainlyPasses: false, mayPass: true)

  /// Whether both bounds are the same.
  public var isDecided: Bool { certainlyPasses == mayPass }
}

extension SimulatedVerdict {
  init(_ finding: Finding) {
    self.init(
      certainlyPasses: finding.chance == .always, mayPass: finding.chance != .never,
      assumptions: finding.chance == .maybe ? Set(finding.assumptions).sorted() : [])
  }
}
