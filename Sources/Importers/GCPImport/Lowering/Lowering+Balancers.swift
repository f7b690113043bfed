import Documents
import PacketSets
import Topology

extension Lowering {
  /// Adds the load balancers (GCP-7.1).
  ///
  /// A proxy ends the connections of its clients and opens its own from the front ends of Google or
  /// from a proxy-only subnet; a pass-through balancer hands packets on as they are.
  mutating func addBalancers() {
    var passing: [(Exported.ForwardingRule, IPAddress)] = []
    var doors: [(Exported.ForwardingRule, IPAddress)] = []
    for rule in inventory.forwardingRules.sorted where !rule.isNoFront {
      guard let address = rule.address else {
        skipped[.forwardingRule, default: 0] += 1
        continue
      }
      if rule.isServiceDoor {
        doors.append((rule, address))
      } else if rule.passesThrough {
        passing.append((rule, address))
      } else if let subnet = placedSubnet(rule, address) {
        addProxy(rule, address, subnet)
      }
    }
    addPassThrough(passing)
    for (rule, address) in doors { addDoor(rule, address) }
  }

  /// The subnet of a front; where it is not known, that is noted.
  mutating func placedSubnet(
    _ rule: Exported.ForwardingRule, _ address: IPAddress
  ) -> ID<Subnet>? {
    if let subnet = subnetOfFront(rule, address) { return subnet }
    skipped[.forwardingRule, default: 0] += 1
    tell(
      .warning, "gcp.forwardingRule.unknownPlace", about: rule.id,
      "The network or subnet of the load balancer \(rule.shortName) is not exported: what reaches it "
        + "is not judged.", at: rule.location, effect: .assumedClosed,
      advice: "Export \(RecordKind.subnetwork.command) of the project that holds the subnet.")
    omit(
      about: "network of \(rule.id)", "the network of the load balancer \(rule.shortName)",
      remedy: RecordKind.forwardingRule.command, at: rule.location)
    return nil
  }

  /// A balancer that ends connections and opens its own (GCP-7.3).
  private mutating func addProxy(
    _ rule: Exported.ForwardingRule, _ address: IPAddress, _ subnet: ID<Subnet>
  ) {
    var backends = self.backends(of: rule)
    let home = topology.networks[topology.subnets[subnet].network].id
    let clients = rule.isExternal ? nil : clients(of: rule, home, [])
    var parties = [
      front(rule, address, in: subnet, clients ?? openBinding(), offers: rule.traffic)
    ]
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

  /// A balancer or door of which it is not known what it passes on.
  mutating func addUnknownListener(
    _ rule: Exported.ForwardingRule, _ address: IPAddress, _ what: String
  ) {
    guard let subnet = placedSubnet(rule, address) else { return }
    let reason = assumption(
      about: "balancer \(rule.id)",
      "where the \(what) \(rule.shortName) passes packets on",
      remedy: RecordKind.groupMembers.command, at: rule.location)
    tell(
      .warning, "gcp.forwardingRule.unknownTarget", about: rule.id,
      "The exports do not tell where the \(what) \(rule.shortName) passes packets on: it is "
        + "undecided.", at: rule.location, effect: .assumedOpen,
      advice: "Export \(RecordKind.backendService.command), target-pools and target-instances.")
    let filter = topology.add(
      Filter(
        id: "\(rule.id)/listener", name: "listener of \(rule.shortName)", layer: .proxy,
        direction: .inbound, unknown: reason, location: rule.location))
    let binding = topology.add(FilterBinding(inbound: [FilterStage([filter], layer: .proxy)]))
    _ = front(rule, address, in: subnet, binding, offers: rule.traffic)
  }

  /// Says what of a pass-through balancer is not known.
  mutating func noteGaps(of plan: PassThrough) {
    let gaps = Set(plan.gaps).sorted().joined(separator: ", ")
    tell(
      .warning, "gcp.forwardingRule.unknownBackends", about: plan.rule.id,
      "The exports do not tell all that stands behind the load balancer \(plan.rule.shortName): "
        + "\(gaps).", at: plan.rule.location, effect: .assumedOpen,
      advice: "Export \(RecordKind.groupMembers.command) or the answers of listInstances.")
  }

  /// External pass-through balancers hand packets of clients to machines by paths that no route
  /// governs (GCP-6.8): where not all of these machines are known, it may be any of their project.
  mutating func notePassThrough(_ rules: [Exported.ForwardingRule]) {
    let rules = rules.filter(\.isExternal)
    guard let first = rules.first else { return }
    let projects = Set(rules.map(\.project))
    let reached = sortedNetworks.filter { id in
      pieces.contains { $0.network == id && projects.contains($0.instance.project) }
    }
    let reason = assumption(
      about: "pass-through", "to which machines external pass-through balancers hand packets",
      remedy: RecordKind.groupMembers.command, at: first.location)
    // Their answers take such paths as well, which no table tells: nothing is proven closed.
    omit(
      about: "pass-through balancers", "which machines external pass-through balancers serve",
      remedy: RecordKind.groupMembers.command, at: first.location)
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
