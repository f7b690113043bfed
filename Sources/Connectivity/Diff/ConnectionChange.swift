public import PacketSets
import Reachability

/// What became of the connections between two parties.
public struct ConnectionChange: Hashable, Sendable {
  /// What certainly succeeds now and did not certainly succeed before.
  public var gained: TrafficSet
  /// What certainly succeeded before and does not certainly succeed now.
  public var lost: TrafficSet
  /// What may succeed now, certainly does not, and could not succeed before.
  public var perhapsGained: TrafficSet
  /// What may have succeeded before, certainly did not, and cannot succeed now.
  public var perhapsLost: TrafficSet

  /// Whether nothing changed.
  public var isEmpty: Bool {
    gained.isEmpty && lost.isEmpty && perhapsGained.isEmpty && perhapsLost.isEmpty
  }

  init(old: Connection, new: Connection) {
    gained = new.certain.subtracting(old.certain)
    lost = old.certain.subtracting(new.certain)
    perhapsGained = new.possible.subtracting(old.possible).subtracting(new.certain)
    perhapsLost = old.possible.subtracting(new.possible).subtracting(old.certain)
  }
}
