import Documents

/// What a document of Docker or Compose holds.
enum DocumentKind: Hashable, Sendable {
  /// A compose file.
  case compose
  /// The variables for compose files beside it.
  case environment
  /// `docker inspect` or `docker network inspect`.
  case objects
  /// `docker ps --format json`.
  case listing
  /// `docker ps --format '{{.Names}}: {{.Ports}}'`.
  case portListing
  /// `docker version --format json`.
  case version
  /// `docker info --format json`.
  case information
  /// The engine's settings, `/etc/docker/daemon.json`.
  case settings

  /// The kind for people.
  var title: String {
    switch self {
    case .compose: "Compose file"
    case .environment: "Compose environment"
    case .objects: "Docker inspect"
    case .listing, .portListing: "Docker ps"
    case .version: "Docker version"
    case .information: "Docker info"
    case .settings: "Docker daemon.json"
    }
  }

  /// Recognises a document by its content, and by its name where the content is broken.
  init?(_ document: InputDocument) {
    let known: DocumentKind? =
      switch document {
      case .json(let json): Self.kind(of: json)
      case .text(let file): Self.kind(of: file)
      }
    guard let known else { return nil }
    self = known
  }

  /// Whether a file name is one of Compose's own, such as `docker-compose.prod.yml`.
  static func isComposeName(_ name: String) -> Bool {
    let name = name.lowercased()
    guard name.hasSuffix(".yml") || name.hasSuffix(".yaml") else { return false }
    return name.hasPrefix("compose.") || name.hasPrefix("docker-compose")
      || name.hasPrefix("compose-") || name.hasPrefix("docker_compose")
      || name.contains("-compose.") || name.contains(".compose.")
      || name.hasSuffix("-compose.yml") || name.hasSuffix("-compose.yaml")
  }

  private static func kind(of document: JSONDocument) -> DocumentKind? {
    for root in document.roots {
      let first = root.kind == .array ? root[0] : root
      guard let first, first.kind == .object else { continue }
      if DockerContainer(inspected: first) != nil || DockerNetwork(first) != nil {
        return .objects
      }
      if root.kind == .array { continue }
      if DockerContainer(listed: root) != nil { return .listing }
      if let server = root["Server"], server["Version"] != nil, root["Client"] != nil {
        return .version
      }
      if root["ServerVersion"] != nil, root["DockerRootDir"] != nil { return .information }
      if isSettings(root, document.file.path) { return .settings }
      if let services = root["services"], services.kind == .object,
        isComposeName(FilePath.name(of: document.file.path)) || looksLikeServices(services)
      {
        return .compose
      }
    }
    return nil
  }

  private static func isSettings(_ root: JSONValue, _ path: String) -> Bool {
    if FilePath.name(of: path) == "daemon.json" { return true }
    let keys = root.members.map(\.key.string)
    return !keys.isEmpty && keys.allSatisfy(DaemonSettings.keys.contains) && keys.count > 1
  }

  private static func looksLikeServices(_ services: JSONValue) -> Bool {
    services.count > 0
      && services.members.allSatisfy { service in
        service.value.members.contains { telling.contains($0.key.string) }
      }
  }

  /// Keys that only a service of Compose has.
  private static let telling: Set<String> = [
    "image", "build", "ports", "network_mode", "extends", "container_name", "depends_on",
    "env_file", "volumes", "networks", "restart", "environment", "command",
  ]

  private static func kind(of file: SourceFile) -> DocumentKind? {
    let name = FilePath.name(of: file.path)
    if name == ".env" || name.hasSuffix(".env") { return .environment }
    let isYAML = name.hasSuffix(".yml") || name.hasSuffix(".yaml")
    if isYAML { return isCompose(file, name) ? .compose : nil }
    guard name.hasSuffix(".txt") || !name.contains("."), file.count < 1 << 20 else { return nil }
    return isPortListing(file.text) ? .portListing : nil
  }

  /// Whether every line is a name, a colon and ports, and one of them is published.
  private static func isPortListing(_ text: String) -> Bool {
    let lines = text.split(whereSeparator: \.isNewline)
    var publishes = false
    for line in lines {
      guard let colon = line.firstIndex(of: ":"), colon != line.startIndex,
        line[..<colon].allSatisfy({ $0.isLetter || $0.isNumber || "-_.".contains($0) })
      else { return false }
      let ports = line[line.index(after: colon)...]
      guard ports.allSatisfy({ $0.isASCII }) else { return false }
      if ports.contains("->"), ports.contains("/tcp") || ports.contains("/udp") {
        publishes = true
      } else if ports.contains(where: { $0 != " " }), !ports.contains("/") {
        return false
      }
    }
    return publishes
  }

  private static func isCompose(_ file: SourceFile, _ name: String) -> Bool {
    let isNamed = isComposeName(name)
    guard let documents = try? YAML.load(file) else {
      // A broken file is still the project's: it is refused with its place.
      return isNamed
        || file.text.split(whereSeparator: \.isNewline).contains { $0.hasPrefix("services:") }
    }
    for document in documents where document.kind == .mapping {
      let isPlain = document.members.allSatisfy {
        SchemaKeys.file.contains($0.name) || $0.name.hasPrefix("x-")
      }
      if isNamed, document["services"] != nil || document["include"] != nil || isPlain {
        return true
      }
      guard isPlain else { continue }
      // A part that others include may declare nothing but networks.
      if document["services"] == nil, document["networks"]?.kind == .mapping { return true }
      guard let services = document["services"], services.kind == .mapping,
        !services.members.isEmpty
      else { continue }
      let isCompose = services.members.allSatisfy { service in
        service.value.isNull || service.value.members.contains { telling.contains($0.name) }
      }
      if isCompose { return true }
    }
    return isNamed && documents.isEmpty
  }
}
