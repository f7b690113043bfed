import Documents
import PacketSets
import Reachability
import Testing
import Topology

@testable import GCPImport

/// What the importer makes of a few files, with the simulator's verdicts about it.
struct Imported {
  let topology: Topology
  let coverage: Coverage
  let diagnostics: Diagnostics
  let simulator: PacketSimulator

  init(_ change: (inout Project) -> Void = { _ in }) throws {
    var project = Project()
    change(&project)
    try self.init(files: project.files)
  }

  init(files: [String: String], reversed: Bool = false) throws {
    try self.init(SourceCatalog(texts: files), reversed: reversed)
  }

  init(_ catalog: SourceCatalog, reversed: Bool = false) throws {
    var diagnostics = Diagnostics()
    var documents: [JSONDocument] = []
    for file in catalog.files {
      documents.append(try JSONDocument.parse(file, into: &diagnostics))
    }
    let fragment = GCPImporter.fragment(
      of: reversed ? documents.reversed() : documents, asOf: "2026-11-01T00:00:00Z",
      diagnostics: &diagnostics)
    topology = fragment.topology
    coverage = fragment.coverage
    self.diagnostics = diagnostics
    simulator = PacketSimulator(fragment.topology)
  }

  /// What a connection comes to.
  enum Outcome { case passes, blocked, undecided }

  /// Whether one party reaches another: names of machines, or addresses outside.
  func ask(
    _ source: String, _ destination: String, _ traffic: String = "tcp/22",
    by address: String? = nil
  ) throws -> Outcome {
    let set = try #require(TrafficSet(parsing: traffic))
    let sample = try #require(set.sample)
    let verdict = simulator.possibility(
      from: try party(source), to: try party(destination), proto: sample.proto,
      sourcePort: sample.source, destinationPort: sample.destination)
    return verdict.certain ? .passes : verdict.may ? .undecided : .blocked
  }

  private func party(_ name: String) throws -> Party {
    if let address = IPAddress(name) {
      let world = topology.worlds.ids.first { topology.worlds[$0].addresses.contains(address) }
      return .outside(try #require(world, "\(name) lives nowhere"), address)
    }
    let endpoint = topology.endpoints.ids.first { id in
      topology.endpoints[id].id.hasSuffix("/\(name)")
        || topology.endpoints[id].id.hasSuffix("/\(name)/nic0")
    }
    return .endpoint(try #require(endpoint, "there is no \(name)"))
  }

  func endpoint(_ suffix: String) -> Endpoint? {
    topology.endpoints.first { $0.id.hasSuffix(suffix) }
  }

  /// The codes of all diagnostics, each once, sorted.
  var codes: [String] { diagnostics.countsByCode.map(\.code) }

  /// The table of a machine.
  func table(of machine: String) -> RouteTable? {
    endpoint("/\(machine)/nic0").map {
      topology.routeTables[topology.subnets[$0.subnet].routeTable]
    }
  }
}

extension TrafficSet {
  /// A packet of the set.
  var sample: (proto: IPProtocol, source: UInt16, destination: UInt16)? {
    samplePacketPorts().map { ($0.0, $0.1, $0.2) }
  }
}
