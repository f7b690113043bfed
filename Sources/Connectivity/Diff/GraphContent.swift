import PacketSets
import Topology

/// What decides about packets in a graph, in words that do not depend on the numbers of elements.
///
/// Two endpoints with equal content, in parts of networks with equal content, are connected to any
/// third one alike. Content that differs may still decide alike; it is compared by asking.
struct GraphContent {
  let topology: Topology
  let bindings: [BindingContent]
  let filters: [FilterContent]
  let partOfNetwork: [Int]
  let parts: [[String]]
  let specials: [[BindingContent]]
  let forwarders: Set<String>

  /// A filter without its names.
  struct FilterContent: Hashable {
    var direction: FlowDirection
    var isStateful: Bool
    var defaultAction: FilterAction
    var unknown: String?
    var rules: [RuleContent]
  }

  /// A rule without its names.
  struct RuleContent: Hashable {
    var action: FilterAction
    var traffic: TrafficSet
    var addresses: AddressSet
    var groups: [String]
    var possible: AddressSet?
    var reason: String?
  }

  /// A binding without numbers.
  struct BindingContent: Hashable {
    var groups: [String]
    var inbound: [[FilterContent]]
    var outbound: [[FilterContent]]
  }

  init(_ topology: Topology) {
    self.topology = topology
    let filters = topology.filters.map { Self.content(of: $0, topology) }
    self.filters = filters
    bindings = topology.bindings.map { binding in
      func stages(_ stages: [FilterStage]) -> [[FilterContent]] {
        stages.map { $0.filters.map { filters[$0.index] } }
      }
      return BindingContent(
        groups: binding.groups.map { topology.groups[$0].id }, inbound: stages(binding.inbound),
        outbound: stages(binding.outbound))
    }
    let words = FabricWords(topology)
    partOfNetwork = words.partOfNetwork
    parts = words.parts
    let all = bindings
    specials = words.special.map { endpoints in
      endpoints.map { all[topology.endpoints[$0].binding.index] }
    }
    forwarders = Set(
      topology.endpoints.filter(\.forwards).flatMap { endpoint in
        topology.bindings[endpoint.binding].groups.map { topology.groups[$0].id }
      })
  }

  /// The part of an endpoint.
  func part(of id: ID<Endpoint>) -> Int { partOfNetwork[topology.network(of: id).index] }

  private static func content(of filter: Filter, _ topology: Topology) -> FilterContent {
    FilterContent(
      direction: filter.direction, isStateful: filter.isStateful,
      defaultAction: filter.defaultAction,
      unknown: filter.unknown.map { topology.assumptions[$0].statement },
      rules: filter.rules.map { rule in
        RuleContent(
          action: rule.action, traffic: rule.traffic, addresses: rule.peer.addresses,
          groups: rule.peer.groups.map { topology.groups[$0].id },
          possible: rule.peer.possible?.addresses,
          reason: rule.peer.possible.map { topology.assumptions[$0.assumption].statement })
      })
  }
}
