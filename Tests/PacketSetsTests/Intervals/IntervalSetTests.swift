import PacketSets
import TestSupport
import Testing

@Suite struct `Interval sets` {
  /// A random set over the bytes with the same set as a list of members.
  private func randomSet(
    _ generator: inout SeededGenerator
  ) -> (set: IntervalSet<UInt8>, model: Set<UInt8>) {
    var model: Set<UInt8> = []
    var intervals: [ClosedRange<UInt8>] = []
    for _ in 0..<Int.random(in: 0...5, using: &generator) {
      let start = UInt8.random(in: 0...255, using: &generator)
      let length = UInt8.random(in: 0...60, using: &generator)
      let end = start.addingReportingOverflow(length)
      let interval = start...(end.overflow ? 255 : end.partialValue)
      intervals.append(interval)
      model.formUnion(interval)
    }
    return (IntervalSet(intervals), model)
  }

  private func members(_ set: IntervalSet<UInt8>) -> Set<UInt8> {
    Set(set.intervals.flatMap { Array($0) })
  }

  private func isCanonical(_ set: IntervalSet<UInt8>) -> Bool {
    zip(set.intervals, set.intervals.dropFirst()).allSatisfy {
      Int($0.upperBound) + 1 < Int($1.lowerBound)
    }
  }

  @Test func `agree with sets of members in every operation`() {
    var generator = SeededGenerator(seed: 1)
    for _ in 0..<400 {
      let (left, leftModel) = randomSet(&generator)
      let (right, rightModel) = randomSet(&generator)
      let results = [
        (left.union(right), leftModel.union(rightModel)),
        (left.intersection(right), leftModel.intersection(rightModel)),
        (left.subtracting(right), leftModel.subtracting(rightModel)),
        (left.symmetricDifference(right), leftModel.symmetricDifference(rightModel)),
        (left.complement, Set(0...255).subtracting(leftModel)),
      ]
      for (set, model) in results {
        #expect(members(set) == model)
        #expect(isCanonical(set))
        #expect(set.count == Double(model.count))
        #expect(set.isEmpty == model.isEmpty)
        #expect(set.isFull == (model.count == 256))
        #expect(set.first == model.min())
        #expect(set.last == model.max())
      }
      #expect(left.isSubset(of: right) == leftModel.isSubset(of: rightModel))
      #expect(left.isSuperset(of: right) == leftModel.isSuperset(of: rightModel))
      #expect(left.isDisjoint(with: right) == leftModel.isDisjoint(with: rightModel))
      #expect((left == right) == (leftModel == rightModel))
      #expect(left.intersection(right).isSubset(of: left))
    }
  }

  @Test func `agree with sets of members on membership`() {
    var generator = SeededGenerator(seed: 2)
    for _ in 0..<60 {
      let (set, model) = randomSet(&generator)
      for value in UInt8.min...UInt8.max {
        #expect(set.contains(value) == model.contains(value))
      }
      for _ in 0..<40 {
        let ends = [
          UInt8.random(in: 0...255, using: &generator),
          UInt8.random(in: 0...255, using: &generator),
        ].sorted()
        let interval = ends[0]...ends[1]
        #expect(set.contains(interval) == model.isSuperset(of: interval))
        #expect(set.overlaps(interval) == !model.isDisjoint(with: interval))
      }
    }
  }

  @Test func `are equal and hash alike however they were built`() {
    var generator = SeededGenerator(seed: 3)
    for _ in 0..<100 {
      let (set, model) = randomSet(&generator)
      var built = IntervalSet<UInt8>.empty
      for value in model.shuffled(using: &generator) { built.formUnion(IntervalSet(value)) }
      #expect(built == set)
      #expect(built.hashValue == set.hashValue)
    }
  }

  @Test func `join intervals that touch`() {
    #expect(PortSet([90...99, 80...89]) == PortSet(80...99))
    #expect(PortSet([80...89, 91...99]).intervals == [80...89, 91...99])
    #expect(PortSet([0...65535, 1...2]).isFull)
    #expect(PortSet(0...7).union(PortSet(8...65535)).isFull)
  }

  @Test func `reach both ends of the 128 bits`() {
    let top = IntervalSet<UInt128>(UInt128.max)
    #expect(top.complement.intervals == [0...(UInt128.max - 1)])
    #expect(top.complement.union(top).isFull)
    #expect(IntervalSet<UInt128>.full.subtracting(top) == top.complement)
    #expect(IntervalSet<UInt128>.full.complement.isEmpty)
    #expect(IntervalSet<UInt128>.full.count == 0x1p128)
    #expect(IntervalSet<UInt128>([0...5, UInt128.max...UInt128.max]).contains(UInt128.max))
  }
}
