/// A memory of results for pairs of identifiers: a hash table with open addressing.
///
/// The pair of two zeros marks a free slot and cannot be stored.
@usableFromInline
struct PairMemo {
  @usableFromInline
  struct Slot {
    @usableFromInline var key: UInt64
    @usableFromInline var value: UInt32

    @inlinable
    init(key: UInt64, value: UInt32) {
      self.key = key
      self.value = value
    }
  }

  @usableFromInline var slots: [Slot]
  @usableFromInline var count = 0

  init() {
    slots = Array(repeating: Slot(key: 0, value: 0), count: 256)
  }

  @inlinable
  static func key(_ left: TrafficID, _ right: TrafficID) -> UInt64 {
    UInt64(left.rawValue) &<< 32 | UInt64(right.rawValue)
  }

  /// The slot that holds `key`, or the free slot where it belongs.
  @inlinable
  func index(of key: UInt64) -> Int {
    let mask = slots.count &- 1
    var index = Int(truncatingIfNeeded: (key &* 0x9e37_79b9_7f4a_7c15) &>> 32) & mask
    while slots[index].key != key, slots[index].key != 0 {
      index = (index &+ 1) & mask
    }
    return index
  }

  /// The result stored for `key`.
  ///
  /// - Complexity: O(1) on average.
  @inlinable
  subscript(key: UInt64) -> TrafficID? {
    let slot = slots[index(of: key)]
    return slot.key == key ? TrafficID(rawValue: slot.value) : nil
  }

  /// Stores the result for a `key` that has none yet.
  mutating func insert(_ value: TrafficID, for key: UInt64) {
    precondition(key != 0, "the pair of two empty sets is never stored")
    if (count + 1) * 2 > slots.count { grow() }
    slots[index(of: key)] = Slot(key: key, value: value.rawValue)
    count += 1
  }

  private mutating func grow() {
    let old = slots
    slots = Array(repeating: Slot(key: 0, value: 0), count: old.count * 2)
    for slot in old where slot.key != 0 { slots[index(of: slot.key)] = slot }
  }
}
