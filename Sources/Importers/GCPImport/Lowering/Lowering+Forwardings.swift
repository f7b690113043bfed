import Documents
import PacketSets
import Topology

extension Lowering {
  /// Adds the forwarding of a balancer all of whose clients are served alike.
  mutating func add(_ plan: PassThrough) {
    guard let front = front(of: plan) else { return }
    var targets = plan.machines.compactMap { target($0, of: plan, steering: nil) }
    if !plan.gaps.isEmpty { targets.append(unknownMembers(of: plan)) }
    add(plan, plan.rule.traffic, front, targets)
  }

  /// Adds the balancers with one address of which some serve certain clients alone: a packet may go
  /// to the machines of any, and the part of the machine takes those of its own clients.
  mutating func addSteered(_ plans: [PassThrough]) {
    guard let first = plans.first, let front = front(of: first) else { return }
    var targets: [ForwardingTarget] = []
    for plan in plans {
      let filter = topology.add(
        Filter(
          id: "\(plan.rule.id)/clients", name: "clients of \(plan.rule.shortName)", layer: .proxy,
          direction: .inbound,
          rules: [
            FilterRule(
              id: plan.rule.shortName, text: "clients that the forwarding rule serves",
              action: .allow, traffic: plan.rule.traffic, peer: PeerMatch(addresses: plan.clients),
              location: plan.rule.location)
          ], location: plan.rule.location))
      let stage = FilterStage([filter], layer: .proxy)
      targets += plan.machines.compactMap { target($0, of: plan, steering: stage) }
      if !plan.gaps.isEmpty { targets.append(unknownMembers(of: plan)) }
    }
    add(first, plans.reduce(.empty) { $0.union($1.rule.traffic) }, front, targets)
  }

  private mutating func front(of plan: PassThrough) -> ID<Endpoint>? {
    let isOuter = plan.rule.isExternal
    guard let subnet = isOuter ? passingPlace(of: plan.network) : subnetOfFront(plan) else {
      omit(
        about: "network of \(plan.rule.id)",
        "the subnet of the load balancer \(plan.rule.shortName)",
        remedy: RecordKind.subnetwork.command, at: plan.rule.location)
      return nil
    }
    if isOuter { _ = internetGateway(of: plan.network) }
    return front(plan.rule, plan.address, in: subnet, openBinding(), offers: .empty)
  }

  private mutating func subnetOfFront(_ plan: PassThrough) -> ID<Subnet>? {
    subnetOfFront(plan.rule, plan.address)
  }

  private mutating func add(
    _ plan: PassThrough, _ accepts: TrafficSet, _ front: ID<Endpoint>,
    _ targets: [ForwardingTarget]
  ) {
    guard !targets.isEmpty else { return }
    _ = topology.add(
      Forwarding(
        id: plan.rule.id, name: plan.rule.shortName, endpoint: front, accepts: accepts,
        targets: targets, binding: clients(of: plan.rule, plan.network, plan.machines),
        origin: passingPlace(of: plan.network), location: plan.rule.location))
  }

  /// Where packets go for a machine: to its own address, or to a part of it with the rules that hold
  /// for the balancer's address.
  private mutating func target(
    _ machine: ID<Endpoint>, of plan: PassThrough, steering: FilterStage?
  ) -> ForwardingTarget? {
    guard let index = pieceOfEndpoint[machine], index < pieces.count else { return nil }
    let piece = pieces[index]
    let family = plan.address.family
    guard let own = piece.addresses.first(where: { $0.address.family == family }) else {
      return nil
    }
    let mine = bindingKey(of: piece, at: [own.address])
    let borne = bindingKey(of: piece, at: [plan.address])
    if steering == nil, mine == borne { return ForwardingTarget(machine, at: own.address) }
    let address = nextBorneAddress(family)
    let number = binding(borne)
    var binding = topology.bindings[number]
    binding.groups = []
    if let steering { binding.inbound.insert(steering, at: 0) }
    let part = topology.add(
      Endpoint(
        id: "\(piece.id)/for \(plan.rule.id)", resource: topology.endpoints[machine].resource,
        subnet: passingPlace(of: plan.network), addresses: [EndpointAddress(address)],
        binding: topology.add(binding), initiates: false, location: plan.rule.location))
    return ForwardingTarget(part, at: address)
  }

