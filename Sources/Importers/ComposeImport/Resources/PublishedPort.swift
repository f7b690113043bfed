import Documents
import PacketSets

/// A port of a container that the host answers for, with everything that decides who reaches it.
struct PublishedPort: Hashable, Sendable {
  /// Where on the host it is published.
  enum Binding: Hashable, Sendable {
    /// At every address of the host.
    case everywhere
    /// At every IPv6 address of the host.
    case everywhereIPv6
    /// At one address of the host; the interface does not matter (CMP-4.6).
    case address(IPAddress)
    /// At an address that only the host itself reaches.
    case loopback(IPAddress)
  }

  /// The declaration.
  var mapping: PortMapping
  /// Where on the host it is published.
  var binding: Binding
  /// The network on which the container receives it (CMP-2.12).
  var network: String
  /// The variables that decide and are not set by an exported file.
  var openVariables: [String]

  /// Decides where the ports of a container are published; none where all its networks are
  /// internal (section 0).
  static func all(of container: HostedContainer, on host: DockerHost) -> [PublishedPort] {
    guard container.mode == .networks, let network = gatewayNetwork(of: container, on: host),
      !network.isInternal, network.kind == .bridge || network.kind == .overlay
    else { return [] }
    return container.ports.map { port in
      PublishedPort(
        mapping: port, binding: binding(of: port, on: network, host), network: network.name,
        openVariables: Set(port.variables.filter { $0.origin != .set }.map(\.name)).sorted())
    }
  }

  private static func binding(
    of port: PortMapping, on network: HostedNetwork, _ host: DockerHost
  ) -> Binding {
    var address = port.hostAddress ?? network.bindingAddress
    if address == nil, network.name == "bridge" {
      address = host.rules.settings.defaultBindingAddress.flatMap { IPAddress($0) }
        .flatMap(DockerContainer.wildcardAsNil)
    }
    // Swarm services are always published at every address (CMP-4.10).
    if network.kind == .overlay { address = nil }
    guard let address else { return .everywhere }
    switch address {
    case .v4(let value): return value.rawValue >> 24 == 127 ? .loopback(address) : .address(address)
    case .v6(let value):
      if value.rawValue == 0 { return .everywhereIPv6 }
      return value.rawValue == 1 ? .loopback(address) : .address(address)
    }
  }

  /// The network by which a container leaves and receives what is published (CMP-2.12).
  static func gatewayNetwork(
    of container: HostedContainer, on host: DockerHost
  ) -> HostedNetwork? {
    let places = container.places.compactMap { place in
      host.network(place.network).map { (place, $0) }
    }
    return places.min { left, right in
      if left.0.gatewayPriority != right.0.gatewayPriority {
        return left.0.gatewayPriority > right.0.gatewayPriority
      }
      if left.1.isInternal != right.1.isInternal { return !left.1.isInternal }
      if left.1.enablesIPv6 != right.1.enablesIPv6 { return left.1.enablesIPv6 }
      return left.1.name < right.1.name
    }?.1
  }
}
