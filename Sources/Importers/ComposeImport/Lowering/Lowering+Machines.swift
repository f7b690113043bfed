import Documents
import HostImport
import PacketSets
import Topology

/// Hosts of which the machine itself is exported: its addresses, its routes and its own rules.
extension Lowering {
  /// Finds the machine of each host, and returns those that belong to none.
  ///
  /// A machine is that of a host when it has the bridges of its networks; otherwise when it is the
  /// only one and so is the host, or when both are exported into one folder.
  mutating func settle(_ machines: [HostRules]) -> [HostRules] {
    var taken: Set<Int> = []
    for number in hosts.indices {
      if let firewall = hosts[number].placement?.firewall, !firewall.isEmpty {
        let own = machines.indices.filter {
          !taken.contains($0)
            && machines[$0].paths.contains { ContainerPlacement.matches($0, firewall) }
        }
        guard own.count == 1, !machines[own[0]].firewall.ports.isEmpty else { continue }
        taken.insert(own[0])
        self.machines[number] = machines[own[0]]
        continue
      }
      let bridges = Set(hosts[number].networks.compactMap(\.interface))
        .filter { $0.hasPrefix("br-") }
      var found = machines.indices.filter { index in
        !taken.contains(index)
          && machines[index].interfaces.contains { bridges.contains($0.name) }
      }
      if found.isEmpty {
        found = machines.indices.filter { index in
          !taken.contains(index) && isNear(machines[index], hosts[number])
        }
      }
      if found.isEmpty, hosts.count == 1, machines.count == 1 { found = [0] }
      guard found.count == 1, !machines[found[0]].firewall.ports.isEmpty else { continue }
      taken.insert(found[0])
      self.machines[number] = machines[found[0]]
    }
    return machines.indices.filter { !taken.contains($0) }.map { machines[$0] }
  }

  /// Whether both are exported into one folder.
  private func isNear(_ machine: HostRules, _ host: DockerHost) -> Bool {
    guard let folder = host.folder else { return false }
    let own = FilePath.normalised(machine.folder)
    return folder == own || folder.hasPrefix("\(own)/")
  }

  /// Puts the machine of a host into the graph.
  mutating func placeMachine(of number: Int) {
    guard let machine = machines[number] else { return }
    let host = hosts[number]
    let place = HostImporter.place(machine, in: &topology)
    placed[number] = place
    hostResources.append(place.resource)
    topology.resources[place.resource].tags += host.containers.filter { $0.mode == .host }
      .flatMap { Set([$0.name, $0.title]).sorted() }.map { Tag("lodger", $0) }
    topology.resources[place.resource].tags.sort()
    let first = topology.endpoints[place.uplinks[0].endpoint]
    hostSubnets.append(first.subnet)
    hostBindings.append(first.binding)
    uplinks.append(place.uplinks[0].endpoint)
    forwardedBindings.append(topology.add(passingOn(number)))
    let router = topology.add(
      Gateway(
        id: "docker/\(host.name)/router", name: "\(host.name): between networks",
        kind: .transit(Transit(attachments: [])), networks: [], location: host.location))
    routers[number] = router
  }

  /// What published packets meet on the machine: nothing of its own where the engine comes first
  /// (CMP-5.1), its rules for what it passes on where those decide (CMP-5.4).
  private mutating func passingOn(_ number: Int) -> FilterBinding {
    let host = hosts[number]
    guard host.rules.hostForwardRulesDecide != .no else { return .open }
    let reason = assumption(
      about: "firewall \(number)", "whether the firewall of \(host.name) decides before the engine",
      remedy: "docker info --format json", at: host.location)
    let filter = topology.add(
      Filter(
        id: "docker/\(host.name)/forwarded", name: "rules of \(host.name) for what it passes on",
        layer: .hostFirewall, direction: .inbound, unknown: reason, location: host.location))
    return FilterBinding(inbound: [FilterStage([filter], layer: .hostFirewall)])
  }

  /// Whether the rules of a machine are exported with those that the engine wrote for containers that
  /// run: those of a project that only a file declares are not among them.
  func knowsRules(of host: Int) -> Bool {
    hosts[host].isExported && machines[host]?.knowsEngineRules == true
  }

  /// Whether a network is a bridge of a machine that is exported.
  func isWired(_ plan: NetworkPlan) -> Bool {
    plan.network.kind == .bridge && machines[plan.host].map { !$0.interfaces.isEmpty } ?? false
  }

  /// The interface of a bridge on its machine.
  func interface(of plan: NetworkPlan) -> String {
    let machine = machines[plan.host]
    let own = machine?.interfaces.first { $0.addresses.contains(where: plan.gateways.contains) }
    return own?.name ?? plan.network.interface ?? "br-\(plan.network.name)"
  }

  /// How many bridges of a machine are told apart in its interfaces on other bridges.
  private static let maximumViews = 12

