import PacketSets
import Topology

/// Makes one machine of two exports of it: what a cloud says of it from outside, and what the machine
/// itself says.
///
/// The interfaces of the cloud stay. Packets to them meet the cloud's filters, then those of the host;
/// packets from them first those of the host. What the host forwards to its containers and hides for
/// them goes by these interfaces.
struct HostFusion {
  private var topology: Topology

  init(_ topology: Topology) { self.topology = topology }

  /// Puts a host onto a machine and returns the graph without what stood for the host before.
  func fuse(_ host: ID<Resource>, into machine: ID<Resource>) -> Topology {
    var result = self
    result.join(host, machine)
    return result.topology
  }

  /// Puts hosts that name their own addresses onto the machines that have them, where one machine of
  /// the other exports has.
  static func byAddress(_ topology: Topology) -> Topology {
    var topology = topology
    for name in topology.resources.filter({ $0.kind == .host }).map(\.id) {
      guard
        let host = topology.resources.ids.first(where: {
          topology.resources[$0].id == name && topology.resources[$0].kind == .host
        }), let machine = HostFusion(topology).machine(of: host)
      else { continue }
      topology = HostFusion(topology).fuse(host, into: machine)
    }
    return topology
  }

  /// The one machine that has an address of a host; nil when there is none or several.
  private func machine(of host: ID<Resource>) -> ID<Resource>? {
    let own = topology.endpoints.ids.filter { topology.endpoints[$0].resource == host }
    guard let first = own.first else { return nil }
    let network = topology.network(of: first)
    let addresses = Set(
      own.filter { topology.network(of: $0) == network }
        .flatMap { topology.endpoints[$0].addresses.map(\.address) })
    guard !addresses.isEmpty else { return nil }
    var machines: Set<ID<Resource>> = []
    for endpoint in topology.endpoints {
      let resource = topology.resources[endpoint.resource]
      guard resource.kind == .instance, resource.scope.provider != "docker",
        endpoint.addresses.contains(where: {
          addresses.contains($0.address) || $0.publicAddress.map(addresses.contains) ?? false
        })
      else { continue }
      machines.insert(endpoint.resource)
    }
    return machines.count == 1 ? machines.first : nil
  }

  private mutating func join(_ host: ID<Resource>, _ machine: ID<Resource>) {
    let own = topology.endpoints.ids.filter { topology.endpoints[$0].resource == host }
    let interfaces = topology.endpoints.ids.filter { topology.endpoints[$0].resource == machine }
    guard let first = own.first, !interfaces.isEmpty else { return }
    // The first interface of a host leads outside; so do those that stand beside it.
    let network = topology.network(of: first)
    let uplinks = own.filter { topology.network(of: $0) == network }
    var places: [ID<Endpoint>: [ID<Endpoint>]] = [:]
    for uplink in uplinks { places[uplink] = counterparts(of: uplink, among: interfaces) }
    let before = interfaces.reduce(into: [ID<Endpoint>: FilterBinding]()) {
      $0[$1] = topology.bindings[topology.endpoints[$1].binding]
    }
    for uplink in uplinks {
      let inner = topology.bindings[topology.endpoints[uplink].binding]
      for interface in places[uplink] ?? [] {
        var binding = topology.bindings[topology.endpoints[interface].binding]
        binding.inbound += inner.inbound
        binding.outbound = inner.outbound + binding.outbound
        topology.endpoints[interface].binding = topology.add(binding)
      }
    }
    moveForwardings(places, before)
    moveTranslations(places, before)
    var pruning = TopologyPruning(topology)
    pruning.endpoints = Set(uplinks)
    if own.count == uplinks.count {
      pruning.resources = [host]
      topology.resources[machine].tags += topology.resources[host].tags
      topology.resources[machine].tags.sort()
    } else {
      // What is left of the host are its sides on its own bridges.
      topology.resources[host].name += " (bridges)"
      topology.resources[host].tags.append(Tag("machine", topology.resources[machine].id))
      topology.resources[host].tags.sort()
    }
    if !topology.endpoints.ids.contains(where: {
      !uplinks.contains($0) && topology.network(of: $0) == network
    }) {
      pruning.networks = [network]
    }
    pruning.topology = topology
    topology = pruning.pruned()
  }

