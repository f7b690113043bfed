import Documents
import PacketSets
import Topology

extension Lowering {
  /// Adds a host: a resource, a network of its own towards the outside, and the uplink in it.
  ///
  /// Its own firewall is another export's to tell; until then what it passes is not known.
  mutating func addHost(_ number: Int) {
    if machines[number] != nil {
      placeMachine(of: number)
      return
    }
    let host = hosts[number]
    let resource = topology.add(
      Resource(
        id: "docker/\(host.name)", name: host.name, kind: .host, scope: scope(of: number),
        location: host.location))
    hostResources.append(resource)
    let firewall = assumption(
      about: "firewall \(number)", "what the firewall of the host \(host.name) passes",
      remedy: "iptables-save; nft -j list ruleset; ufw status verbose", at: host.location)
    let filters = [FlowDirection.inbound, .outbound].map { direction in
      topology.add(
        Filter(
          id: "docker/\(host.name)/firewall", name: "firewall of \(host.name)",
          layer: .hostFirewall, direction: direction, unknown: firewall, location: host.location))
    }
    hostBindings.append(
      topology.add(
        FilterBinding(
          inbound: [FilterStage([filters[0]], layer: .hostFirewall)],
          outbound: [FilterStage([filters[1]], layer: .hostFirewall)])))
    let network = topology.add(
      Network(
        id: "docker/\(host.name)/uplink", name: "\(host.name) uplink", scope: scope(of: number),
        location: host.location))
    let table = topology.add(
      RouteTable(
        id: "docker/\(host.name)/routes", name: "routes of \(host.name)",
        unknown: assumption(
          about: "uplink \(number)", "where the host \(host.name) stands and what it routes",
          remedy: "ip -j addr; ip -j route; the exports of its cloud", at: host.location),
        location: host.location))
    let subnet = topology.add(
      Subnet(
        id: "docker/\(host.name)/uplink", name: "\(host.name) uplink", network: network,
        routeTable: table, location: host.location))
    hostSubnets.append(subnet)
    uplinks.append(
      topology.add(
        Endpoint(
          id: "docker/\(host.name)/uplink", resource: resource, subnet: subnet, addresses: [],
          binding: hostBindings[number], location: host.location)))
    forwardedBindings.append(
      topology.add(
        FilterBinding(inbound: [
          FilterStage(
            [
              topology.add(
                Filter(
                  id: "docker/\(host.name)/forwarded", name: "DOCKER-USER of \(host.name)",
                  layer: .hostFirewall, direction: .inbound, unknown: firewall,
                  location: host.location))
            ], layer: .hostFirewall)
        ])))
  }

  /// Adds the address of the host on a bridge: containers reach what listens there through the
  /// host's INPUT rules, on internal networks as well (CMP-2.9, section 0).
  mutating func addGateway(_ number: Int) {
    let plan = plans[number]
    if isWired(plan) {
      addViews(number)
      return
    }
    guard plan.network.kind == .bridge,
      !(plan.network.isInternal && plan.network.gatewayMode == .isolated),
      !plan.gateways.isEmpty
    else { return }
    let host = hosts[plan.host]
    let id = "docker/\(host.name)/\(plan.network.name)/gateway"
    // Nobody on the internet can send to the address of a bridge; the uplink stands for that.
    let filter = topology.add(
      Filter(
        id: id, name: "\(plan.network.name) on \(host.name)", layer: .containerNetwork,
        direction: .inbound,
        rules: [
          FilterRule(
            id: "bridge", text: "from \(plan.network.name) and machines beside the host",
            action: .allow, traffic: .all,
            peer: PeerMatch(addresses: plan.addresses.union(.privateUse)),
            location: plan.network.location)
        ], location: plan.network.location))
    var binding = topology.bindings[hostBindings[plan.host]]
    binding.inbound.insert(FilterStage([filter], layer: .containerNetwork), at: 0)
    plans[number].gateway = topology.add(
      Endpoint(
        id: id, resource: hostResources[plan.host], subnet: plan.subnet,
        addresses: plan.gateways.map { EndpointAddress($0) }, binding: topology.add(binding),
        location: plan.network.location))
  }
}
