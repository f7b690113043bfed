import AWSImport
import Documents
import PacketSets
import Topology

/// What the importer makes of a few files, with lookups by the ids of AWS.
struct Imported {
  let topology: Topology
  let coverage: Coverage
  let diagnostics: Diagnostics
  let catalog: SourceCatalog

  /// Imports files by their paths.
  init(files: [String: String], reversed: Bool = false) throws {
    try self.init(SourceCatalog(texts: files), reversed: reversed)
  }

  /// Imports the base account with some of its lists replaced; nil leaves a list out.
  init(
    _ lists: [String: String?] = [:], folder: String = "exports/123456789012/us-east-1"
  ) throws {
    var files: [String: String] = [:]
    for (key, list) in Base.lists.merging(lists, uniquingKeysWith: { $1 }) {
      if let list { files["\(folder)/\(key).json"] = "{\"\(key)\": \(list)}" }
    }
    try self.init(files: files)
  }

  init(_ catalog: SourceCatalog, reversed: Bool = false) throws {
    var diagnostics = Diagnostics()
    var documents: [InputDocument] = []
    for file in catalog.files {
      if file.path.hasSuffix(".xml") {
        documents.append(.text(file))
      } else {
        documents.append(.json(try JSONDocument.parse(file, into: &diagnostics)))
      }
    }
    let fragment = AWSImporter.fragment(
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

  func network(_ id: String) -> ID<Network>? {
    topology.networks.ids.first { topology.networks[$0].id == id }
  }

  func subnet(_ id: String) -> Subnet? { topology.subnets.first { $0.id == id } }

  func endpoint(_ id: String) -> Endpoint? { topology.endpoints.first { $0.id == id } }

  func index(ofEndpoint id: String) -> Int? { topology.endpoints.firstIndex { $0.id == id } }

  func resource(_ id: String) -> Resource? { topology.resources.first { $0.id == id } }

  func resource(of endpoint: String) -> Resource? {
    self.endpoint(endpoint).map { topology.resources[$0.resource] }
  }

  func gateway(_ id: String) -> Gateway? { topology.gateways.first { $0.id == id } }

  func group(_ id: String) -> ID<IdentityGroup>? {
    topology.groups.ids.first { topology.groups[$0].id == id }
  }

  func filter(_ id: String, _ direction: FlowDirection = .inbound) -> Filter? {
    topology.filters.first { $0.id == id && $0.direction == direction }
  }

  func binding(of endpoint: String) -> FilterBinding? {
    self.endpoint(endpoint).map { topology.bindings[$0.binding] }
  }

  func table(ofSubnet id: String) -> RouteTable? {
    subnet(id).map { topology.routeTables[$0.routeTable] }
  }

  /// The first route of a subnet's table to a destination, as the table writes it.
  func route(_ destination: String, ofSubnet id: String) -> Route? {
    table(ofSubnet: id)?.routes.first { $0.text == destination }
  }

  /// The gateway to which a route leads.
  func gateway(of route: Route?) -> Gateway? {
    guard case .gateway(let number) = route?.target else { return nil }
    return topology.gateways[number]
  }

  /// Why a route drops.
  func dropReason(of route: Route?) -> String? {
    guard case .drop(let reason) = route?.target else { return nil }
    return reason
  }
}
