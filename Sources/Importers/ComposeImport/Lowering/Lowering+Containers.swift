import Documents
import PacketSets
import Topology

extension Lowering {
  /// Adds the containers of a host, each with an interface in each of its networks.
  mutating func addContainers(of number: Int) {
    for (index, container) in hosts[number].containers.enumerated() {
      let resource = topology.add(
        Resource(
          id: container.name, name: container.title, kind: .container, scope: scope(of: number),
          tags: tags(of: container), isRunning: container.isRunning,
          location: container.location))
      switch container.mode {
      case .networks: addInterfaces(of: index, resource, number)
      case .host:
        // Its processes stand on the host: every address, and the host's own rules (section 3).
        _ = topology.add(
          Endpoint(
            id: "\(container.name)/host", resource: resource, subnet: hostSubnets[number],
            addresses: [], binding: hostBindings[number], location: container.location))
      case .none: break
      case .bridge, .named, .service, .container:
        _ = topology.add(
          Endpoint(
            id: "\(container.name)/unknown", resource: resource, subnet: hostSubnets[number],
            addresses: [], binding: hostBindings[number], location: container.location))
      }
    }
  }

  private mutating func addInterfaces(
    of number: Int, _ resource: ID<Resource>, _ host: Int
  ) {
    let container = hosts[host].containers[number]
    // The network by which it leaves stands first, as it stands for the container.
    let primary = PublishedPort.gatewayNetwork(of: container, on: hosts[host])?.name
    let places = container.places.sorted {
      ($0.network == primary ? 0 : 1, $0.network) < ($1.network == primary ? 0 : 1, $1.network)
    }
    for place in places {
      guard let plan = planNumbers[PlanKey(host: host, name: place.network)],
        let member = memberNumbers[MemberKey(host: host, container: number, plan: plan)]
      else { continue }
      endpoints[MemberKey(host: host, container: number, plan: plan)] = topology.add(
        Endpoint(
          id: "\(container.name)/\(place.network)", resource: resource, subnet: plans[plan].subnet,
          addresses: plans[plan].members[member].addresses,
          binding: binding(of: container, in: plan), location: container.location))
    }
  }

  /// Labels, and where Docker itself would put them: the project, the service, the image, and the
  /// services that live in the same namespace.
  private func tags(of container: HostedContainer) -> [Tag] {
    var tags = container.labels.map { Tag($0.key, $0.value) }
    for (key, value) in [
      ("com.docker.compose.project", container.project),
      ("com.docker.compose.service", container.service),
    ] where container.labels[key] == nil {
      if let value { tags.append(Tag(key, value)) }
    }
    if let project = container.project { tags.append(Tag("project", project)) }
    if let service = container.service { tags.append(Tag("service", service)) }
    if !container.image.isEmpty { tags.append(Tag("image", container.image)) }
    tags += container.lodgers.map { Tag("lodger", $0) }
    return tags
  }
}
