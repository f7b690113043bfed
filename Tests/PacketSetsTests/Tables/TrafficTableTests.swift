import PacketSets
import TestSupport
import Testing

@Suite struct `Traffic tables` {
  @Test func `agree with the sets themselves, asked once or twice`() {
    var generator = SeededGenerator(seed: 19)
    let table = TrafficTable()
    let sets = (0..<40).map { _ in RandomTraffic.set(&generator) } + [.empty, .all]
    let ids = sets.map(table.intern)
    for _ in 0..<2 {
      for _ in 0..<400 {
        let one = Int.random(in: 0..<sets.count, using: &generator)
        let two = Int.random(in: 0..<sets.count, using: &generator)
        let (left, right) = (sets[one], sets[two])
        let (a, b) = (ids[one], ids[two])
        #expect(table[table.union(a, b)] == left.union(right))
        #expect(table[table.intersection(a, b)] == left.intersection(right))
        #expect(table[table.subtracting(a, b)] == left.subtracting(right))
        #expect(table.isSubset(a, of: b) == left.isSubset(of: right))
        #expect(table.isDisjoint(a, with: b) == left.isDisjoint(with: right))
        #expect(table.union(b, a) == table.union(a, b))
      }
      for (set, id) in zip(sets, ids) {
        #expect(table[table.answers(id)] == set.answers)
        #expect(table[table.questions(id)] == set.questions)
        #expect(table[table.complement(id)] == set.complement)
        for family in AddressFamily.allCases {
          #expect(table[table.restricted(id, toFamily: family)] == set.restricted(toFamily: family))
        }
        for every in [false, true] {
          let ports = PortSet(1024...65535)
          #expect(
            table[table.projectingSourcePorts(id, over: ports, every: every)]
              == set.projectingSourcePorts(over: ports, every: every))
        }
      }
    }
  }

  @Test func `give equal sets one number`() {
    let table = TrafficTable()
    let first = table.intern(.tcp(80...89, 90...99))
    #expect(table.intern(.tcp(80...99)) == first)
    #expect(table.intern(.empty) == .empty)
    #expect(table.intern(.all) == .all)
    #expect(table.count == 3)
    #expect(table.subtracting(first, first) == .empty)
    #expect(table.union(of: [first, table.complement(first)]) == .all)
    #expect(table.union(of: []) == .empty)
  }

  @Test func `remember more pairs than they began with`() {
    let table = TrafficTable()
    let ids = (0..<40).map { table.intern(.tcp(UInt16($0 * 2)...UInt16($0 * 2 + 60))) }
    let first = ids.flatMap { left in ids.map { table.intersection(left, $0) } }
    let count = table.count
    let second = ids.flatMap { left in ids.map { table.intersection(left, $0) } }
    #expect(first == second)
    #expect(table.count == count)
    #expect(table[table.intersection(ids[0], ids[10])] == .tcp(20...60))
  }
}
