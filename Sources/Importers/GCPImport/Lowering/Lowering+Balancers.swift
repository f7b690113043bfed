import Documents
import PacketSets
import Topology

extension Lowering {
  /// Adds the fronts of load balancers: where clients arrive is known; what is passed on to which
  /// machines is not modelled and may be anything (GCP-7.1).
  mutating func addBalancers() {
    for rule in inventory.forwardingRules.sorted {
      guard let address = rule.address else { continue }
      let isPrivateDoor =
        rule.target?.contains("/serviceAttachments/") == true || rule.connectionStatus != nil
      let resource = topology.add(
        Resource(
          id: rule.id, name: rule.shortName,
          kind: isPrivateDoor ? .serviceEndpoint : .loadBalancer, scope: scope(of: rule.id),
          location: rule.location))
      let filters = listenerBinding(rule)
      let isOutside = rule.scheme.hasPrefix("EXTERNAL") || rule.scheme.isEmpty
      let subnet: ID<Subnet>
      if isOutside && address.isGlobal {
        subnet = publicServices(topology.resources[resource].scope).1
      } else if let found = subnetOfBalancer(rule) {
        subnet = found
      } else {
        skipped[.forwardingRule, default: 0] += 1
        omit(
          about: "network of \(rule.id)", "the network of the load balancer \(rule.shortName)",
          remedy: RecordKind.forwardingRule.command, at: rule.location)
        continue
      }
      let endpoint = topology.add(
        Endpoint(
          id: "\(rule.id)/front", resource: resource, subnet: subnet,
          addresses: [
            EndpointAddress(address, publicAddress: isOutside && address.isGlobal ? address : nil)
          ], binding: filters.binding, initiates: false, offers: rule.traffic,
          location: rule.location))
      if !isPrivateDoor {
        _ = topology.add(Proxy(endpoints: [endpoint], listeners: [], unknown: filters.reason))
      }
    }
    notePassThrough()
  }

  private mutating func listenerBinding(
    _ rule: Exported.ForwardingRule
  ) -> (binding: ID<FilterBinding>, reason: ID<Assumption>) {
    let reason = assumption(
      about: "balancer \(rule.id)",
      "what the load balancer \(rule.shortName) accepts and passes on is not modelled",
      remedy: "none: the targets of forwarding rules are not modelled", at: rule.location)
    tell(
      .warning, "gcp.forwardingRule.notModelled", about: rule.id,
      "What the load balancer \(rule.shortName) passes on to which machines is not modelled: it is "
        + "undecided.", at: rule.location, effect: .assumedOpen)
    let filter = topology.add(
      Filter(
        id: "\(rule.id)/listener", name: "listener of \(rule.shortName)", layer: .proxy,
        direction: .inbound, unknown: reason, location: rule.location))
    return (
      topology.add(FilterBinding(inbound: [FilterStage([filter], layer: .proxy)])), reason
    )
  }

  private func subnetOfBalancer(_ rule: Exported.ForwardingRule) -> ID<Subnet>? {
    let candidates = subnets.filter { key, _ in
      if let id = rule.subnetwork { return key.subnetwork == id }
      guard let network = rule.network, let address = rule.address else { return false }
      return key.table.network == network
        && inventory.subnetworks[key.subnetwork]?.ranges.contains { $0.contains(address) } == true
    }
    return candidates.values.min()
  }

  /// External pass-through balancers hand packets of clients to machines by paths that no route
  /// governs (GCP-6.8): until they are modelled, anything from the internet may arrive.
  private mutating func notePassThrough() {
    let rules = inventory.forwardingRules.sorted.filter {
      $0.scheme.hasPrefix("EXTERNAL") && $0.passesThrough
        && $0.target?.contains("/serviceAtt") != true
    }
    guard let first = rules.first else { return }
    let projects = Set(rules.map(\.project))
    let reached = sortedNetworks.filter { id in
      pieces.contains { $0.network == id && projects.contains($0.instance.project) }
    }
    let reason = assumption(
      about: "pass-through", "to which machines external pass-through balancers hand packets",
      remedy: "none: the targets of forwarding rules are not modelled", at: first.location)
    let number = topology.add(
      Gateway(
        id: "pass-through balancers", name: "external pass-through balancers",
        kind: .opaque(
          OpaqueGateway(
            title: "external pass-through balancers", mayTranslate: false, assumption: reason,
            world: Topology.internet)), networks: reached.compactMap { networks[$0] },
        location: first.location))
    gateways["pass-through balancers"] = number
  }
}
