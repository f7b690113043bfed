import PacketSets
import Topology

/// The endpoints of a graph, sorted into classes of endpoints that no question can tell apart.
///
/// A million endpoints are typically a hundred thousand classes; every count is made over classes.
final class EndpointClasses {
  let graph: CompiledGraph
  private(set) var presences: [Presence] = []
  private(set) var representatives: [Representative] = []
  private(set) var sources: [SourceClass] = []
  private(set) var places: [DestinationPlace] = []
  private(set) var destinations: [DestinationClass] = []
  /// The class of each endpoint as a sender; -1 for one without addresses.
  private(set) var sourceClass: [Int32] = []
  /// The class of each endpoint as a receiver; -1 for one without addresses.
  private(set) var destinationClass: [Int32] = []
  /// An endpoint of each place.
  private(set) var placeRepresentatives: [ID<Endpoint>] = []
  /// The endpoints without addresses.
  private(set) var unaddressed: [ID<Endpoint>] = []

  private var presenceNumbers: [Presence: Int32] = [:]
  private var sourceNumbers: [SourceClass: Int32] = [:]
  private var placeNumbers: [DestinationPlace: Int32] = [:]
  private var destinationNumbers: [DestinationClass: Int32] = [:]
  private let senderView: SenderView

  init(_ graph: CompiledGraph) {
    self.graph = graph
    senderView = SenderView(graph)
    let topology = graph.topology
    sourceClass = Array(repeating: -1, count: topology.endpoints.count)
    destinationClass = sourceClass
    var sorter = EndpointSorter(graph)
    for index in topology.endpoints.indices {
      let endpoint = topology.endpoints[index]
      if endpoint.addresses.isEmpty {
        unaddressed.append(ID(index))
        continue
      }
      var present: [Int32] = []
      for address in endpoint.addresses {
        let presence = sorter.presence(of: address, in: endpoint.subnet)
        if let known = presenceNumbers[presence] {
          present.append(known)
        } else {
          let number = Int32(presences.count)
          presences.append(presence)
          representatives.append(Representative(endpoint: ID(index), address: address))
          presenceNumbers[presence] = number
          present.append(number)
        }
      }
      let subnet = sorter.tellsApart(endpoint.subnet) ? Int32(endpoint.subnet.rawValue) : -1
      classify(index, endpoint, present, subnet)
    }
    presenceNumbers = [:]
    sourceNumbers = [:]
    placeNumbers = [:]
    destinationNumbers = [:]
  }

  private func classify(_ index: Int, _ endpoint: Endpoint, _ present: [Int32], _ subnet: Int32) {
    let binding = endpoint.binding.index
    var nodes: [Int32] = []
    nodes.reserveCapacity(2 * endpoint.addresses.count)
    for address in endpoint.addresses {
      nodes.append(graph.peerNode(address.address))
      nodes.append(address.publicAddress.map(graph.peerNode) ?? -1)
    }
    let source = SourceClass(
      presences: present, peerNodes: nodes, guardNumber: graph.outgoing[binding],
      subnet: subnet, groups: graph.groups[binding], initiates: endpoint.initiates)
    sourceClass[index] = number(of: source, in: &sourceNumbers, &sources)
    let place = DestinationPlace(
      presences: present, subnet: subnet,
      offers: graph.algebra.traffic.intern(endpoint.offers).rawValue,
      senderNodes: nodes.map(senderView.region),
      senderGroups: senderView.groups(graph.groups[binding]))
    let placed = places.count
    let placeNumber = number(of: place, in: &placeNumbers, &places)
    if places.count > placed { placeRepresentatives.append(ID(index)) }
    let destination = DestinationClass(place: placeNumber, guardNumber: graph.incoming[binding])
    destinationClass[index] = number(of: destination, in: &destinationNumbers, &destinations)
  }

  private func number<Key: Hashable>(
    of key: Key, in numbers: inout [Key: Int32], _ keys: inout [Key]
  ) -> Int32 {
    if let known = numbers[key] { return known }
    let number = Int32(keys.count)
    keys.append(key)
    numbers[key] = number
    return number
  }
}
