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
  /// The endpoints of hosts and machines.
  private var endpoints: [ID<Resource>: [ID<Endpoint>]] = [:]
  /// What is left over of the hosts.
  private var pruning: TopologyPruning

  /// Prepares to join some hosts of a graph with machines.
  ///
  /// - Complexity: O(*n*) in the endpoints.
  private init(_ topology: Topology, of resources: Set<ID<Resource>>) {
    self.topology = topology
    pruning = TopologyPruning(topology)
    for id in topology.endpoints.ids {
      let resource = topology.endpoints[id].resource
      if resources.contains(resource) { endpoints[resource, default: []].append(id) }
    }
  }

  /// Puts a host onto a machine and returns the graph without what stood for the host before.
  static func fuse(
    _ host: ID<Resource>, into machine: ID<Resource>, in topology: Topology
  ) -> Topology {
    fuse([(host, machine)], in: topology)
  }

  /// Puts hosts onto machines and returns the graph without what stood for the hosts before.
  private static func fuse(
    _ pairs: [(host: ID<Resource>, machine: ID<Resource>)], in topology: Topology
  ) -> Topology {
    if pairs.isEmpty { return topology }
    var fusion = HostFusion(topology, of: Set(pairs.flatMap { [$0.host, $0.machine] }))
    for (host, machine) in pairs { fusion.join(host, machine) }
    return fusion.finished()
  }

  /// Puts hosts that name their own addresses onto the machines that have them, where one machine of
  /// the other exports has.
  ///
  /// - Complexity: O(*n*) in the elements of the graph, besides the forwardings for each host.
  static func byAddress(_ topology: Topology) -> Topology {
    let hosts = topology.resources.ids.filter { topology.resources[$0].kind == .host }
    if hosts.isEmpty { return topology }
    let named = HostFusion(topology, of: Set(hosts))
    let wanted = Dictionary(uniqueKeysWithValues: hosts.map { ($0, named.addresses(of: $0)) })
    var machines: [IPAddress: Set<ID<Resource>>] = [:]
    for address in wanted.values.joined() { machines[address] = [] }
    for endpoint in topology.endpoints {
      let resource = topology.resources[endpoint.resource]
      guard resource.kind == .instance, resource.scope.provider != "docker" else { continue }
      for known in endpoint.addresses {
        for address in [known.address, known.publicAddress].compactMap({ $0 }) {
          if machines[address] != nil { machines[address]?.insert(endpoint.resource) }
        }
      }
    }
    let pairs = hosts.compactMap { host -> (host: ID<Resource>, machine: ID<Resource>)? in
      let found = (wanted[host] ?? []).reduce(into: Set<ID<Resource>>()) {
        $0.formUnion(machines[$1] ?? [])
      }
      // Where several machines have one of its addresses, it is not known which is meant.
      return found.count == 1 ? found.first.map { (host, $0) } : nil
    }
    return fuse(pairs, in: topology)
  }

  /// The addresses of a host on the network by which it leads outside.
  private func addresses(of host: ID<Resource>) -> Set<IPAddress> {
    let own = endpoints[host] ?? []
    guard let first = own.first else { return [] }
    let network = topology.network(of: first)
    return Set(
      own.filter { topology.network(of: $0) == network }
        .flatMap { topology.endpoints[$0].addresses.map(\.address) })
  }

  private mutating func join(_ host: ID<Resource>, _ machine: ID<Resource>) {
    let own = endpoints[host] ?? []
    let interfaces = endpoints[machine] ?? []
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
    pruning.endpoints.formUnion(uplinks)
    pruning.networks.insert(network)
    if own.count == uplinks.count {
      pruning.resources.insert(host)
      topology.resources[machine].tags += topology.resources[host].tags
      topology.resources[machine].tags.sort()
    } else {
      // What is left of the host are its sides on its own bridges.
      topology.resources[host].name += " (bridges)"
      topology.resources[host].tags.append(Tag("machine", topology.resources[machine].id))
      topology.resources[host].tags.sort()
    }
  }

  /// The graph without what stood for the hosts; networks stay in which others stand as well.
  private func finished() -> Topology {
    var pruning = pruning
    pruning.topology = topology
    for id in topology.endpoints.ids where !pruning.endpoints.contains(id) {
      pruning.networks.remove(topology.network(of: id))
    }
    return pruning.pruned()
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
