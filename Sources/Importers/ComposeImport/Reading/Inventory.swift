import Documents
import Topology

/// Everything that the documents hold, before it is joined.
struct Inventory {
  /// What Docker printed on one host.
  struct HostExport {
    /// The containers of `docker inspect`.
    var containers: [DockerContainer] = []
    /// The containers of `docker ps`.
    var listed: [DockerContainer] = []
    /// The ports of `docker ps` by container, where nothing else was printed.
    var ports: [String: [PortMapping]] = [:]
    /// The networks.
    var networks: [DockerNetwork] = []
    /// The version of the engine.
    var version: String?
    /// The back end of its rules.
    var backend: FirewallBackend?
    /// The name of the host.
    var name: String?
    /// The settings of the engine.
    var settings: DaemonSettings?
    /// Where the first of the exports stands.
    var location: SourceLocation
  }

  /// The compose files by their paths.
  var files: [String: SourceFile] = [:]
  /// The variables by the path of their file.
  var environments: [String: Environment] = [:]
  /// What Docker printed, by the folder of the exports.
  var exports: [String: HostExport] = [:]
  /// The account of every document.
  var accounts: [String: FileCoverage] = [:]
  /// What is missing of the graph as a whole.
  var gaps: [Assumption] = []
  /// What was noticed.
  var diagnostics: [Diagnostic] = []

  /// Reads documents, whose order does not matter.
  init(reading documents: [InputDocument]) {
    let sorted = documents.sorted {
      let (left, right) = ($0.file, $1.file)
      return left.path == right.path
        ? left.id < right.id : left.path.utf8.lexicographicallyPrecedes(right.path.utf8)
    }
    for document in sorted {
      guard let kind = DocumentKind(document) else { continue }
      let file = document.file
      let path = FilePath.normalised(file.path)
      let folder = FilePath.folder(of: path)
      accounts[path] = FileCoverage(
        file: file.id, path: file.path, content: kind.title, recordCount: 0, state: .read)
      switch kind {
      case .compose: files[path] = file
      case .environment:
        let read = Environment(reading: file.text)
        accounts[path]?.recordCount = read.values.count
        environments[path] = read
      case .portListing: readPorts(file, folder)
      case .objects, .listing, .version, .information, .settings:
        if let json = document.json { read(json, as: kind, path: path, folder: folder) }
      }
    }
  }

  private mutating func readPorts(_ file: SourceFile, _ folder: String) {
    let place = file.location(ofByte: 0)
    var export = exports[folder] ?? HostExport(location: place)
    for line in file.text.split(whereSeparator: \.isNewline) {
      guard let colon = line.firstIndex(of: ":") else { continue }
      export.ports[String(line[..<colon])] = DockerContainer.ports(
        String(line[line.index(after: colon)...]), at: place)
    }
    exports[folder] = export
    accounts[FilePath.normalised(file.path)]?.recordCount = export.ports.count
  }

  private mutating func read(
    _ document: JSONDocument, as kind: DocumentKind, path: String, folder: String
  ) {
    let place = document.file.location(ofByte: 0)
    var export = exports[folder] ?? HostExport(location: place)
    var (records, refused) = (0, 0)
    for root in document.roots {
      switch kind {
      case .objects:
        let values = root.kind == .array ? Array(root.elements) : [root]
        for value in values {
          records += 1
          if let container = DockerContainer(inspected: value) {
            export.containers.append(container)
          } else if let network = DockerNetwork(value) {
            export.networks.append(network)
          } else {
            refused += 1
            refuse(value)
          }
        }
      case .listing:
        records += 1
        if let container = DockerContainer(listed: root) {
          export.listed.append(container)
        } else {
          refused += 1
          refuse(root)
        }
      case .version: export.version = export.version ?? root["Server"]?.text("Version")
      case .information:
        export.version = export.version ?? root.text("ServerVersion")
        export.name = export.name ?? root.text("Name")
        let driver = root["FirewallBackend"]?.text("Driver") ?? ""
        if driver.hasPrefix("nftables") { export.backend = .nftables }
        if driver.hasPrefix("iptables") { export.backend = .iptables }
      case .settings: export.settings = DaemonSettings(root)
      case .compose, .environment, .portListing: break
      }
    }
    exports[folder] = export
    accounts[path]?.recordCount = records
    if refused > 0 { accounts[path]?.state = .partial }
  }

  private mutating func refuse(_ value: JSONValue) {
    // Volumes, images and secrets decide no packet.
    if value["Mountpoint"] != nil || value["RepoTags"] != nil { return }
    diagnostics.append(
      Diagnostic(
        .error, "docker.record", "This is neither a container nor a network as Docker prints it.",
        at: value.location, effect: .assumedClosed, advice: "Export it again: docker inspect."))
    gaps.append(
      Assumption(
        statement: "a record of docker inspect could not be read", remedy: "docker inspect",
        location: value.location))
  }
}
