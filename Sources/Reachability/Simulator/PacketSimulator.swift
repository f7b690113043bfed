public import PacketSets
public import Topology

/// A simulator that sends one concrete packet through the graph, hop by hop, and its answer back.
///
/// It knows only what `docs/SEMANTICS.md` says, looks at one packet at a time and shares nothing
/// with the symbolic engine but the graph, so that each can be held against the other. Statements
/// of that page are cited as N-1 to N-8.
public struct PacketSimulator: Sendable {
  /// The graph.
  public let topology: Topology
  /// The endpoints by their own addresses, in every network.
  let owners: OwnerIndex
  /// The endpoints by the public addresses that stand for theirs.
  let publicOwners: OwnerIndex
  /// The groups of all endpoints that pass on packets of others.
  let forwarderGroups: [ID<IdentityGroup>]
  /// The ports at which the decision of some filter changes, sorted.
  let portBoundaries: [UInt16]

  /// Reads a graph.
  ///
  /// - Complexity: O(*n*), where *n* is the number of addresses and rules.
  public init(_ topology: Topology) {
    self.topology = topology
    var owners = OwnerIndex()
    var publicOwners = OwnerIndex()
    for (index, endpoint) in topology.endpoints.enumerated() {
      for address in endpoint.addresses {
        owners.insert(ID(index), at: address.address)
        if let outside = address.publicAddress { publicOwners.insert(ID(index), at: outside) }
      }
    }
    forwarderGroups = topology.endpoints.filter(\.forwards).flatMap {
      topology.bindings[$0.binding].groups
    }
    self.owners = owners
    self.publicOwners = publicOwners
    self.portBoundaries = Self.portBoundaries(of: topology)
  }

  /// Sends a packet and its answer and tells every step.
  ///
  /// When nothing is certain, the steps are those of a way that may succeed.
  ///
  /// - Parameters:
  ///   - sender: The party that sends the packet.
  ///   - receiver: The party that it must reach; `nil` for whoever has its destination address.
  ///   - packet: The packet as the sender sends it.
  /// - Returns: The steps of the packet and of its answer, and what came of them.
  public func trace(from sender: Party, to receiver: Party?, packet: Packet) -> Trace {
    var candidates: [Party?] = [receiver]
    if receiver == nil { candidates = parties(at: packet.destination, seenFrom: sender) }
    if candidates.isEmpty { candidates = [nil] }
    let findings = candidates.map { send(packet, from: sender, to: $0) }
    let best =
      findings.first { $0.chance == .always } ?? findings.first { $0.chance == .maybe }
      ?? findings.first
    guard let best else {
      return Trace(packet: packet, forward: [], answer: [], outcome: .blockedForward)
    }
    return Trace(
      packet: packet, forward: best.shown.forward, answer: best.shown.answer,
      outcome: outcome(of: best))
  }

  /// Says whether a connection exists, by its first packet.
  ///
  /// - Parameters:
  ///   - sender: The party that opens it.
  ///   - receiver: The party to which it is opened.
  ///   - packet: The first packet as the sender sends it.
  /// - Returns: Whether the packet arrives and its answer comes back, as two bounds.
  public func verdict(from sender: Party, to receiver: Party, packet: Packet) -> SimulatedVerdict {
    SimulatedVerdict(send(packet, from: sender, to: receiver))
  }

  /// Says whether a connection exists for at least one pair of addresses (N-1).
  ///
  /// - Parameters:
  ///   - sender: The party that opens it.
  ///   - receiver: The party to which it is opened.
  ///   - proto: The protocol.
  ///   - sourcePort: The source port, or zero for a protocol without ports.
  ///   - destinationPort: The destination port, or the ICMP type · 256 + code, or zero.
  /// - Returns: Whether it certainly does, and whether it may.
  public func possibility(
    from sender: Party, to receiver: Party, proto: IPProtocol, sourcePort: UInt16,
    destinationPort: UInt16
  ) -> (certain: Bool, may: Bool) {
    if sender == receiver, case .endpoint = sender { return (true, true) }
    if mayBeForwardedOutOfSight(from: sender, to: receiver) {
      return (false, opensConnection(from: sender, proto, sourcePort, destinationPort))
    }
    var result = (certain: false, may: false)
    for source in sendingAddresses(of: sender) {
      for destination in reachableAddresses(of: receiver) {
        let packet = Packet(
          source: source, destination: destination, proto: proto, sourcePort: sourcePort,
          destinationPort: destinationPort)
        let verdict = verdict(from: sender, to: receiver, packet: packet)
        result.certain = result.certain || verdict.certainlyPasses
        result.may = result.may || verdict.mayPass
      }
      for gate in gates(of: receiver) {
        let port = Int(destinationPort) - (proto.hasPorts ? gate.portOffset : 0)
        guard let sent = UInt16(exactly: port) else { continue }
        for destination in reachableAddresses(of: .endpoint(gate.machine)) {
          let packet = Packet(
            source: source, destination: destination, proto: proto, sourcePort: sourcePort,
            destinationPort: sent)
          let verdict = SimulatedVerdict(
            send(packet, from: sender, to: receiver, by: gate.machine, at: destinationPort))
          result.certain = result.certain || verdict.certainlyPasses
          result.may = result.may || verdict.mayPass
        }
      }
    }
    return result
  }

  private func outcome(of finding: Finding) -> Trace.Outcome {
    switch finding.chance {
    case .always: .delivered
    case .maybe: .undecided(Set(finding.assumptions).sorted())
    case .never: finding.shown.isAnswer ? .blockedAnswer : .blockedForward
    }
  }
}
