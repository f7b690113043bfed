import Documents
import PacketSets
import Topology

/// Application Gateways and Bastions end the connections of their clients and open new ones from
/// their own subnets (AZ-8.7, AZ-8.8, AZ-8.10).
extension Lowering {
  /// Places a gateway: the private frontends, and the instances that ask the backends.
  mutating func placeGateway(_ gateway: Exported.Appliance, _ station: Station) {
    var station = station
    guard let listeners = gateway.listeners else {
      let reason = unknownInside(gateway)
      station.unknowns = [("inside \(gateway.name)", reason)]
      stations.append(station)
      return
    }
    for frontend in gateway.frontends {
      guard let address = frontend.address else { continue }
      var door = station
      door.id = frontend.id.text
      door.addresses = [EndpointAddress(address)]
      door.own.addresses = [address]
      door.initiates = false
      door.offers = Self.offers(listeners, at: frontend.id)
      stations.append(door)
    }
    if let address = representative(of: station.subnetID) {
      station.addresses = [EndpointAddress(address)]
      station.own.addresses = [address]
    }
    station.name = "\(gateway.name), instances"
    // The ports of its own management are locked by certificates: they are no exposure (AZ-8.7).
    station.offers = .empty
    station.passage = backendsFilter(of: gateway, listeners)
    stations.append(station)
  }

  /// Places a Bastion: its machines ask for remote terminals from its subnet.
  mutating func placeBastion(_ bastion: Exported.Appliance, _ station: Station) {
    var station = station
    if let address = representative(of: station.subnetID) {
      station.addresses = [EndpointAddress(address)]
      station.own.addresses = [address]
    }
    station.name = "\(bastion.name), instances"
    station.offers = .empty
    var rules = [
      FilterRule(
        id: bastion.id.text, text: "terminals", action: .allow, traffic: .tcp(22...22, 3389...3389),
        peer: .anyone, location: bastion.location)
    ]
    if bastion.mayTunnel {
      let reason = assumption(
        about: "tunnels of \(bastion.id)", "which other ports the Bastion \(bastion.name) asks for",
        remedy: "none: its users decide", at: bastion.location)
      rules.append(
        FilterRule(
          id: bastion.id.text, text: "other ports", action: .allow, traffic: TrafficSet(.tcp),
          peer: PeerMatch(possible: PossiblePeers(.all, because: reason)),
          location: bastion.location))
    }
    station.passage = special(
      "what \(bastion.name) asks for \(bastion.id)", .proxy,
      inbound: Self.openRules(bastion.id.text, bastion.location), outbound: rules,
      at: bastion.location)
    stations.append(station)
  }

  /// What a gateway opens connections to: its backends at their ports.
  private mutating func backendsFilter(
    of gateway: Exported.Appliance, _ listeners: [Exported.GatewayListener]
  ) -> FilterPair {
    var rules: [FilterRule] = []
    var seen: Set<Exported.GatewayListener.Backend> = []
    for backend in listeners.flatMap(\.backends) where seen.insert(backend).inserted {
      let known = addresses(of: backend)
      var peer = PeerMatch(
        addresses: AddressSet(known.addresses.map { Prefix($0, length: $0.family.width) }))
      if backend.hasNames || !known.isWhole || backend.port == nil {
        let reason = unknownBackends(of: gateway)
        peer.possible = PossiblePeers(
          backend.port == nil ? .all : AddressSet.all.subtracting(peer.addresses),
          because: reason)
        if backend.port == nil { peer.addresses = .empty }
      }
      rules.append(
        FilterRule(
          id: backend.poolID.name, text: "backends \(backend.poolID.name)", action: .allow,
          traffic: backend.port.map { .tcp($0...$0) } ?? TrafficSet(.tcp), peer: peer,
          location: gateway.location))
    }
    return special(
      "backends of \(gateway.name) \(gateway.id)", .proxy,
      inbound: Self.openRules(gateway.id.text, gateway.location), outbound: rules,
      at: gateway.location)
  }

