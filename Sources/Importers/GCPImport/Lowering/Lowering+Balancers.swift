import Documents
import PacketSets
import Topology

extension Lowering {
  /// Adds the load balancers (GCP-7.1).
  ///
  /// A proxy ends the connections of its clients and opens its own from the front ends of Google or
  /// from a proxy-only subnet; what a pass-through balancer hands to which machines is not modelled.
  mutating func addBalancers() {
    for rule in inventory.forwardingRules.sorted {
      guard let address = rule.address else {
        skipped[.forwardingRule, default: 0] += 1
        continue
      }
      guard let subnet = subnetOfFront(rule, address) else {
        skipped[.forwardingRule, default: 0] += 1
        omit(
          about: "network of \(rule.id)", "the network of the load balancer \(rule.shortName)",
          remedy: RecordKind.forwardingRule.command, at: rule.location)
        continue
      }
      let isDoor = rule.isServiceDoor
      let resource = topology.add(
        Resource(
          id: rule.id, name: rule.shortName, kind: isDoor ? .serviceEndpoint : .loadBalancer,
          scope: scope(of: rule.id), location: rule.location))
      if isDoor || rule.passesThrough {
        addOpaque(rule, address, resource, subnet, isDoor: isDoor)
      } else {
        addProxy(rule, address, resource, subnet)
      }
    }
    notePassThrough()
  }

  private mutating func subnetOfFront(
    _ rule: Exported.ForwardingRule, _ address: IPAddress
  ) -> ID<Subnet>? {
    if rule.isExternal, address.isGlobal { return publicServices(scope(of: rule.id)).1 }
    let candidates = subnets.filter { key, _ in
      if let id = rule.subnetwork { return key.subnetwork == id }
      guard let network = rule.network else { return false }
      return key.table.network == network
        && inventory.subnetworks[key.subnetwork]?.ranges.contains { $0.contains(address) } == true
    }
    return candidates.values.min()
  }

  private mutating func front(
    _ rule: Exported.ForwardingRule, _ address: IPAddress, _ resource: ID<Resource>,
    _ subnet: ID<Subnet>, _ binding: ID<FilterBinding>
  ) -> ID<Endpoint> {
    topology.add(
      Endpoint(
        id: "\(rule.id)/front", resource: resource, subnet: subnet,
        addresses: [
          rule.isExternal && address.isGlobal ? outerAddress(address) : EndpointAddress(address)
        ], binding: binding, initiates: false, offers: rule.traffic, location: rule.location))
  }

  /// A balancer that ends connections and opens its own (GCP-7.3).
  private mutating func addProxy(
    _ rule: Exported.ForwardingRule, _ address: IPAddress, _ resource: ID<Resource>,
    _ subnet: ID<Subnet>
  ) {
    var backends = self.backends(of: rule)
    var parties = [front(rule, address, resource, subnet, openBinding())]
    var listeners: [ProxyListener] = []
    let reached = Dictionary(grouping: backends.endpoints) { topology.network(of: $0) }
    let senders = topology.add(
      Resource(
        id: "\(rule.id)/senders", name: "\(rule.shortName) senders", kind: .gatewayInterface,
        scope: scope(of: rule.id), location: rule.location))
    for (network, endpoints) in reached.sorted(by: { $0.key < $1.key }) {
      let id = topology.networks[network].id
      guard let sender = senderSubnet(of: rule, in: id) else {
        backends.gaps.append("the proxy-only subnet of \(ResourceName.last(id))")
        tell(
          .warning, "gcp.forwardingRule.noProxySubnet", about: rule.id,
          "LOAD_BALANCER_HAS_NO_PROXY_SUBNET: \(rule.shortName) has no proxy-only subnet in its "
            + "region.", at: rule.location, effect: .assumedClosed)
        continue
      }
      parties.append(
        topology.add(
          Endpoint(
            id: "\(rule.id)/sender of \(topology.subnets[sender.subnet].id)", resource: senders,
            subnet: sender.subnet, addresses: [EndpointAddress(sender.address)],
            binding: senderBinding(rule, backends.opens, Set(endpoints)), offers: .empty,
            location: rule.location)))
    }
    for target in backends.targets {
      listeners.append(
        ProxyListener(
          accepts: rule.traffic, targets: Set(target.endpoints).sorted(), opens: target.opens))
    }
    var unknown: ID<Assumption>?
    if !backends.gaps.isEmpty {
      let gaps = Set(backends.gaps).sorted().joined(separator: ", ")
      unknown = assumption(
        about: "balancer \(rule.id)", "behind the load balancer \(rule.shortName): \(gaps)",
        remedy: RecordKind.backendService.command, at: rule.location)
      tell(
        .warning, "gcp.forwardingRule.unknownBackends", about: rule.id,
        "The exports do not tell all that stands behind the load balancer \(rule.shortName): \(gaps).",
        at: rule.location, effect: .assumedOpen,
        advice: "Export \(RecordKind.backendService.command).")
    }
    _ = topology.add(Proxy(endpoints: parties, listeners: listeners, unknown: unknown))
  }

