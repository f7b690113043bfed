import Documents
import PacketSets
import Topology

extension Lowering {
  /// What a proxy opens to one target.
  private struct Opening {
    var accepts: TrafficSet
    var targets: [BalancerTarget]
  }

  /// An application load balancer: it answers the ports of its listeners and opens connections of
  /// its own to its targets (AWS-ELB-02, AWS-ELB-03).
  mutating func addProxy(
    of balancer: Exported.LoadBalancer, _ key: String, _ listeners: [Exported.Listener]
  ) {
    let zones = Set(balancer.zones.compactMap(\.name))
    var openings: [Opening] = []
    var fault: (text: String, remedy: String)?
    for listener in listeners {
      let rules = inventory.listenerRules.sorted.filter { $0.listenerID == listener.id }
      if rules.isEmpty {
        fault = (
          "has rules that are not exported",
          "aws elbv2 describe-rules --listener-arn \(listener.id)"
        )
      }
      var opening = Opening(accepts: listener.accepts ?? .all, targets: [])
      var arns = listener.targetGroupARNs
      for arn in rules.flatMap(\.targetGroupARNs) where !arns.contains(arn) { arns.append(arn) }
      for arn in arns {
        let found = targets(ofGroup: arn, in: balancer.vpcID)
        if let missing = found.missing { fault = ("has targets that are not exported", missing) }
        // Targets in zones that are not enabled get nothing (AWS-ELB-04).
        opening.targets += found.targets.filter { target in
          target.zone.map { zones.isEmpty || zones.contains($0) } ?? true
        }
      }
      openings.append(opening)
    }
    addProxy(key, openings, fault, at: balancer.location)
  }

  /// A Classic Load Balancer: a proxy, too.
  mutating func addClassicBalancer(_ index: Int, _ key: String) {
    let balancer = inventory.classicLoadBalancers.records[index]
    addNodes(
      of: key, name: balancer.name, groupIDs: balancer.groupIDs, needsGroups: true,
      vpcID: balancer.vpcID, places: balancer.subnetIDs.map { ($0, []) },
      page: inventory.classicLoadBalancers.pages[index], at: balancer.location)
    let openings = balancer.listeners.map { listener in
      Opening(
        accepts: .tcp(listener.port...listener.port),
        targets: balancer.instanceIDs.map { id in
          let endpoint = targetIndex.instances[id]
          let address = endpoint.flatMap { topology.endpoints[$0].addresses.first?.address }
          return BalancerTarget(
            endpoint: address == nil ? nil : endpoint, address: address,
            port: listener.instancePort, healthCheckPort: balancer.healthCheckPort,
            keepsSource: false, text: id)
        })
    }
    addProxy(key, openings, nil, at: balancer.location)
  }

  private mutating func addProxy(
    _ key: String, _ openings: [Opening], _ fault: (text: String, remedy: String)?,
    at location: SourceLocation
  ) {
    let nodes = balancerNodes[key] ?? []
    guard !nodes.isEmpty else { return }
    var fault = fault
    let accepts = openings.reduce(TrafficSet.empty) { $0.union($1.accepts) }
    if let unknown = openings.flatMap(\.targets).first(where: { $0.endpoint == nil }) {
      fault =
        fault ?? (
          "sends to \(unknown.text), which is not exported", RecordKind.networkInterfaces.command
        )
    }
    let reason = fault.map {
      undecided(key, because: $0.text, remedy: $0.remedy, at: location)
    }
    let name = special(
      "listeners of \(key)", titled: title(ofListeners: key), .proxy,
      inbound: [
        FilterRule(
          id: "listeners of \(key)", text: "what it listens for: \(accepts)", action: .allow,
          traffic: accepts, peer: .anyone, location: location)
      ], outbound: outboundRules(key, openings, reason, at: location), at: location)
    for node in nodes {
      var bindingKey = node.key
      bindingKey.extras.append(name)
      topology.endpoints[node.endpoint].binding = binding(bindingKey)
      topology.endpoints[node.endpoint].offers = accepts
      topology.endpoints[node.endpoint].initiates = true
    }
    var listeners: [ProxyListener] = []
    for opening in openings {
      let ports = Set(opening.targets.map(\.port)).sorted()
      if ports.isEmpty {
        listeners.append(ProxyListener(accepts: opening.accepts, targets: [], opens: .empty))
      }
      for port in ports {
        let targets = Set(opening.targets.filter { $0.port == port }.compactMap(\.endpoint))
        listeners.append(
          ProxyListener(
            accepts: opening.accepts, targets: targets.sorted(), opens: .tcp(port...port)))
      }
    }
    _ = topology.add(
      Proxy(endpoints: nodes.map(\.endpoint), listeners: listeners, unknown: reason))
  }

  /// What a proxy opens: connections to its targets, also those of health checks.
  private func outboundRules(
    _ key: String, _ openings: [Opening], _ reason: ID<Assumption>?, at location: SourceLocation
  ) -> [FilterRule] {
    var ports: [IPAddress: Set<UInt16>] = [:]
    for target in openings.flatMap(\.targets) {
      guard let address = target.address else { continue }
      ports[address, default: []].insert(target.port)
      if let port = target.healthCheckPort { ports[address, default: []].insert(port) }
    }
    var rules = ports.keys.sorted().map { address in
      let traffic = (ports[address] ?? []).sorted().reduce(TrafficSet.empty) {
        $0.union(.tcp($1...$1))
      }
      return FilterRule(
        id: "targets of \(key)", text: "its target \(address) at \(traffic)", action: .allow,
        traffic: traffic, peer: PeerMatch(addresses: AddressSet(address)), location: location)
    }
    if let reason {
      rules.append(
        FilterRule(
          id: "targets of \(key)", text: "targets that are not exported", action: .allow,
          traffic: TrafficSet(.tcp),
          peer: PeerMatch(possible: PossiblePeers(.all, because: reason)), location: location))
    }
    return rules
  }
}
