import PacketSets
import Topology

/// Sorts endpoints into classes, one after the other.
///
/// Most endpoints have one address and look like one that was seen before; they are recognised by a
/// few numbers without building the keys of their classes.
struct EndpointClassifier {
  private(set) var presences = Numbering<Presence>()
  private(set) var representatives: [Representative] = []
  private(set) var sources = Numbering<SourceClass>()
  private(set) var places = Numbering<DestinationPlace>()
  private(set) var destinations = Numbering<DestinationClass>()
  private(set) var sourceClass: [Int32]
  private(set) var destinationClass: [Int32]
  private(set) var placeRepresentatives: [ID<Endpoint>] = []
  private(set) var unaddressed: [ID<Endpoint>] = []
  private(set) var apartSources: [ID<Endpoint>] = []
  private(set) var apartTargets: [ID<Endpoint>] = []

  private let graph: CompiledGraph
  private let senderView: SenderView
  private var sorter: EndpointSorter
  private var looks: [Look: (source: Int32, destination: Int32)] = [:]
  private var offers: (set: TrafficSet, id: TrafficID) = (.all, .all)

  init(_ graph: CompiledGraph) {
    self.graph = graph
    senderView = SenderView(graph)
    sorter = EndpointSorter(graph)
    sourceClass = Array(repeating: -1, count: graph.topology.endpoints.count)
    destinationClass = sourceClass
  }

  /// What decides the classes of an endpoint with one address.
  private struct Look: Hashable {
    var subnet: ID<Subnet>
    var binding: ID<FilterBinding>
    var peerNode: Int32
    var publicPeerNode: Int32
    var fabricNode: Int32
    var publicFabricNode: Int32
    var offers: TrafficID
    var initiates: Bool
    var isOwnPublic: Bool
    var isStray: Bool
    var isV6: Bool
  }

  /// Sorts all endpoints of the graph.
  mutating func classifyAll() {
    for (index, endpoint) in graph.topology.endpoints.enumerated() {
      if endpoint.addresses.isEmpty {
        unaddressed.append(ID(index))
        continue
      }
      let offered = id(ofOffers: endpoint.offers)
      let isRelayed = graph.relays.concerns(ID(index))
      let isFiltered = graph.isFilteredBehind[topologyNetwork(of: endpoint)]
      if isRelayed || isFiltered || endpoint.addresses.count != 1 {
        let found = classify(index, endpoint, offered, single: isRelayed ? Int32(index) : -1)
        sourceClass[index] = isFiltered ? -1 : found.source
        destinationClass[index] = isRelayed ? -1 : found.destination
        if isFiltered { apartSources.append(ID(index)) }
        if isRelayed { apartTargets.append(ID(index)) }
        continue
      }
      let look = look(of: endpoint, endpoint.addresses[0], offered)
      if let known = looks[look] {
        (sourceClass[index], destinationClass[index]) = known
      } else {
        let found = classify(index, endpoint, offered)
        looks[look] = found
        (sourceClass[index], destinationClass[index]) = found
      }
    }
  }

  private func topologyNetwork(of endpoint: Endpoint) -> Int {
    graph.topology.subnets[endpoint.subnet].network.index
  }

  private func look(of endpoint: Endpoint, _ address: EndpointAddress, _ offered: TrafficID)
    -> Look
  {
    Look(
      subnet: endpoint.subnet, binding: endpoint.binding,
      peerNode: graph.peerNode(address.address),
      publicPeerNode: address.publicAddress.map(graph.peerNode) ?? -1,
      fabricNode: graph.fabricNode(address.address),
      publicFabricNode: address.publicAddress.map(graph.fabricNode) ?? -1, offers: offered,
      initiates: endpoint.initiates,
      isOwnPublic: address.publicAddress == address.address,
      isStray: !graph.topology.subnets[endpoint.subnet.index].holds(address.address),
      isV6: address.address.family == .v6)
  }

  private mutating func id(ofOffers set: TrafficSet) -> TrafficID {
    if set != offers.set { offers = (set, graph.algebra.traffic.intern(set)) }
    return offers.id
  }

  private mutating func classify(
    _ index: Int, _ endpoint: Endpoint, _ offered: TrafficID, single: Int32 = -1
  ) -> (source: Int32, destination: Int32) {
    var present: [Int32] = []
    for address in endpoint.addresses {
      let number = presences.number(of: sorter.presence(of: address, in: endpoint.subnet))
      if Int(number) == representatives.count {
        representatives.append(Representative(endpoint: ID(index), address: address))
      }
      present.append(number)
    }
    let subnet = sorter.tellsApart(endpoint.subnet) ? Int32(endpoint.subnet.rawValue) : -1
    let binding = endpoint.binding.index
    var nodes: [Int32] = []
    nodes.reserveCapacity(2 * endpoint.addresses.count)
    for address in endpoint.addresses {
      nodes.append(graph.peerNode(address.address))
      nodes.append(address.publicAddress.map(graph.peerNode) ?? -1)
    }
    let source = sources.number(
      of: SourceClass(
        presences: present, peerNodes: nodes, guardNumber: graph.outgoing[binding],
        subnet: subnet, groups: graph.groups[binding], initiates: endpoint.initiates,
        single: single))
    let place = places.number(
      of: DestinationPlace(
        presences: present, subnet: subnet, offers: offered.rawValue,
        senderNodes: nodes.map(senderView.region),
        senderGroups: senderView.groups(graph.groups[binding])))
    if Int(place) == placeRepresentatives.count { placeRepresentatives.append(ID(index)) }
    let destination = destinations.number(
      of: DestinationClass(place: place, guardNumber: graph.incoming[binding]))
    return (source, destination)
  }
}
