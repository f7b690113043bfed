import AzureImport
import Documents
import PacketSets
import Reachability
import Topology

/// What the importer makes of a few resources, with lookups by their names.
struct Imported {
  let topology: Topology
  let coverage: Coverage
  let diagnostics: Diagnostics
  let catalog: SourceCatalog

  /// Imports files by their paths.
  init(files: [String: String]) throws { try self.init(SourceCatalog(texts: files)) }

  /// Imports resources in the shape of the REST interface.
  init(_ resources: String...) throws {
    try self.init(files: ["answer.json": "{\"value\": [\(resources.joined(separator: ",\n"))]}"])
  }

  init(_ catalog: SourceCatalog, reversed: Bool = false) throws {
    var diagnostics = Diagnostics()
    var documents: [JSONDocument] = []
    for file in catalog.files {
      documents.append(try JSONDocument.parse(file, into: &diagnostics))
    }
    let fragment = AzureImporter.fragment(
      of: reversed ? documents.reversed() : documents, diagnostics: &diagnostics)
    topology = fragment.topology
    coverage = fragment.coverage
    self.diagnostics = diagnostics
    self.catalog = catalog
  }

  /// The codes of all diagnostics, each once, sorted.
  var codes: [String] { diagnostics.countsByCode.map(\.code) }

  func diagnostic(_ code: String) -> Diagnostic? {
    diagnostics.sorted().first { $0.code == code }
  }

  /// The first endpoint of the resource with this name.
  func endpoint(_ name: String) -> ID<Endpoint>? {
    topology.endpoints.ids.first {
      topology.resources[topology.endpoints[$0].resource].name == name
    }
  }

  func resource(_ name: String) -> Resource? { topology.resources.first { $0.name == name } }

  func subnets(_ name: String) -> [Subnet] {
    topology.subnets.filter { $0.name == name || $0.name.hasPrefix("\(name) (") }
  }

  func table(_ subnet: String) -> RouteTable? {
    subnets(subnet).first.map { topology.routeTables[$0.routeTable] }
  }

  /// The target of the first route of a subnet with this text.
  func target(_ text: String, of subnet: String) -> RouteTarget? {
    table(subnet)?.routes.first { $0.text == text }?.target
  }

  func binding(_ name: String) -> FilterBinding? {
    endpoint(name).map { topology.bindings[topology.endpoints[$0].binding] }
  }

  /// The filters at a resource, in the order in which packets meet them.
  func filters(_ name: String, _ direction: FlowDirection) -> [Filter] {
    let stages = direction == .inbound ? binding(name)?.inbound : binding(name)?.outbound
    return (stages ?? []).flatMap(\.filters).map { topology.filters[$0] }
  }

  /// Who stands at a name: a resource, or an address of the internet.
  func party(_ name: String) -> Party? {
    if let address = IPAddress(name) { return .outside(Topology.internet, address) }
    return endpoint(name).map { .endpoint($0) }
  }

  /// Whether a TCP connection exists.
  func connect(_ sender: String, _ receiver: String, _ port: UInt16) -> Verdict {
    connect(sender, receiver, .tcp, port)
  }

  /// Whether a connection exists.
  func connect(
    _ sender: String, _ receiver: String, _ proto: IPProtocol, _ port: UInt16
  ) -> Verdict {
    guard let from = party(sender), let to = party(receiver) else { return .absent }
    let found = PacketSimulator(topology).possibility(
      from: from, to: to, proto: proto, sourcePort: proto.hasPorts ? 49152 : 0,
      destinationPort: port)
    return found.certain ? .allowed : found.may ? .undecided : .denied
  }

  /// Whether a TCP connection exists from one of several endpoints of a resource.
  func connect(from sender: ID<Endpoint>, to receiver: String, _ port: UInt16) -> Verdict {
    guard let to = endpoint(receiver) else { return .absent }
    return verdict(.endpoint(sender), .endpoint(to), port)
  }

  /// Whether a TCP connection exists from the internet to the public address of a device.
  func connect(_ sender: String, doorOf name: String, _ port: UInt16) -> Verdict {
    let door = topology.endpoints.ids.first { number in
      let endpoint = topology.endpoints[number]
      return topology.resources[endpoint.resource].name == name
        && endpoint.addresses.contains { $0.publicAddress != nil }
    }
    guard let from = party(sender), let door else { return .absent }
    return verdict(from, .endpoint(door), port)
  }

  private func verdict(_ from: Party, _ to: Party, _ port: UInt16) -> Verdict {
    let found = PacketSimulator(topology).possibility(
      from: from, to: to, proto: .tcp, sourcePort: 49152, destinationPort: port)
    return found.certain ? .allowed : found.may ? .undecided : .denied
  }

  /// What the filters of a resource do to a packet of a peer, whatever the way.
  func judge(
    _ name: String, _ direction: FlowDirection, peer: String, tcp port: UInt16
  ) -> Verdict {
    guard let peer = IPAddress(peer) else { return .absent }
    let filters = filters(name, direction)
    if filters.isEmpty { return .allowed }
    let packet = Packet(
      source: peer, destination: peer, proto: .tcp, sourcePort: 49152, destinationPort: port)
    for filter in filters {
      let rule = filter.rules.first {
        $0.traffic.contains(packet) && $0.peer.addresses.contains(peer)
      }
      if filter.unknown != nil { return .undecided }
      if rule?.action != .allow { return .denied }
    }
    return .allowed
  }
}

/// What is said about a connection.
enum Verdict {
  case allowed, denied, undecided
  /// One of the ends does not exist.
  case absent
}