  /// A balancer connects to its own backends alone (GCP-7.4).
  private mutating func senderBinding(
    _ rule: Exported.ForwardingRule, _ opens: TrafficSet, _ targets: Set<ID<Endpoint>>
  ) -> ID<FilterBinding> {
    let addresses = targets.flatMap { topology.endpoints[$0].addresses.map(\.address) }
    let filter = topology.add(
      Filter(
        id: "\(rule.id)/backends", name: "backends of \(rule.shortName)", layer: .proxy,
        direction: .outbound,
        rules: [
          FilterRule(
            id: "backends", text: "connections to its own backends", action: .allow,
            traffic: opens,
            peer: PeerMatch(addresses: AddressSet(addresses.map { Prefix($0) })),
            location: rule.location)
        ], location: rule.location))
    return topology.add(FilterBinding(outbound: [FilterStage([filter], layer: .proxy)]))
  }

  /// A balancer or door of which it is not modelled what it passes on.
  private mutating func addOpaque(
    _ rule: Exported.ForwardingRule, _ address: IPAddress, _ resource: ID<Resource>,
    _ subnet: ID<Subnet>, isDoor: Bool
  ) {
    let what = isDoor ? "private service" : "pass-through load balancer"
    let reason = assumption(
      about: "balancer \(rule.id)",
      "what the \(what) \(rule.shortName) accepts and where it passes it on is not modelled",
      remedy: "none: it is exported and not modelled", at: rule.location)
    tell(
      .warning, "gcp.forwardingRule.notModelled", about: rule.id,
      "What the \(what) \(rule.shortName) accepts and where it passes it on is not modelled: it is "
        + "undecided.", at: rule.location, effect: .assumedOpen)
    let filter = topology.add(
      Filter(
        id: "\(rule.id)/listener", name: "listener of \(rule.shortName)", layer: .proxy,
        direction: .inbound, unknown: reason, location: rule.location))
    let binding = topology.add(FilterBinding(inbound: [FilterStage([filter], layer: .proxy)]))
    let endpoint = front(rule, address, resource, subnet, binding)
    if !isDoor { _ = topology.add(Proxy(endpoints: [endpoint], listeners: [], unknown: reason)) }
  }

  /// External pass-through balancers hand packets of clients to machines by paths that no route
  /// governs (GCP-6.8): until they are modelled, anything from the internet may arrive.
  private mutating func notePassThrough() {
    let rules = inventory.forwardingRules.sorted.filter {
      $0.isExternal && $0.passesThrough && !$0.isServiceDoor
    }
    guard let first = rules.first else { return }
    let projects = Set(rules.map(\.project))
    let reached = sortedNetworks.filter { id in
      pieces.contains { $0.network == id && projects.contains($0.instance.project) }
    }
    let reason = assumption(
      about: "pass-through", "to which machines external pass-through balancers hand packets",
      remedy: "none: the targets of forwarding rules are not modelled", at: first.location)
    gateways["pass-through balancers"] = topology.add(
      Gateway(
        id: "pass-through balancers", name: "external pass-through balancers",
        kind: .opaque(
          OpaqueGateway(
            title: "external pass-through balancers", mayTranslate: false, assumption: reason,
            world: Topology.internet)), networks: reached.compactMap { networks[$0] },
        location: first.location))
  }
}
