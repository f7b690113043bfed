import PacketSets
import Reachability

/// Cuts addresses so that neither of two graphs tells the members of a piece apart.
enum JointAddresses {
  /// The pieces of what both partitions have, in the order of their lowest addresses.
  ///
  /// - Complexity: O(*n* log *n*) in the number of intervals.
  static func pieces(_ first: [AddressSet], _ second: [AddressSet]) -> [AddressSet] {
    var v4: [Key: [ClosedRange<UInt32>]] = [:]
    var v6: [Key: [ClosedRange<UInt128>]] = [:]
    for (key, range) in overlaps(first.map(\.v4), second.map(\.v4)) {
      v4[key, default: []].append(range)
    }
    for (key, range) in overlaps(first.map(\.v6), second.map(\.v6)) {
      v6[key, default: []].append(range)
    }
    let keys = Set(v4.keys).union(v6.keys).sorted { ($0.first, $0.second) < ($1.first, $1.second) }
    return keys.map { key in
      AddressSet(v4: IntervalSet(v4[key] ?? []), v6: IntervalSet(v6[key] ?? []))
    }
  }

  private struct Key: Hashable {
    var first: Int
    var second: Int
  }

  private static func overlaps<Bound>(
    _ first: [IntervalSet<Bound>], _ second: [IntervalSet<Bound>]
  ) -> [(Key, ClosedRange<Bound>)] {
    func flat(_ sets: [IntervalSet<Bound>]) -> [(range: ClosedRange<Bound>, number: Int)] {
      sets.enumerated().flatMap { number, set in set.intervals.map { ($0, number) } }
        .sorted { $0.range.lowerBound < $1.range.lowerBound }
    }
    let ones = flat(first)
    let twos = flat(second)
    var result: [(Key, ClosedRange<Bound>)] = []
    var one = 0
    var two = 0
    while one < ones.count, two < twos.count {
      let low = max(ones[one].range.lowerBound, twos[two].range.lowerBound)
      let high = min(ones[one].range.upperBound, twos[two].range.upperBound)
      if low <= high {
        result.append((Key(first: ones[one].number, second: twos[two].number), low...high))
      }
      if ones[one].range.upperBound <= twos[two].range.upperBound { one += 1 } else { two += 1 }
    }
    return result
  }
}