  /// Adds the machine as a bridge sees it: its address there, and its other addresses, at which
  /// packets from the bridge meet the rules for that bridge.
  mutating func addViews(_ number: Int) {
    let plan = plans[number]
    guard var machine = machines[plan.host] else { return }
    defer { machines[plan.host] = machine }
    let host = hosts[plan.host]
    let interface = interface(of: plan)
    let id = "docker/\(host.name)/\(plan.network.name)"
    if !plan.gateways.isEmpty,
      !(plan.network.isInternal && plan.network.gatewayMode == .isolated)
    {
      let binding = machine.stages(of: plan.gateways, from: interface, into: &topology)
      plans[number].gateway = topology.add(
        Endpoint(
          id: "\(id)/gateway", resource: hostResources[plan.host], subnet: plan.subnet,
          addresses: plan.gateways.map { EndpointAddress($0) }, binding: topology.add(binding),
          location: plan.network.location))
    }
    var groups = otherAddresses(than: plan, machine)
    guard !groups.isEmpty else { return }
    if groups.count > Self.maximumViews { groups = [groups.flatMap { $0 }] }
    let table = topology.add(
      RouteTable(
        id: "\(id)/host/routes", name: "routes of \(host.name) to \(plan.network.name)",
        routes: plan.prefixes.map { Route(destinations: [$0], target: .local) },
        location: plan.network.location))
    let subnet = topology.add(
      Subnet(
        id: "\(id)/host", name: "\(host.name) from \(plan.network.name)", network: plan.number,
        prefixes: Set(groups.flatMap { $0 }).sorted().map { Prefix($0) }, routeTable: table,
        location: plan.network.location))
    // The engine's proxy answers datagrams from the address on the bridge, wherever they were sent:
    // at another one no answer arrives.
    var offers = TrafficSet.all
    for port in machine.datagramPorts(of: "docker-proxy") {
      offers = offers.subtracting(TrafficSet(.udp, destinationPorts: PortSet(port)))
    }
    for (index, group) in groups.enumerated() {
      let binding = machine.stages(of: group, from: interface, into: &topology)
      views[number, default: []].append(
        topology.add(
          Endpoint(
            id: "\(id)/host/\(index + 1)", resource: hostResources[plan.host], subnet: subnet,
            addresses: group.map { EndpointAddress($0) }, binding: topology.add(binding),
            initiates: false, offers: offers, location: plan.network.location)))
    }
  }

  /// The addresses of a machine beside those on a bridge, in groups that its rules treat alike.
  private func otherAddresses(than plan: NetworkPlan, _ machine: HostRules) -> [[IPAddress]] {
    let families = Set(plan.prefixes.map(\.family))
    let outside = Set(machine.firewall.ports.map(\.interface))
    var groups = machine.firewall.ports.map(\.addresses)
    for interface in machine.interfaces where !outside.contains(interface.name) {
      groups.append(interface.addresses)
    }
    return groups.map { group in
      group.filter { address in
        families.contains(address.family) && !plan.addresses.contains(address)
          && Prefix("127.0.0.0/8")?.contains(address) != true
          && Prefix("fe80::/10")?.contains(address) != true && address != IPAddress("::1")
      }
    }.filter { !$0.isEmpty }
  }

  /// The rules in front of a container on a machine whose rules are those of the kernel.
  mutating func wiredBinding(
    of container: HostedContainer, in number: Int
  ) -> ID<FilterBinding>? {
    let plan = plans[number]
    guard isWired(plan), var machine = machines[plan.host], knowsRules(of: plan.host),
      let place = container.places.first(where: { $0.network == plan.network.name }),
      !place.addresses.isEmpty
    else { return nil }
    defer { machines[plan.host] = machine }
    var inbound = machine.addresses
    if !machine.filtersBridges { inbound.formUnion(plan.addresses) }
    let bridges = AddressSet(plans.filter { $0.host == plan.host }.flatMap(\.prefixes))
    return topology.add(
      machine.stages(
        passingOnTo: place.addresses, behind: interface(of: plan),
        exempt: (inbound, machine.addresses.union(bridges)), into: &topology))
  }

  /// Joins the networks of a machine: it passes packets between them as its rules say.
  mutating func joinNetworks(of number: Int) {
    guard let router = routers[number] else { return }
    let host = hosts[number]
    let own = plans.filter { $0.host == number && isWired($0) }
    let table = topology.add(
      RouteTable(
        id: "docker/\(host.name)/router",
        routes: own.enumerated().map { index, plan in
          Route(
            destinations: plan.prefixes, target: .attachment(index),
            location: plan.network.location)
        }, location: host.location))
    topology.gateways[router].networks = own.map(\.number)
    topology.gateways[router].kind = .transit(
      Transit(
        attachments: own.map { plan in
          TransitAttachment(
            id: "\(plan.network.name) on \(host.name)", side: .network(plan.number, doors: []),
            table: table, location: plan.network.location)
        }))
  }
}
