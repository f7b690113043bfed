import Documents
import PacketSets
import Reachability
import Topology

/// Puts the elements of a graph into words.
struct Wording {
  let topology: Topology
  let catalog: SourceCatalog

  /// A name with the id where that is another one.
  static func name(_ name: String, _ id: String) -> String {
    let shortID = NameLimit.short(id, to: NameLimit.id)
    return name == id || name.isEmpty
      ? shortID : "\(NameLimit.short(name, to: NameLimit.name)) (\(shortID))"
  }

  /// A machine or service by its name and the first address of the interface.
  func endpoint(_ id: ID<Endpoint>) -> String {
    let resource = topology.resource(of: id)
    let name = NameLimit.short(
      resource.name.isEmpty ? resource.id : resource.name, to: NameLimit.name)
    guard let address = topology.endpoints[id].addresses.first?.address else { return name }
    return "\(name) (\(address))"
  }

  /// The name of a filter without its id.
  func filterName(_ id: ID<Filter>) -> String {
    NameLimit.short(topology.filters[id].name, to: NameLimit.name)
  }

  /// A party in words; an address outside goes by the name of its set when it has one.
  func party(_ party: Party, named name: String? = nil) -> String {
    switch party {
    case .endpoint(let id): endpoint(id)
    case .outside(let world, let address):
      NameLimit.short(name ?? topology.worlds[world].name, to: NameLimit.name) + " \(address)"
    }
  }

  /// A place as `path:line:column`, or nothing for an unknown one.
  func place(_ location: SourceLocation?) -> String {
    guard let location, location != .unknown, catalog.resolve(location) != nil else { return "" }
    return NameLimit.short(catalog.describe(location), to: NameLimit.message)
  }

  /// The kind, the name and the id of what a packet meets.
  func thing(_ component: Hop.Component) -> (kind: PathStep.Kind, name: String, id: String) {
    switch component {
    case .endpoint(let id):
      (.endpoint, endpoint(id), topology.endpoints[id].id)
    case .filter(let id):
      (
        .filter, Self.name(topology.filters[id].name, topology.filters[id].id),
        topology.filters[id].id
      )
    case .subnet(let id):
      (
        .subnet, Self.name(topology.subnets[id].name, topology.subnets[id].id),
        topology.subnets[id].id
      )
    case .routeTable(let id):
      (
        .routeTable, Self.name(topology.routeTables[id].name, topology.routeTables[id].id),
        topology.routeTables[id].id
      )
    case .gateway(let id):
      (
        .gateway, Self.name(topology.gateways[id].name, topology.gateways[id].id),
        topology.gateways[id].id
      )
    case .world(let id):
      (
        .world, NameLimit.short(topology.worlds[id].name, to: NameLimit.name),
        topology.worlds[id].id
      )
    }
  }

  /// The rule of a filter that decided at a step, or nil when the default did.
  func rule(of hop: Hop) -> (filter: ID<Filter>, rule: FilterRule)? {
    guard case .filter(let id) = hop.component, !hop.rule.isEmpty else { return nil }
    let rule = topology.filters[id].rules.first {
      ($0.text.isEmpty ? $0.id : $0.text) == hop.rule && $0.location == hop.location
        && $0.traffic.contains(hop.packet)
    }
    return rule.map { (id, $0) }
  }

  /// The way of a packet in words.
  ///
  /// - Parameters:
  ///   - trace: The way.
  ///   - source: Who sends the packet.
  ///   - destination: For whom it is.
  ///   - deciding: The step of the packet that is the root cause of a finding, if one is.
  /// - Returns: The way.
  func path(
    _ trace: Trace, from source: String, to destination: String, deciding: Int? = nil
  ) -> PacketPath {
    let outcome: PacketPath.Outcome =
      switch trace.outcome {
      case .delivered: .delivered
      case .blockedForward: .blocked
      case .blockedAnswer: .unanswered
      case .undecided: .undecided
      }
    var forward = steps(trace.forward, from: trace.packet)
    if let deciding, forward.indices.contains(deciding) { forward[deciding].isDeciding = true }
    let first = trace.forward.last?.packet ?? trace.packet
    return PacketPath(
      source: source, destination: destination, packet: trace.packet.description,
      first: trace.packet, service: Self.service(trace.packet),
      forward: forward, answer: steps(trace.answer, from: first.answer ?? first),
      outcome: outcome)
  }

  /// What a packet asks for.
  private static func service(_ packet: Packet) -> String {
    if let type = packet.icmpType { return type == 8 || type == 128 ? "ping" : "\(packet.proto)" }
    return packet.proto.hasPorts ? "\(packet.proto)/\(packet.destinationPort)" : "\(packet.proto)"
  }

  private func steps(_ hops: [Hop], from first: Packet) -> [PathStep] {
    var before = first
    return hops.map { hop in
      defer { before = hop.packet }
      return step(hop, before: before)
    }
  }

  private func step(_ hop: Hop, before: Packet) -> PathStep {
    let thing = thing(hop.component)
    var decision = PathStep.Decision.passes
    var reason = ""
    switch hop.decision {
    case .passes: break
    case .drops(let why):
      decision = .drops
      reason = why
    case .translates:
      decision = .translates
      reason = Self.changes(from: before, to: hop.packet)
    case .delivered: decision = .delivered
    case .unknown(let assumption):
      decision = .unknown
      reason = NameLimit.short(
        topology.assumptions[assumption].statement, to: NameLimit.message)
    }
    return PathStep(
      kind: thing.kind, name: thing.name, id: thing.id, layer: hop.layer.rawValue,
      decision: decision, reason: reason,
      ruleID: NameLimit.short(rule(of: hop)?.rule.id ?? "", to: NameLimit.id),
      rule: NameLimit.short(hop.rule, to: NameLimit.rule),
      place: place(hop.location), packet: hop.packet.description)
  }

  private static func changes(from old: Packet, to new: Packet) -> String {
    var parts: [String] = []
    if old.source != new.source { parts.append("source becomes \(new.source)") }
    if old.destination != new.destination { parts.append("destination becomes \(new.destination)") }
    if old.sourcePort != new.sourcePort {
      parts.append("source port becomes \(new.sourcePort)")
    }
    if old.destinationPort != new.destinationPort {
      parts.append("destination port becomes \(new.destinationPort)")
    }
    return parts.joined(separator: ", ")
  }
}
