import PacketSets
import Reachability
import TestSupport
import Topology

/// What the simulator says about a connection, in one word.
enum Verdict {
  case certain, maybe, blocked
}

extension TopologyBuilder {
  /// Asks the simulator about a TCP connection over all pairs of addresses.
  func connect(
    _ sender: ID<Endpoint>, _ receiver: ID<Endpoint>, tcp port: UInt16 = 443,
    from sourcePort: UInt16 = 49152
  ) -> Verdict {
    connect(.endpoint(sender), .endpoint(receiver), tcp: port, from: sourcePort)
  }

  /// Asks the simulator about a TCP connection between two parties over all pairs of addresses.
  func connect(
    _ sender: Party, _ receiver: Party, tcp port: UInt16 = 443, from sourcePort: UInt16 = 49152
  ) -> Verdict {
    let result = PacketSimulator(topology).possibility(
      from: sender, to: receiver, proto: .tcp, sourcePort: sourcePort, destinationPort: port)
    return Self.word(result.certain, result.may)
  }

  /// Asks the simulator about a TCP connection to one address.
  func connect(
    _ sender: Party, _ receiver: Party, at destination: String, from source: String,
    tcp port: UInt16 = 443
  ) -> Verdict {
    let verdict = PacketSimulator(topology).verdict(
      from: sender, to: receiver, packet: packet(source, destination, tcp: port))
    return Self.word(verdict.certainlyPasses, verdict.mayPass)
  }

  /// Asks the simulator for the way of a TCP packet.
  func trace(
    _ sender: Party, _ receiver: Party?, at destination: String, from source: String,
    tcp port: UInt16 = 443
  ) -> Trace {
    PacketSimulator(topology).trace(
      from: sender, to: receiver, packet: packet(source, destination, tcp: port))
  }

  private func packet(_ source: String, _ destination: String, tcp port: UInt16) -> Packet {
    Packet(
      source: TestText.address(source), destination: TestText.address(destination), proto: .tcp,
      sourcePort: 49152, destinationPort: port)
  }

  private static func word(_ certain: Bool, _ may: Bool) -> Verdict {
    precondition(may || !certain, "what is certain must be possible")
    return certain ? .certain : may ? .maybe : .blocked
  }
}

/// An address of the internet.
func internet(_ address: String = "198.51.100.7") -> Party {
  .outside(Topology.internet, TestText.address(address))
}