  /// Stands for the machines that the exports do not tell.
  private mutating func unknownMembers(of plan: PassThrough) -> ForwardingTarget {
    let reason = assumption(
      about: "members \(plan.rule.id)",
      "what stands behind the load balancer \(plan.rule.shortName)",
      remedy: RecordKind.groupMembers.command, at: plan.rule.location)
    let filter = topology.add(
      Filter(
        id: "\(plan.rule.id)/members", name: "unknown backends of \(plan.rule.shortName)",
        layer: .instanceFilter, direction: .inbound, unknown: reason, location: plan.rule.location))
    let resource = topology.add(
      Resource(
        id: "\(plan.rule.id)/members", name: "unknown backends of \(plan.rule.shortName)",
        kind: .groupMember, scope: scope(of: plan.rule.id), location: plan.rule.location))
    let address = nextBorneAddress(plan.address.family)
    let endpoint = topology.add(
      Endpoint(
        id: "\(plan.rule.id)/members", resource: resource, subnet: passingPlace(of: plan.network),
        addresses: [EndpointAddress(address)],
        binding: topology.add(
          FilterBinding(inbound: [FilterStage([filter], layer: .instanceFilter)])),
        initiates: false, location: plan.rule.location))
    return ForwardingTarget(endpoint, at: address)
  }

  /// Which clients may use a balancer; `nil` where everybody may.
  ///
  /// An internal one without global access serves clients of its region alone (GCP-7.8); a backend
  /// that asks for the balancer's address gets an answer from itself (GCP-2.13).
  mutating func clients(
    of rule: Exported.ForwardingRule, _ network: String, _ backends: [ID<Endpoint>]
  ) -> ID<FilterBinding>? {
    var rules: [FilterRule] = []
    let own = backends.flatMap { topology.endpoints[$0].addresses }.flatMap {
      [$0.address] + [$0.publicAddress].compactMap { $0 }
    }
    if !own.isEmpty {
      rules.append(
        FilterRule(
          id: "itself", text: "a backend that asks for the balancer's address answers itself",
          action: .deny, traffic: .all,
          peer: PeerMatch(addresses: AddressSet(own.map { Prefix($0) })), location: rule.location))
    }
    let region = rule.isExternal || rule.isGlobal ? nil : ResourceName.region(in: rule.id)
    if let region { rules += rulesOutside(region, rule, network) }
    guard !rules.isEmpty else { return nil }
    let filter = topology.add(
      Filter(
        id: "\(rule.id)/reach", name: "clients of \(rule.shortName)", layer: .proxy,
        direction: .inbound, rules: rules, defaultAction: .allow, location: rule.location))
    return topology.add(FilterBinding(inbound: [FilterStage([filter], layer: .proxy)]))
  }

  /// Refuses the clients of other regions; of clients outside all known subnets it is not known where
  /// they come in.
  private mutating func rulesOutside(
    _ region: String, _ rule: Exported.ForwardingRule, _ network: String
  ) -> [FilterRule] {
    let near = [network] + (inventory.networks[network]?.peerings.map(\.network) ?? [])
    let known = near.flatMap { subnetsOfNetwork[$0] ?? [] }
    let far = AddressSet(known.filter { $0.region != region }.flatMap(\.ranges))
    let reason = assumption(
      about: "region \(rule.id)",
      "in which region clients from outside its network reach the load balancer \(rule.shortName)",
      remedy: "none: the way of a packet through a peering or a tunnel is part of no export",
      at: rule.location)
    let outside = AddressSet.all.subtracting(AddressSet(known.flatMap(\.ranges)))
    var rules = [
      FilterRule(
        id: "region", text: "without global access: clients that may come in by another region",
        action: .deny, traffic: .all,
        peer: PeerMatch(possible: PossiblePeers(outside, because: reason)), location: rule.location)
    ]
    if !far.isEmpty {
      rules.insert(
        FilterRule(
          id: "region", text: "without global access: clients of other regions", action: .deny,
          traffic: .all, peer: PeerMatch(addresses: far), location: rule.location), at: 0)
    }
    return rules
  }
}
