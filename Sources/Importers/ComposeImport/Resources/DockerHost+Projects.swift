import Documents

extension DockerHost {
  /// Adds the networks and containers that a compose file declares and that do not run already.
  mutating func add(_ project: ComposeProject, diagnostics: inout [Diagnostic]) {
    let running = runningProject(of: project)
    let name = running ?? project.name
    if let running, running != project.name {
      diagnostics.append(
        Diagnostic(
          .note, "compose.project.joined",
          "The containers of the project \(Escape.terminal(running)) are those of this file.",
          at: project.location, effect: .ignored))
    }
    let used = Set(project.services.flatMap { $0.networks.map(\.network) })
    var realNames: [String: String] = [:]
    for network in project.networks {
      var hosted = HostedNetwork(network, project: name)
      if !network.isNamed { hosted.name = "\(name)_\(network.key)" }
      realNames[network.key] = hosted.name
      guard used.contains(network.key), !["host", "none"].contains(hosted.name) else { continue }
      if let known = networks.firstIndex(where: { $0.name == hosted.name }) {
        // The one that tells what the network is stands; an equal name is one network (CMP-2.6).
        if networks[known].isUnknown, !hosted.isUnknown { networks[known] = hosted }
      } else {
        networks.append(hosted)
      }
    }
    for service in project.services {
      let isRunning = containers.contains { $0.project == name && $0.service == service.name }
      if !isRunning { add(service, of: name, realNames, runs: running == nil) }
    }
  }

  /// How many containers a host may have here; what is more is refused as a gap.
  static let maximumContainers = 10_000

  /// The project among those that run whose containers are of this file (CMP-6.3).
  private func runningProject(of project: ComposeProject) -> String? {
    var services: [String: Set<String>] = [:]
    for container in containers {
      guard let name = container.project, let service = container.service else { continue }
      services[name, default: []].insert(service)
    }
    if services[project.name] != nil { return project.name }
    let declared = Set((project.services + project.inactive).map(\.name))
    let fitting = services.filter { $0.value.isSubset(of: declared) }.map(\.key)
    return fitting.count == 1 ? fitting[0] : nil
  }

  private mutating func add(
    _ service: ComposeService, of project: String, _ realNames: [String: String], runs: Bool
  ) {
    for number in 0..<service.replicas {
      guard containers.count < Self.maximumContainers else { return }
      var name = service.containerName ?? "\(project)-\(service.name)-\(number + 1)"
      if containers.contains(where: { $0.name == name }) { name += "@\(containers.count)" }
      var container = HostedContainer(
        id: name, name: name,
        title: service.replicas == 1 ? service.name : "\(service.name)-\(number + 1)",
        image: service.image ?? "", project: project, service: service.name,
        labels: service.labels, mode: service.mode, ports: service.ports, isRunning: runs,
        location: service.location)
      container.places = service.networks.map { place in
        HostedContainer.Place(
          network: realNames[place.network] ?? place.network,
          addresses: number == 0 ? place.addresses : [], aliases: place.aliases + [service.name],
          gatewayPriority: place.gatewayPriority, location: place.location)
      }
      if case .named(let network) = service.mode {
        container.places = [HostedContainer.Place(network: network)]
        container.mode = .networks
      }
      if service.mode == .bridge {
        container.places = [HostedContainer.Place(network: "bridge")]
        container.mode = .networks
      }
      if let place = container.places.first, container.places.count == 1 {
        if place.network == "host" { container.mode = .host }
        if place.network == "none" { container.mode = .none }
      }
      if container.mode != .networks { container.places = [] }
      containers.append(container)
    }
  }
}
