import PacketSets
import TestSupport
import Testing

@Suite struct `Traffic sets` {
  @Test func `agree with lists of packets in every operation`() {
    var generator = SeededGenerator(seed: 11)
    for _ in 0..<120 {
      let left = RandomTraffic.set(&generator)
      let right = RandomTraffic.set(&generator)
      let one = RandomTraffic.model(left)
      let two = RandomTraffic.model(right)
      let pairs = Array(zip(one, two))
      #expect(RandomTraffic.model(left.union(right)) == pairs.map { $0 || $1 })
      #expect(RandomTraffic.model(left.intersection(right)) == pairs.map { $0 && $1 })
      #expect(RandomTraffic.model(left.subtracting(right)) == pairs.map { $0 && !$1 })
      #expect(RandomTraffic.model(left.symmetricDifference(right)) == pairs.map { $0 != $1 })
      #expect(RandomTraffic.model(left.complement) == one.map { !$0 })
      #expect(left.isSubset(of: right) == pairs.allSatisfy { !$0 || $1 })
      #expect(left.isSuperset(of: right) == pairs.allSatisfy { $0 || !$1 })
      #expect(left.isDisjoint(with: right) == pairs.allSatisfy { !($0 && $1) })
      #expect(left.isEmpty == one.allSatisfy { !$0 })
      #expect(left.isFull == one.allSatisfy { $0 })
      #expect((left == right) == (one == two))
    }
  }

  @Test func `are equal and hash alike however they were built`() {
    var generator = SeededGenerator(seed: 12)
    for _ in 0..<60 {
      let first = RandomTraffic.set(&generator)
      let second = RandomTraffic.set(&generator)
      let third = RandomTraffic.set(&generator)
      let ways = [
        (first.union(second).union(third), third.union(first.union(second))),
        (
          first.intersection(second.union(third)),
          first.intersection(third).union(first.intersection(second))
        ),
        (first.subtracting(second), first.intersection(second.complement)),
        (first.union(second).complement, second.complement.intersection(first.complement)),
        (first.subtracting(second).union(first.intersection(second)), first),
      ]
      for (one, two) in ways {
        #expect(one == two)
        #expect(one.hashValue == two.hashValue)
      }
    }
  }

  @Test func `are put together again from their cells in any order`() {
    var generator = SeededGenerator(seed: 13)
    let cells = zip(
      RandomTraffic.cuts, RandomTraffic.cuts.dropFirst().map { $0 - 1 } + [65535])
    let boxes = cells.flatMap { source in
      cells.map { destination in
        TrafficSet(
          .tcp, destinationPorts: PortSet(destination.0...destination.1),
          sourcePorts: PortSet(source.0...source.1))
      }
    }
    for _ in 0..<10 {
      let set = RandomTraffic.set(&generator).intersection(TrafficSet(.tcp))
      let parts = boxes.filter { $0.isSubset(of: set) }.shuffled(using: &generator)
      #expect(parts.reduce(TrafficSet.empty) { $0.union($1) } == set)
    }
  }

  @Test func `restrict source ports only where they are asked to`() {
    let set = TrafficSet.tcp(22...22).union(
      TrafficSet(.tcp, destinationPorts: PortSet(20...25), sourcePorts: PortSet(1024...65535)))
    let region = set.slice(.tcp)
    #expect(region.unconditional == PortSet(22))
    #expect(region.conditional.map(\.destinations) == [20...21, 23...25])
    #expect(region.destinations == PortSet(20...25))
    #expect(region.sources(for: 22).isFull)
    #expect(region.sources(for: 23) == PortSet(1024...65535))
    #expect(region.sources(for: 26).isEmpty)
    #expect(region.transposed.transposed == region)
  }

  @Test func `ignore ports of protocols without them`() {
    let some = TrafficSet(.gre, destinationPorts: PortSet(5), sourcePorts: PortSet(7))
    #expect(some == TrafficSet(.gre))
    #expect(TrafficSet(.gre, destinationPorts: .empty).isEmpty)
    let echo = TrafficSet(.icmp, destinationPorts: PortSet(0x800...0x8ff), sourcePorts: PortSet(9))
    #expect(echo == .icmp(.icmp, type: 8, code: nil))
    #expect(TrafficSet.icmp(.icmp, type: nil, code: nil) == TrafficSet(.icmp))
    #expect(
      TrafficSet.icmp(.icmp, type: nil, code: 4).contains(RandomTraffic.packet(.icmp, 0, 0x0304)))
    #expect(TrafficSet.all == TrafficSet(protocols: 0...255))
    #expect(TrafficSet(protocols: 0...5).union(TrafficSet(protocols: 6...255)).isFull)
  }

  @Test func `list their protocols`() {
    let set = TrafficSet.tcp(22).union(TrafficSet(protocols: 7...9)).union(.udp(53))
    #expect(set.protocols == [.tcp...IPProtocol(rawValue: 9), .udp...(.udp)])
  }
}