  private mutating func unknownBackends(of gateway: Exported.Appliance) -> ID<Assumption> {
    assumption(
      about: "backends of \(gateway.id)",
      "which addresses some backends of the Application Gateway \(gateway.name) have",
      remedy: RecordKind.interfaces.export, at: gateway.location)
  }

  /// The addresses of a pool, and whether these are all.
  private func addresses(
    of backend: Exported.GatewayListener.Backend
  ) -> (addresses: [IPAddress], isWhole: Bool) {
    var addresses = Set(backend.addresses)
    var isWhole = true
    for interface in inventory.interfaces + inventory.scaleSets.flatMap(\.interfaces) {
      for configuration in interface.configurations
      where backend.configurationIDs.contains(configuration.id)
        || configuration.gatewayPoolIDs.contains(backend.poolID)
      {
        if let address = configuration.address {
          addresses.insert(address)
        } else {
          isWhole = false
        }
      }
    }
    for id in backend.configurationIDs {
      guard let interface = id.ancestor(RecordKind.interfaces.rawValue),
        index.interfaces[interface] != nil
      else {
        isWhole = false
        continue
      }
    }
    return (addresses.sorted(), isWhole)
  }

  private static func offers(
    _ listeners: [Exported.GatewayListener], at frontend: AzureID
  ) -> TrafficSet {
    var offers = TrafficSet.empty
    for listener in listeners where listener.frontendID == frontend {
      offers.formUnion(.tcp(listener.port...listener.port))
    }
    return offers
  }

  /// Adds the public frontends of a gateway and joins its two sides.
  mutating func addListeners(of gateway: Exported.Appliance, in subnetID: AzureID) {
    guard let resource = resources[gateway.id] else { return }
    if let listeners = gateway.listeners {
      for frontend in gateway.frontends {
        let offers = Self.offers(listeners, at: frontend.id)
        _ = addDoor(frontend, of: gateway, in: subnetID, offers: offers)
      }
    }
    let parties = topology.endpoints.ids.filter { topology.endpoints[$0].resource == resource }
    var isWhole = gateway.listeners != nil
    var lowered: [ProxyListener] = []
    for listener in gateway.listeners ?? [] {
      for backend in listener.backends {
        let known = addresses(of: backend)
        let targets = known.addresses.compactMap { endpoint(at: $0, near: subnetID.parent) }
        if backend.hasNames || !known.isWhole || backend.port == nil { isWhole = false }
        if targets.isEmpty { continue }
        lowered.append(
          ProxyListener(
            accepts: .tcp(listener.port...listener.port), targets: targets,
            opens: backend.port.map { .tcp($0...$0) } ?? TrafficSet(.tcp)))
      }
    }
    let unknown = assumptions["appliance \(gateway.id)"] ?? assumptions["backends of \(gateway.id)"]
    _ = topology.add(
      Proxy(endpoints: parties, listeners: lowered, unknown: isWhole ? nil : unknown))
  }

  /// Adds the public address of a Bastion, where people log in (AZ-8.10).
  mutating func addDoors(of bastion: Exported.Appliance, in subnetID: AzureID) {
    guard let resource = resources[bastion.id] else { return }
    for frontend in bastion.frontends {
      _ = addDoor(frontend, of: bastion, in: subnetID, offers: .tcp(443...443))
    }
    let reason = assumption(
      about: "users of \(bastion.id)", "whom the Bastion \(bastion.name) lets in, and where to",
      remedy: "none: roles decide, not packets", at: bastion.location)
    let parties = topology.endpoints.ids.filter { topology.endpoints[$0].resource == resource }
    _ = topology.add(Proxy(endpoints: parties, listeners: [], unknown: reason))
  }
}

extension AddressFamily {
  /// The number of bits of an address.
  var width: Int { self == .v4 ? 32 : 128 }
}
