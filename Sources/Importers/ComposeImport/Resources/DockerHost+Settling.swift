import Documents
import Topology

extension DockerHost {
  /// Adds what is mentioned only, and brings containers that share a namespace together.
  mutating func settle(gaps: inout [Assumption], diagnostics: inout [Diagnostic]) {
    for container in containers {
      for place in container.places where network(place.network) == nil {
        var network = HostedNetwork(unknown: place.network, at: container.location)
        if place.network == "bridge" { network = Self.defaultBridge(rules, container.location) }
        networks.append(network)
      }
    }
    for index in networks.indices
    where networks[index].kind == .bridge && !networks[index].isInspected {
      // What daemon.json gives every bridge that is made from now on (CMP-4.4).
      networks[index].options.merge(rules.settings.networkOptions) { own, _ in own }
    }
    networks.sort { $0.name < $1.name }
    containers.sort { ($0.name, $0.id) < ($1.name, $1.id) }
    for network in networks where network.kind == .overlay && network.isInspected {
      gaps.append(
        Assumption(
          statement: "which containers of other hosts are on \(network.name)",
          remedy: "docker network inspect --verbose \(network.name)",
          location: network.location))
    }
    for network in networks where network.isUnknown {
      let name = Escape.terminal(network.name)
      diagnostics.append(
        Diagnostic(
          .warning, "docker.network.unknown",
          "The network \(name) is made elsewhere: what it is and who else is on it is not known.",
          at: network.location, effect: .assumedOpen,
          advice: "Export it: docker network inspect \(name)."))
      gaps.append(
        Assumption(
          statement: "who else is on the network \(name)",
          remedy: "docker network inspect \(name)", location: network.location))
    }
    if containers.count >= Self.maximumContainers {
      gaps.append(
        Assumption(
          statement: "more than \(Self.maximumContainers) containers", remedy: "fewer replicas",
          location: location))
    }
    for container in containers where !container.knowsPorts {
      gaps.append(
        Assumption(
          statement: "which ports \(container.name) publishes",
          remedy: "docker inspect $(docker ps -aq)", location: container.location))
    }
    houseLodgers(gaps: &gaps, diagnostics: &diagnostics)
  }

  /// The engine's own bridge, which every container without a network shares (section 3).
  private static func defaultBridge(
    _ rules: EngineRules, _ location: SourceLocation
  ) -> HostedNetwork {
    var network = HostedNetwork(unknown: "bridge", at: location)
    network.isUnknown = false
    if !rules.settings.defaultBridgeIsOpen {
      network.options["com.docker.network.bridge.enable_icc"] = "false"
    }
    return network
  }

  /// Containers in the namespace of another one are that one on the network: its addresses, its
  /// published ports (section 3).
  private mutating func houseLodgers(
    gaps: inout [Assumption], diagnostics: inout [Diagnostic]
  ) {
    var staying: [HostedContainer] = []
    for container in containers {
      guard let owner = owner(of: container) else {
        staying.append(container)
        continue
      }
      guard owner != container.id else {
        staying.append(container)
        gaps.append(
          Assumption(
            statement: "in whose network \(container.name) lives",
            remedy: "docker inspect $(docker ps -aq)", location: container.location))
        diagnostics.append(
          Diagnostic(
            .warning, "docker.namespace.unknown",
            "\(Escape.terminal(container.name)) lives in the network of a container that is not "
              + "in the exports.", at: container.location, effect: .assumedOpen,
            advice: "Export it: docker inspect $(docker ps -aq)."))
        continue
      }
      diagnostics.append(
        Diagnostic(
          .note, "docker.namespace.shared",
          "\(Escape.terminal(container.title)) lives in the network of another container and is "
            + "one with it.", at: container.location, effect: .exact))
      if let index = containers.firstIndex(where: { $0.id == owner }) {
        containers[index].lodgers += Set([container.title, container.name]).sorted()
      }
    }
    let lodgers = containers
    containers = staying.map { container in
      lodgers.first { $0.id == container.id } ?? container
    }
  }

  /// The id of the container in whose namespace another one ends up; its own id when that one is
  /// not known, nil when it has a namespace of its own.
  private func owner(of container: HostedContainer) -> String? {
    var current = container
    for _ in 0..<64 {
      let next: HostedContainer?
      switch current.mode {
      case .service(let name):
        next = containers.first { $0.project == current.project && $0.service == name }
      case .container(let name):
        next = containers.first { $0.id == name || $0.name == name || $0.id.hasPrefix(name) }
      case .networks, .host, .none, .bridge, .named:
        return current.id == container.id ? nil : current.id
      }
      guard let next, next.id != current.id else { return container.id }
      current = next
    }
    return container.id
  }
}
