import Documents
import PacketSets

extension HostedContainer {
  /// Creates a container from what the engine prints.
  init(_ container: DockerContainer) {
    let service = container.service
    self.init(
      id: container.id, name: container.name, title: service ?? container.name,
      image: container.image, project: container.project, service: service,
      labels: container.labels, mode: container.mode,
      places: container.networks.map {
        Place(
          network: $0.network, addresses: $0.addresses, aliases: $0.aliases,
          gatewayPriority: $0.gatewayPriority)
      },
      ports: container.isRunning ? container.published : container.requested,
      knowsPorts: container.knowsPorts, isRunning: container.isRunning,
      location: container.location)
    if mode == .none { places = [] }
    if mode == .host { places = [] }
    mergeFamilies()
  }

  /// Leaves one port where the engine lists it once for each address family.
  private mutating func mergeFamilies() {
    let everywhere = ports.filter { $0.hostAddress == nil }
    ports.removeAll { port in
      guard case .v6(let address)? = port.hostAddress, address.rawValue == 0 else { return false }
      return everywhere.contains {
        $0.published == port.published && $0.target == port.target && $0.proto == port.proto
      }
    }
  }
}
