import ComposeImport
import Documents
import PacketSets
import Reachability
import Topology

/// What the importer makes of a few files.
struct Imported {
  let topology: Topology
  let coverage: Coverage
  let diagnostics: Diagnostics
  let catalog: SourceCatalog
  private let asker: FlowAsker

  /// Imports one compose file of the project `shop`.
  init(_ text: String) { self.init(files: ["shop/compose.yaml": text]) }

  /// Imports files by their paths.
  init(files: [String: String], reversed: Bool = false) {
    self.init(SourceCatalog(texts: files), reversed: reversed)
  }

  init(_ catalog: SourceCatalog, reversed: Bool = false) {
    var diagnostics = Diagnostics()
    var documents: [InputDocument] = []
    for file in catalog.files {
      do throws(JSONError) {
        documents.append(.json(try JSONDocument.parse(file, into: &diagnostics)))
      } catch {
        documents.append(.text(file))
      }
    }
    diagnostics = Diagnostics()
    let fragment = ComposeImporter.fragment(
      of: reversed ? documents.reversed() : documents, diagnostics: &diagnostics)
    topology = fragment.topology
    coverage = fragment.coverage
    self.diagnostics = diagnostics
    self.catalog = catalog
    asker = FlowAsker(fragment.topology)
  }

  /// The codes of all diagnostics, each once, sorted.
  var codes: [String] { diagnostics.countsByCode.map(\.code) }

  /// The first diagnostic of a code.
  func diagnostic(_ code: String) -> Diagnostic? {
    diagnostics.sorted().first { $0.code == code }
  }

  /// The place of the first diagnostic of a code, as `line:column`.
  func place(_ code: String) -> String? {
    guard let location = diagnostic(code)?.location, let place = catalog.resolve(location) else {
      return nil
    }
    return "\(place.line):\(place.column)"
  }

  /// The container of a service.
  func resource(_ name: String) -> Resource? { topology.resources.first { $0.name == name } }

  /// The names of all containers.
  var containers: [String] {
    topology.resources.filter { $0.kind == .container }.map(\.name).sorted()
  }

  /// The names of the networks on which a service is, sorted.
  func networks(of name: String) -> [String] {
    topology.endpoints.ids.filter { topology.resource(of: $0).name == name }
      .map { topology.networks[topology.network(of: $0)].name }.sorted()
  }

  /// The addresses of a service.
  func addresses(of name: String) -> [String] {
    topology.endpoints.ids.filter { topology.resource(of: $0).name == name }
      .flatMap { topology.endpoints[$0].addresses.map(\.address.description) }
  }

  /// The words of the rules that stand before a service on a network.
  func rules(of name: String, on network: String) -> [String] {
    for id in topology.endpoints.ids
    where topology.resource(of: id).name == name
      && topology.networks[topology.network(of: id)].name == network
    {
      return topology.bindings[topology.endpoints[id].binding].inbound.flatMap(\.filters)
        .flatMap { topology.filters[$0].rules.map(\.text) }
    }
    return []
  }

  /// What a service publishes, as its rules say it.
  func published(_ name: String) -> [String] {
    var result: [String] = []
    for network in networks(of: name) {
      result += rules(of: name, on: network).filter { $0.hasPrefix("published ") }
        .map { String($0.dropFirst(10)) }
    }
    return result
  }

  /// The verdict about a connection between two parties, each named as people do.
  ///
  /// A destination with several interfaces is asked at the one on the network that is given.
  func ask(
    _ source: String, _ destination: String, _ proto: String = "tcp", _ port: String = "5432",
    on network: String? = nil
  ) -> String {
    var end = destination
    if let network { end = "\(resource(destination)?.id ?? destination)/\(network)" }
    do {
      let row = FlowRow(from: source, to: end, try TrafficRequest(proto: proto, port: port))
      return try asker.rule(row).verdict.rawValue
    } catch {
      return "\(error)"
    }
  }

  /// Whether one service opens connections to a port of another, over published ports as well.
  func opens(_ source: String, _ destination: String, port: UInt16 = 5432) -> String {
    let wanted = TrafficSet.tcp(port...port)
    var (certain, possible) = (false, false)
    for from in topology.endpoints.ids where topology.resource(of: from).name == source {
      for to in topology.endpoints.ids where topology.resource(of: to).name == destination {
        let found = asker.model.connection(from: .endpoint(from), to: .endpoint(to))
        if !found.certain.isDisjoint(with: wanted) { certain = true }
        if !found.possible.isDisjoint(with: wanted) { possible = true }
      }
    }
    return certain ? "delivered" : possible ? "undecided" : "blocked"
  }

  /// The best verdict between any interface of one service and any of another.
  func reach(_ source: String, _ destination: String, port: String = "5432") -> String {
    var verdicts: Set<String> = []
    for from in interfaces(source) {
      for to in interfaces(destination) { verdicts.insert(ask(from, to, "tcp", port)) }
    }
    return ["delivered", "undecided", "blocked"].first(where: verdicts.contains)
      ?? verdicts.sorted().joined()
  }

  private func interfaces(_ name: String) -> [String] {
    if name == "internet" { return [name] }
    return topology.endpoints.ids.filter { topology.resource(of: $0).name == name }
      .map { topology.endpoints[$0].id }
  }
}