  /// The interfaces of the machine for which one of the host stands: those with its addresses; all
  /// where it has none.
  private func counterparts(
    of uplink: ID<Endpoint>, among interfaces: [ID<Endpoint>]
  ) -> [ID<Endpoint>] {
    let own = topology.endpoints[uplink].addresses.map(\.address)
    if own.isEmpty { return interfaces }
    let found = interfaces.filter { interface in
      topology.endpoints[interface].addresses.contains {
        own.contains($0.address) || $0.publicAddress.map(own.contains) ?? false
      }
    }
    return found.isEmpty && interfaces.count == 1 ? interfaces : found
  }

  private mutating func moveForwardings(
    _ places: [ID<Endpoint>: [ID<Endpoint>]], _ before: [ID<Endpoint>: FilterBinding]
  ) {
    var result: [Forwarding] = []
    for forwarding in topology.forwardings {
      guard let interfaces = places[forwarding.endpoint] else {
        result.append(forwarding)
        continue
      }
      for interface in interfaces {
        var moved = forwarding
        moved.endpoint = interface
        if let bearer = moved.bearer, places[bearer] != nil { moved.bearer = places[bearer]?.first }
        let own = topology.endpoints[interface].addresses.map(\.address)
        if moved.addresses.isEmpty {
          // What keeps its source takes only packets of the families of its targets.
          let families = Set(moved.targets.map(\.address.family))
          if moved.keepsSource { moved.addresses = own.filter { families.contains($0.family) } }
          if moved.keepsSource && moved.addresses.isEmpty { continue }
        } else {
          moved.addresses = moved.addresses.filter(own.contains)
          if moved.addresses.isEmpty { moved.addresses = own }
        }
        if let binding = forwarding.binding {
          // The rules of the host for what it passes on stand behind the cloud's.
          var both = before[interface] ?? .open
          both.inbound += topology.bindings[binding].inbound
          both.outbound = topology.bindings[binding].outbound + both.outbound
          moved.binding = topology.add(both)
        }
        result.append(moved)
      }
    }
    topology.forwardings = result
  }

  private mutating func moveTranslations(
    _ places: [ID<Endpoint>: [ID<Endpoint>]], _ before: [ID<Endpoint>: FilterBinding]
  ) {
    for id in topology.gateways.ids {
      guard case .sourceTranslation(var translation) = topology.gateways[id].kind,
        translation.endpoints.contains(where: { places[$0] != nil })
      else { continue }
      translation.endpoints = translation.endpoints.flatMap { places[$0] ?? [$0] }
      if var both = cloudBinding(of: translation, before) {
        if let binding = translation.binding {
          both.inbound += topology.bindings[binding].inbound
          both.outbound = topology.bindings[binding].outbound + both.outbound
        }
        translation.binding = topology.add(both)
      }
      topology.gateways[id].kind = .sourceTranslation(translation)
    }
  }

  /// What the cloud has in front of the interfaces by which a machine hides others.
  ///
  /// By which of several it sends is not known here; where they differ, neither is what they let through.
  private mutating func cloudBinding(
    of translation: SourceTranslation, _ before: [ID<Endpoint>: FilterBinding]
  ) -> FilterBinding? {
    let all = translation.endpoints.compactMap { before[$0] }
    guard let first = all.first else { return nil }
    if all.allSatisfy({ $0 == first }) { return first }
    let machine = topology.resources[topology.endpoints[translation.endpoints[0]].resource]
    let reason = topology.add(
      Assumption(
        statement: "by which interface \(machine.name) sends what its containers send",
        remedy: "ip -j route; ip -j addr", location: machine.location))
    let filter = topology.add(
      Filter(
        id: "\(machine.id)/interfaces", name: "interfaces of \(machine.name)",
        layer: .instanceFilter, direction: .outbound, unknown: reason,
        location: machine.location))
    return FilterBinding(outbound: [FilterStage([filter], layer: .instanceFilter)])
  }
}
