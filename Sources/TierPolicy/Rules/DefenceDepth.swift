import PacketSets
public import Topology

/// How many layers must fail before a rule that holds is broken.
public struct DefenceDepth: Hashable, Sendable {
  /// The layers that would each keep the rule alone, in their order; nil where that was not asked.
  public var alone: [Layer]?
  /// The smallest set of layers without which the rule may be broken, as far as it was looked for;
  /// empty when none was found.
  public var weakest: [Layer]
  /// The least number of layers that must fail, or more than were tried.
  public var depth: Int
  /// Whether the rule certainly breaks without the weakest layers.
  public var isCertain: Bool

  /// Creates the outcome of a study of layers.
  public init(alone: [Layer]?, weakest: [Layer], depth: Int, isCertain: Bool = false) {
    self.isCertain = isCertain
    self.alone = alone
    self.weakest = weakest
    self.depth = depth
  }

  /// The outcome as a remark for people.
  public var text: String {
    if weakest.isEmpty { return "at least \(depth) layers must fail before it breaks\(each)" }
    let count = depth == 1 ? "1 layer" : "\(depth) layers"
    let breaks = isCertain ? "it breaks" : "it may break"
    return "\(count) deep: without \(PolicyRule.joined(weakest.map(\.rawValue))) \(breaks)\(each)"
  }

  private var each: String {
    guard let alone else { return "" }
    let names = PolicyRule.joined(alone.map(\.rawValue))
    return switch alone.count {
    case 0: "; no layer alone would keep it"
    case 1: "; \(names) alone would keep it"
    default: "; each of \(names) alone would keep it"
    }
  }
}

/// Graphs in which some layers have failed.
struct LayerFailure {
  let topology: Topology

  /// The layers of which the graph has filters, and that of routes and addresses.
  var layers: [Layer] {
    var found: Set<Layer> = [.routing]
    for binding in topology.bindings {
      for stage in binding.inbound + binding.outbound { found.insert(stage.layer) }
    }
    for subnet in topology.subnets {
      for filter in [subnet.inbound, subnet.outbound] {
        if let filter { found.insert(topology.filters[filter].layer) }
      }
    }
    return found.sorted()
  }

  /// The graph in which some layers let everything pass.
  ///
  /// Where routes and addresses fail, the endpoints that are to be kept may be reached on any way.
  func graph(
    without failed: Set<Layer>, before endpoints: [ID<Endpoint>], on traffic: TrafficSet
  ) -> Topology {
    var graph = topology
    for id in graph.bindings.ids {
      graph.bindings[id].inbound.removeAll { failed.contains($0.layer) }
      graph.bindings[id].outbound.removeAll { failed.contains($0.layer) }
    }
    for id in graph.subnets.ids {
      if let filter = graph.subnets[id].inbound, failed.contains(graph.filters[filter].layer) {
        graph.subnets[id].inbound = nil
      }
      if let filter = graph.subnets[id].outbound, failed.contains(graph.filters[filter].layer) {
        graph.subnets[id].outbound = nil
      }
    }
    if failed.contains(.routing) {
      for endpoint in endpoints { graph.endpoints[endpoint].addresses = [] }
      // Senders come with their own addresses, as they do inside one network.
      for id in graph.subnets.ids { graph.subnets[id].network = ID(0) }
      // What an endpoint hands on is not asked about where the rule speaks of other traffic.
      let kept = Set(endpoints)
      graph.forwardings.removeAll {
        kept.contains($0.endpoint) && $0.accepts.isDisjoint(with: traffic)
      }
    }
    return graph
  }
}
