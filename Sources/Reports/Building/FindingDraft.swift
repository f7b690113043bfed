import PacketSets
import Reachability
import TierPolicy
import Topology

/// A violating pair with one of its root causes, before pairs with equal causes are put together.
struct FindingDraft {
  /// The example from which it was made.
  var example: RuleExample
  /// The part of the example's traffic that has this cause.
  var traffic: TrafficSet
  /// The way of one packet.
  var trace: Trace
  /// Why it is possible.
  var cause: CauseFinder.Cause

  /// What drafts of one rule must share to be one finding.
  ///
  /// An endpoint without any filter shares its cause with the others of its subnet.
  func key(in topology: Topology) -> [String] {
    let root = cause.root
    var holder = root.id
    if root.kind == .noFilter, case .endpoint(let id) = example.flow.destination {
      holder = topology.subnet(of: id).id
    }
    return [root.kind.rawValue, root.component.rawValue, holder, root.ruleID, root.rule]
  }
}

/// Takes the examples of a violated rule apart by root cause.
struct FindingDrafter {
  let replay: Replay
  let causes: CauseFinder
  /// How many root causes of one pair are looked for.
  static let causeLimit = 8

  /// The drafts of an example of a rule that forbids.
  ///
  /// One packet is walked for each rule that lets something of the pair's traffic in: when the rule
  /// is found, what it admits is set aside and the rest is looked at.
  ///
  /// - Parameters:
  ///   - rule: The rule.
  ///   - example: A pair that breaks it.
  /// - Returns: One draft for each root cause.
  /// - Throws: `ReviewError` when no packet of the pair arrives.
  func forbidden(_ rule: PolicyRule, _ example: RuleExample) throws(ReviewError) -> [FindingDraft] {
    let flow = example.flow
    var rest = flow.connection.certain.intersection(rule.traffic)
    var drafts: [FindingDraft] = []
    while !rest.isEmpty, drafts.count < Self.causeLimit {
      guard let trace = replay.delivered(from: flow.source, to: flow.destination, rest) else {
        if !drafts.isEmpty { return drafts }
        throw disagreement(rule, flow, "the proof says that it arrives, the packet does not")
      }
      let cause = causes.cause(of: trace, from: flow.source, to: flow.destination)
      var part = rest
      if let found = cause.rule {
        let admitted = found.rule.traffic.projectingSourcePorts(over: .full, every: false)
        part = rest.intersection(admitted)
      }
      drafts.append(FindingDraft(example: example, traffic: part, trace: trace, cause: cause))
      if part.isEmpty { break }
      rest = rest.subtracting(part)
    }
    return drafts
  }

  /// The drafts of an example of a rule that requires a connection.
  func required(_ rule: PolicyRule, _ example: RuleExample) throws(ReviewError) -> [FindingDraft] {
    let flow = example.flow
    let missing = rule.traffic.intersection(Self.usual).subtracting(flow.connection.possible)
    let traffic = missing.isEmpty ? rule.traffic : missing
    guard let trace = replay.blocked(from: flow.source, to: flow.destination, traffic) else {
      guard replay.delivered(from: flow.source, to: flow.destination, traffic) != nil else {
        return []
      }
      throw disagreement(rule, flow, "the proof says that it is stopped, the packet arrives")
    }
    return [
      FindingDraft(
        example: example, traffic: traffic.projectingSourcePorts(over: .full, every: false),
        trace: trace, cause: causes.stop(of: trace))
    ]
  }

  /// What clients send from the ports that operating systems choose.
  private static let usual: TrafficSet = {
    let ports = PortSet(32768...60999)
    let withPorts = [IPProtocol.tcp, .udp, .sctp, .dccp, .udplite]
    let others = withPorts.reduce(TrafficSet.all) { $0.subtracting(TrafficSet($1)) }
    return withPorts.reduce(others) {
      $0.union(TrafficSet($1, destinationPorts: .full, sourcePorts: ports))
    }
  }()

  private func disagreement(
    _ rule: PolicyRule, _ flow: FlowExample, _ explanation: String
  ) -> ReviewError {
    let wording = causes.wording
    return ReviewError(
      rule: rule.id,
      example: wording.party(flow.source, named: flow.sourceName) + " -> "
        + wording.party(flow.destination),
      explanation: explanation)
  }
}
