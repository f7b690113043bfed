import Documents

/// A compose project: the services and networks of a set of compose files.
struct ComposeProject: Sendable {
  /// The project's name, which prefixes its networks and containers (CMP-1.14).
  var name: String
  /// The files of the set, base first.
  var paths: [String]
  /// The services, in the order of the files; those without an active profile left out.
  var services: [ComposeService] = []
  /// The services that are left out, as no profile of theirs is active (CMP-1.12).
  var inactive: [ComposeService] = []
  /// The networks that are declared or implied.
  var networks: [ComposeNetwork] = []
  /// Where the project stands.
  var location: SourceLocation

  /// The network of a key.
  func network(_ key: String) -> ComposeNetwork? { networks.first { $0.key == key } }

  /// Reads a merged tree.
  init(
    _ tree: YAMLNode, paths: [String], environment: Environment,
    uses: [SourceLocation: [Template.Use]]
  ) throws(ComposeFault) {
    self.paths = paths
    location = tree.location
    let folder = FilePath.name(of: FilePath.folder(of: paths.first ?? ""))
    let given = environment.values["COMPOSE_PROJECT_NAME"] ?? tree["name"]?.text
    name = Self.normalised(given.flatMap { $0.isEmpty ? nil : $0 } ?? folder)
    if name.isEmpty { name = "compose" }
    var services: [ComposeService] = []
    for member in tree["services"]?.members ?? [] {
      services.append(try ComposeService(member, uses: uses))
    }
    for member in tree["networks"]?.members ?? [] {
      networks.append(
        try ComposeNetwork(
          member.name, member.value, project: name, at: member.key.location))
    }
    let active = Set(
      (environment.values["COMPOSE_PROFILES"] ?? "").split(separator: ",").map {
        $0.filter { $0 != " " }
      })
    for service in services {
      let isActive =
        service.profiles.isEmpty || active.contains("*")
        || service.profiles.contains(where: active.contains)
      if isActive { self.services.append(service) } else { inactive.append(service) }
    }
    try addDefaultNetwork()
    try check(all: services)
  }

  /// Lower-cased, with nothing but letters, digits, `_` and `-`, and none of these two first.
  static func normalised(_ name: String) -> String {
    let kept = name.lowercased().unicodeScalars.filter {
      ("a"..."z").contains($0) || ("0"..."9").contains($0) || $0 == "_" || $0 == "-"
    }
    return String(String.UnicodeScalarView(kept.drop { $0 == "_" || $0 == "-" }))
  }

  /// Services without a network are on `default`, which exists for them alone (CMP-2.1).
  private mutating func addDefaultNetwork() throws(ComposeFault) {
    for list in [\ComposeProject.services, \ComposeProject.inactive] {
      for index in self[keyPath: list].indices
      where self[keyPath: list][index].mode == .networks
        && self[keyPath: list][index].networks.isEmpty
      {
        let location = self[keyPath: list][index].location
        self[keyPath: list][index].networks = [
          ComposeService.Attachment(network: "default", location: location)
        ]
        if network("default") == nil {
          networks.append(
            try ComposeNetwork("default", nil, project: name, at: location))
        }
      }
    }
  }
}
