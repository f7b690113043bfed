import PacketSets
public import Topology

/// Answers lists of concrete connections, row by row.
///
/// The engine decides; the simulator tells what stopped a connection that is blocked. What was found
/// out about a pair of ends is remembered for the rows that ask about it again. An asker belongs to
/// one thread.
public final class FlowAsker {
  /// The model that decides.
  public let model: ReachabilityModel
  /// The directory of the words in rows.
  public let directory: PartyDirectory
  private(set) lazy var simulator = PacketSimulator(model.topology)
  private(set) lazy var pairing = FlowPairing(directory, samples: OutsideSamples(model))
  private var references: [String: Result<PartyReference, ResolutionError>] = [:]
  private var findings: [Ends: Result<[PairFinding], ResolutionError>] = [:]
  private var rulings: [Question: FlowRuling] = [:]

  /// Makes an asker for a graph.
  public convenience init(_ topology: Topology) { self.init(ReachabilityModel(topology)) }

  /// Makes an asker that shares a model.
  public init(_ model: ReachabilityModel) {
    self.model = model
    directory = PartyDirectory(model.topology)
  }

  /// Answers a row.
  ///
  /// - Parameter row: The row.
  /// - Returns: What was found out.
  /// - Throws: Why the row cannot be asked.
  public func rule(_ row: FlowRow) throws(ResolutionError) -> FlowRuling {
    // A machine is asked at each of its interfaces: one that succeeds is enough.
    let destinations = try references(row.destination)
    let sources = directory.senders(among: try references(row.source), to: destinations)
    guard !sources.isEmpty, !destinations.isEmpty else {
      return FlowRuling(
        .blocked,
        message: "\(sources.isEmpty ? row.source : row.destination) has no network interface")
    }
    var best: FlowRuling?
    for source in sources {
      for destination in destinations {
        let ruling = try rule(Ends(source: source, destination: destination), row.traffic)
        switch (ruling.verdict, best?.verdict) {
        case (.delivered, _): return ruling
        case (.undecided, .blocked), (_, nil): best = ruling
        default: continue
        }
      }
    }
    return best ?? FlowRuling(.blocked)
  }

  private func rule(
    _ ends: Ends, _ traffic: TrafficRequest
  ) throws(ResolutionError) -> FlowRuling {
    let question = Question(ends: ends, traffic: traffic)
    if let known = rulings[question] { return known }
    let ruling = try decide(ends, traffic).ruling
    rulings[question] = ruling
    return ruling
  }

  /// What a word stands for in a row, an entry for each interface; none for a container without.
  private func references(_ word: String) throws(ResolutionError) -> [PartyReference] {
    if let several = directory.alternatives(word) { return several }
    return [try reference(word)]
  }

  /// Decides a question, and says on which of the ends that it stands for the ruling rests.
  func decide(
    _ ends: Ends, _ traffic: TrafficRequest
  ) throws(ResolutionError) -> (ruling: FlowRuling, finding: PairFinding?) {
    if isLocal(ends) {
      let isSame = ends.source.endpoint == ends.destination.endpoint
      return (
        FlowRuling(
          .delivered, message: isSame ? "it is the same endpoint" : "it stays inside the machine"),
        nil
      )
    }
    let found = try findings(ends)
    var undecided: (FlowRuling, PairFinding)?
    for finding in found {
      var ruling = judge(finding, traffic)
      switch ruling.verdict {
      case .delivered:
        name(&ruling, finding.pair, ends)
        return (ruling, finding)
      case .undecided: undecided = undecided ?? (ruling, finding)
      case .blocked: continue
      }
    }
    if let undecided { return undecided }
    guard let shown = found.first else {
      return (FlowRuling(.blocked, message: "the two ends have no address family in common"), nil)
    }
    return (blocked(shown, traffic), shown)
  }

  /// Whether the packets stay inside a machine: it asks for itself, or for another of its own
  /// interfaces, and not at a public address (docs/SEMANTICS.md, N-1).
  private func isLocal(_ ends: Ends) -> Bool {
    guard let source = ends.source.endpoint, let target = ends.destination.endpoint else {
      return false
    }
    let topology = model.topology
    let resource = topology.endpoints[source].resource
    guard
      source == target
        || (resource == topology.endpoints[target].resource
          && [.instance, .host].contains(topology.resources[resource].kind))
    else { return false }
    guard case .address(let address, _) = ends.destination else { return true }
    return topology.endpoints[target].addresses.contains { $0.address == address }
  }

  /// Names the party outside by which a question about the internet was answered.
  private func name(_ ruling: inout FlowRuling, _ pair: FlowPair, _ ends: Ends) {
    if ends.source == .internet {
      ruling.client = pair.source
      if let source = pair.source { ruling.message = "from \(source)" }
    } else if ends.destination == .internet, let destination = pair.destination {
      ruling.message = "to \(destination)"
    }
  }

  /// What a word stands for, found once.
  func reference(_ word: String) throws(ResolutionError) -> PartyReference {
    if let known = references[word] { return try known.get() }
    let result: Result<PartyReference, ResolutionError>
    do throws(ResolutionError) {
      result = .success(try directory.resolve(word))
    } catch {
      result = .failure(error)
    }
    references[word] = result
    return try result.get()
  }

  /// What can be said about the ends for which two references stand, found once.
  func findings(_ ends: Ends) throws(ResolutionError) -> [PairFinding] {
    if let known = findings[ends] { return try known.get() }
    let result: Result<[PairFinding], ResolutionError>
    do throws(ResolutionError) {
      let pairs = try pairing.pairs(from: ends.source, to: ends.destination)
      result = .success(pairs.map { PairFinding($0, connection($0)) })
    } catch {
      result = .failure(error)
    }
    findings[ends] = result
    return try result.get()
  }

  /// The two ends of a question.
  struct Ends: Hashable {
    var source: PartyReference
    var destination: PartyReference
  }

  private struct Question: Hashable {
    var ends: Ends
    var traffic: TrafficRequest
  }
}
