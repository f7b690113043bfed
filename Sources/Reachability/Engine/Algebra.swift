import PacketSets
import Topology

/// The operations on bounds, with every result remembered.
final class Algebra {
  let traffic = TrafficTable()
  private(set) var reasons = ReasonTable()
  private var pulled: [PullKey: TrafficID] = [:]

  /// The traffic that opens connections: everything but ICMP messages that are not requests.
  let opening: [TrafficID]

  init() {
    let opening = TrafficSet.all.answers.questions
    self.opening = [
      traffic.intern(opening.restricted(toFamily: .v4)),
      traffic.intern(opening.restricted(toFamily: .v6)),
    ]
  }

  /// The traffic that opens connections in one address family.
  func opening(_ family: AddressFamily) -> TrafficID { opening[family == .v4 ? 0 : 1] }

  /// Nothing certainly, and everything in `traffic` maybe, because of an assumption.
  func maybe(_ traffic: TrafficID, _ assumption: ID<Assumption>) -> Bounds {
    traffic == .empty
      ? .nothing
      : Bounds(certain: .empty, possible: traffic, reasons: reasons.only(assumption))
  }

  /// The bounds with nothing certain any more, because of an assumption if there is one to name.
  func doubted(_ bounds: Bounds, because assumption: ID<Assumption>?) -> Bounds {
    if bounds.isNothing { return bounds }
    let reason = assumption.map { reasons.only($0) } ?? .none
    return Bounds(
      certain: .empty, possible: bounds.possible,
      reasons: reasons.union(bounds.reasons, reason))
  }

  /// What passes both.
  func intersection(_ left: Bounds, _ right: Bounds) -> Bounds {
    if left == .everything { return right }
    if right == .everything { return left }
    let possible = traffic.intersection(left.possible, right.possible)
    if possible == .empty { return .nothing }
    let certain = traffic.intersection(left.certain, right.certain)
    return combined(certain, possible, left, right)
  }

  /// What passes at least one of two ways that both exist.
  func union(_ left: Bounds, _ right: Bounds) -> Bounds {
    if left.isNothing { return right }
    if right.isNothing { return left }
    return combined(
      traffic.union(left.certain, right.certain), traffic.union(left.possible, right.possible),
      left, right)
  }

  /// What passes at least one of several ways that all exist.
  func union(of ways: [Bounds]) -> Bounds { ways.reduce(.nothing) { union($0, $1) } }

  /// What passes when one of several ways is taken and it is not known which.
  ///
  /// The assumptions of the ways are kept; that the choice itself is open needs none.
  func alternatives(_ ways: [Bounds]) -> Bounds {
    guard var result = ways.first else { return .nothing }
    for way in ways.dropFirst() {
      result = combined(
        traffic.intersection(result.certain, way.certain),
        traffic.union(result.possible, way.possible), result, way)
    }
    return result
  }

  /// What of the bounds lies in `traffic`.
  func restricted(_ bounds: Bounds, to traffic: TrafficID) -> Bounds {
    intersection(bounds, .exactly(traffic))
  }

  /// The assumptions of either set.
  func unionOfReasons(_ left: ReasonID, _ right: ReasonID) -> ReasonID {
    reasons.union(left, right)
  }

  /// The set of one assumption.
  func reason(_ assumption: ID<Assumption>) -> ReasonID { reasons.only(assumption) }

  /// The bounds as a public value.
  func connection(_ bounds: Bounds) -> Connection {
    Connection(
      certain: traffic[bounds.certain], possible: traffic[bounds.possible],
      assumptions: reasons.members(of: bounds.reasons))
  }

  /// The first packets whose packets, seen through `view`, are in `allowed`.
  func pull(_ allowed: Bounds, through view: PacketView) -> Bounds {
    if view == .plain || allowed.isNothing { return allowed }
    let certain = pull(allowed.certain, view, every: true)
    let possible = pull(allowed.possible, view, every: false)
    return Bounds(
      certain: certain, possible: possible,
      reasons: certain == possible ? .none : allowed.reasons)
  }

  /// The packets of the bounds as a receiver sees them whose forwardings moved their ports.
  func pushed(_ bounds: Bounds, by offset: Int) -> Bounds {
    if offset == 0 || bounds.isNothing { return bounds }
    func push(_ id: TrafficID) -> TrafficID {
      traffic.intern(traffic[id].shiftingDestinationPorts(by: offset))
    }
    return Bounds(
      certain: push(bounds.certain), possible: push(bounds.possible), reasons: bounds.reasons)
  }

  private func pull(_ id: TrafficID, _ view: PacketView, every: Bool) -> TrafficID {
    if id == .empty { return .empty }
    let key = PullKey(traffic: id, view: view, every: every)
    if let known = pulled[key] { return known }
    var set = traffic[id]
    if view.isAnswer { set = set.questions }
    set = set.shiftingDestinationPorts(by: -view.portOffset)
    if let ports = view.remappedPorts {
      set = set.projectingSourcePorts(over: PortSet(ports), every: every)
    }
    let result = traffic.intern(set)
    pulled[key] = result
    return result
  }

  private func combined(
    _ certain: TrafficID, _ possible: TrafficID, _ left: Bounds, _ right: Bounds
  ) -> Bounds {
    Bounds(
      certain: certain, possible: possible,
      reasons: certain == possible ? .none : reasons.union(left.reasons, right.reasons))
  }

  private struct PullKey: Hashable {
    var traffic: TrafficID
    var view: PacketView
    var every: Bool
  }
}

extension Algebra {
  /// The union of several sets of assumptions.
  func union(of sets: [ReasonID]) -> ReasonID {
    sets.reduce(.none) { unionOfReasons($0, $1) }
  }
}
