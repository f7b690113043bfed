import PacketSets
import TestSupport
import Testing

@Suite struct `Answers` {
  private static let replies: [IPProtocol: Set<UInt8>] = [.icmp: [0, 14, 16, 18], .icmpv6: [129]]

  private func randomPackets(_ generator: inout SeededGenerator) -> [Packet] {
    let types: [UInt16] = [0, 3, 8, 11, 13, 14, 15, 16, 17, 18, 128, 129, 130]
    let messages = types.flatMap { type in
      let code = UInt16.random(in: 0...255, using: &generator)
      return [IPProtocol.icmp, .icmpv6].map { RandomTraffic.packet($0, 0, type << 8 | code) }
    }
    return messages + RandomTraffic.probes
  }

  @Test func `are those of the packets of a set, one by one`() {
    var generator = SeededGenerator(seed: 14)
    for _ in 0..<40 {
      let set = RandomTraffic.set(&generator)
      let answers = set.answers
      let questions = set.questions
      for packet in randomPackets(&generator) {
        #expect(questions.contains(packet) == packet.answer.map(set.contains) ?? false)
        if let answer = packet.answer {
          #expect(answers.contains(answer) == set.contains(packet))
        }
        if let type = packet.icmpType, Self.replies[packet.proto]?.contains(type) == false {
          #expect(!answers.contains(packet))
        }
      }
    }
  }

  @Test func `and questions undo each other where there is an answer`() {
    var generator = SeededGenerator(seed: 15)
    let answerable = TrafficSet.all.questions
    let replies = TrafficSet.all.answers
    for _ in 0..<60 {
      let set = RandomTraffic.set(&generator)
      #expect(set.answers.questions == set.intersection(answerable))
      #expect(set.questions.answers == set.intersection(replies))
    }
  }

  @Test func `exchange ports and turn echo requests into replies`() {
    let ssh = TrafficSet.tcp(22).answers
    #expect(ssh.description == "tcp from 22")
    #expect(TrafficSet.echoRequests.answers.description == "icmp/0; icmpv6/129")
    #expect(TrafficSet.icmp(.icmp, type: 3, code: 4).answers.isEmpty)
    #expect(TrafficSet(.gre).answers == TrafficSet(.gre))
  }

  @Test(
    arguments: [
      ("icmp/8", "icmp/0"), ("icmp/13", "icmp/14"), ("icmp/15", "icmp/16"),
      ("icmp/17", "icmp/18"), ("icmpv6/128", "icmpv6/129"), ("icmp/8/3", "icmp/0/3"),
    ])
  func `to queries are the replies of the same kind`(query: String, reply: String) throws {
    let queries = try #require(TrafficSet(parsing: query))
    #expect(queries.answers.description == reply)
    #expect(queries.answers.questions == queries)
    #expect(queries.answers.answers.isEmpty)
  }

  @Test func `to one packet swap its ends`() throws {
    let packet = RandomTraffic.packet(.tcp, 49152, 22)
    let answer = try #require(packet.answer)
    #expect(packet.description == "tcp 198.51.100.1:49152 -> 10.0.0.1:22")
    #expect(answer.description == "tcp 10.0.0.1:22 -> 198.51.100.1:49152")
    #expect(answer.answer == packet)
    let ping = RandomTraffic.packet(.icmp, 0, 0x800)
    #expect(ping.answer?.description == "icmp 10.0.0.1 -> 198.51.100.1 type 0 code 0")
    #expect(ping.answer?.answer == nil)
    #expect(packet.icmpType == nil)
    let address = try #require(IPAddress("2001:db8::1"))
    let six = Packet(source: address, destination: address, proto: .udp, destinationPort: 53)
    #expect(six.description == "udp [2001:db8::1]:0 -> [2001:db8::1]:53")
    #expect(RandomTraffic.packet(.gre, 0, 0).description == "gre 198.51.100.1 -> 10.0.0.1")
  }

  @Test func `exist in their own family only`() {
    let set = TrafficSet.echoRequests.union(.tcp(22))
    #expect(set.restricted(toFamily: .v4).description == "icmp/8; tcp/22")
    #expect(set.restricted(toFamily: .v6).description == "tcp/22; icmpv6/128")
    #expect(TrafficSet.all.restricted(toFamily: .v4) == TrafficSet(.icmpv6).complement)
  }
}

@Suite struct `Projections of source ports` {
  @Test func `agree with trying every port`() {
    var generator = SeededGenerator(seed: 16)
    for _ in 0..<80 {
      let set = RandomTraffic.set(&generator)
      let ports = Bool.random(using: &generator) ? RandomTraffic.axis(&generator) : PortSet(22)
      let some = set.projectingSourcePorts(over: ports, every: false)
      let every = set.projectingSourcePorts(over: ports, every: true)
      let cells = RandomTraffic.cuts.filter(ports.contains)
      for packet in RandomTraffic.probes {
        let hits = cells.map {
          set.contains(RandomTraffic.packet(packet.proto, $0, packet.destinationPort))
        }
        let hasPorts = packet.proto.hasPorts
        #expect(some.contains(packet) == (hasPorts ? hits.contains(true) : set.contains(packet)))
        #expect(
          every.contains(packet) == (hasPorts ? !hits.contains(false) : set.contains(packet)))
      }
      #expect(every.isSubset(of: some))
    }
  }

  @Test func `over no ports keep nothing or every port`() {
    let set = TrafficSet.tcp(22).union(TrafficSet(.gre))
    #expect(set.projectingSourcePorts(over: .empty, every: false) == TrafficSet(.gre))
    let every = set.projectingSourcePorts(over: .empty, every: true)
    #expect(every.slice(.udp).isFull)
    #expect(every.slice(.gre).isFull)
    #expect(every.slice(.esp).isEmpty)
  }
}
