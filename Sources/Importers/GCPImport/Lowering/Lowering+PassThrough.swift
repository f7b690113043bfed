import Documents
import PacketSets
import Topology

/// A pass-through balancer, target pool or protocol forwarding, with the machines behind it.
struct PassThrough {
  /// The forwarding rule.
  var rule: Exported.ForwardingRule
  /// Its address.
  var address: IPAddress
  /// The network of the machines.
  var network: String
  /// Their endpoints.
  var machines: [ID<Endpoint>]
  /// The clients that it serves, where rules with its address steer by client (GCP-7.9).
  var clients = AddressSet.all
  /// What of it is not known, in words.
  var gaps: [String]
}

extension Lowering {
  /// Adds the balancers that hand packets on as they are (GCP-7.1): forwardings at the address of the
  /// forwarding rule, which keep the client's address and the port.
  ///
  /// Google delivers a packet with the address of the forwarding rule as its destination, and the
  /// rules of the machine see the client and that address (GCP-2.15). The graph delivers it to the
  /// machine's own address: that differs only for rules that name own addresses (GCP-2.7). Where
  /// these tell the two addresses apart, a part of the machine that bears the balancer's address
  /// takes the packet instead, with the rules that hold for that address.
  mutating func addPassThrough(_ rules: [(Exported.ForwardingRule, IPAddress)]) {
    var groups: [OwnerKey: [PassThrough]] = [:]
    var unplaced: [Exported.ForwardingRule] = []
    for (rule, address) in rules {
      guard let plan = plan(rule, address) else {
        unplaced.append(rule)
        addUnknownListener(rule, address, "pass-through load balancer")
        continue
      }
      groups[OwnerKey(network: plan.network, address: address), default: []].append(plan)
      if !plan.gaps.isEmpty { noteGaps(of: plan) }
      if !plan.gaps.isEmpty, rule.isExternal { unplaced.append(rule) }
    }
    for key in groups.keys.sorted(by: {
      ($0.network, $0.address) < ($1.network, $1.address)
    }) {
      guard let plans = groups[key] else { continue }
      let steered = steered(plans)
      if steered.contains(where: { $0.clients != .all }) {
        addSteered(steered)
      } else {
        for plan in steered { add(plan) }
      }
    }
    notePassThrough(unplaced)
  }

  /// What stands behind a forwarding rule, where its network is known.
  private mutating func plan(_ rule: Exported.ForwardingRule, _ address: IPAddress) -> PassThrough?
  {
    let (members, network, gaps) = passThroughMembers(of: rule)
    var home = rule.isExternal ? network : rule.network ?? network
    if home == nil, let subnetwork = rule.subnetwork {
      home = inventory.subnetworks[subnetwork]?.network
    }
    if home == nil, let member = members.first?.instance {
      home = endpointsOfInstance[member]?.first?.network
    }
    guard let home, networks[home] != nil else { return nil }
    var plan = PassThrough(rule: rule, address: address, network: home, machines: [], gaps: gaps)
    for member in members {
      let places = member.instance.flatMap { endpointsOfInstance[$0] } ?? []
      let interface = places.first { $0.network == home }
      let exact = member.address.flatMap { owners[OwnerKey(network: home, address: $0)] }
      let found = exact ?? interface?.endpoint
      if let found, own(found, address.family) != nil {
        plan.machines.append(found)
      } else {
        plan.gaps.append(ResourceName.last(member.instance ?? "a member"))
      }
    }
    plan.machines = Set(plan.machines).sorted()
    return plan
  }

  /// The first own address of an endpoint in a family.
  private func own(_ endpoint: ID<Endpoint>, _ family: AddressFamily) -> IPAddress? {
    topology.endpoints[endpoint].addresses.first { $0.address.family == family }?.address
  }

  /// The machines of the target or backend service, the network that it names, and what is missing.
  func passThroughMembers(
    of rule: Exported.ForwardingRule
  ) -> (members: [Exported.GroupMembers.Member], network: String?, gaps: [String]) {
    var members: [Exported.GroupMembers.Member] = []
    var gaps: [String] = []
    var network: String?
    if let id = rule.backendService {
      guard let service = inventory.backendServices[id] else {
        return ([], nil, ["the backend service \(ResourceName.last(id))"])
      }
      network = service.network
      for group in service.groups {
        if group.contains("/instanceGroups/") {
          let (machines, isComplete) = machines(of: group)
          members += machines.map { Exported.GroupMembers.Member(instance: $0) }
          if !isComplete { gaps.append("the machines of \(ResourceName.last(group))") }
          continue
        }
        let listed = inventory.groupMembers["\(group)/members"]?.members ?? []
        members += listed
        if listed.isEmpty || listed.count < inventory.endpointGroups[group]?.size ?? 0 {
          gaps.append("the endpoints of \(ResourceName.last(group))")
        }
      }
    } else if let id = rule.target {
      var next: String? = id
      var seen: Set<String> = []
      while let current = next, seen.insert(current).inserted {
        guard let target = inventory.machineTargets[current] else {
          gaps.append("the target \(ResourceName.last(current))")
          break
        }
        network = network ?? target.network
        members += target.instances.map { Exported.GroupMembers.Member(instance: $0) }
        next = target.backup
      }
    } else {
      gaps.append("its target")
    }
    return (members, network, gaps)
  }

  /// Limits each rule to the clients for which no rule with narrower ranges stands at its address
  /// (GCP-7.9).
  private func steered(_ plans: [PassThrough]) -> [PassThrough] {
    plans.map { plan in
      var plan = plan
      let own = plan.rule.sourceRanges
      if !own.isEmpty { plan.clients = AddressSet(own) }
      for other in plans where other.rule.id != plan.rule.id {
        guard !other.rule.traffic.isDisjoint(with: plan.rule.traffic) else { continue }
        for range in other.rule.sourceRanges {
          let isNarrower = own.isEmpty || own.contains { $0.contains(range) && $0 != range }
          if isNarrower { plan.clients = plan.clients.subtracting(AddressSet(range)) }
        }
      }
      return plan
    }
  }
}
