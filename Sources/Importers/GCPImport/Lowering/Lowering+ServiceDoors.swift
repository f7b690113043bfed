import Documents
import PacketSets
import Topology

extension Lowering {
  /// Adds the consumer's end of Private Service Connect (GCP-8.5).
  ///
  /// Where the producer's attachment is exported as well, it is a proxy: the producer sees the range
  /// of the attachment. Elsewhere the service of somebody else answers at the door.
  mutating func addDoor(_ rule: Exported.ForwardingRule, _ address: IPAddress) {
    guard let subnet = placedSubnet(rule, address) else { return }
    let network = topology.networks[topology.subnets[subnet].network].id
    let binding = doorBinding(rule, network)
    let isInterface = rule.target.map { !$0.contains("/serviceAttachments/") } ?? false
    let offers = isInterface ? TrafficSet.tcp(443) : TrafficSet(.tcp).union(TrafficSet(.udp))
    guard let attachment = rule.target.flatMap({ inventory.serviceAttachments[$0] }) else {
      _ = front(rule, address, in: subnet, binding, offers: offers, kind: .serviceEndpoint)
      return
    }
    let door = front(rule, address, in: subnet, binding, offers: offers, kind: .serviceEndpoint)
    guard let producer = producer(of: attachment), let sender = sender(of: attachment, rule) else {
      let reason = assumption(
        about: "attachment \(attachment.id)",
        "what stands behind the service attachment \(attachment.shortName)",
        remedy: RecordKind.forwardingRule.command, at: attachment.location)
      _ = topology.add(Proxy(endpoints: [door], listeners: [], unknown: reason))
      return
    }
    _ = topology.add(
      Proxy(
        endpoints: [door, sender],
        listeners: [
          ProxyListener(
            accepts: producer.traffic, targets: [producer.endpoint], opens: producer.traffic)
        ]))
    topology.endpoints[door].offers = producer.traffic
  }

  /// A door that was not accepted is closed; one that was is not reached over peerings (GCP-8.5).
  private mutating func doorBinding(
    _ rule: Exported.ForwardingRule, _ network: String
  ) -> ID<FilterBinding> {
    var rules: [FilterRule] = []
    if let status = rule.connectionStatus, status != "ACCEPTED" {
      tell(
        .note, "gcp.forwardingRule.pscNotAccepted", about: rule.id,
        "PSC_CONNECTION_NOT_ACCEPTED: the connection of \(rule.shortName) is \(status), so that "
          + "nothing passes it.", at: rule.location, effect: .exact)
      rules.append(
        FilterRule(
          id: "pscConnectionStatus", text: "pscConnectionStatus is \(status)", action: .deny,
          traffic: .all, peer: .anyone, location: rule.location))
    }
    var beyond = AddressSet.empty
    for peering in inventory.networks[network]?.peerings ?? [] {
      beyond = beyond.union(
        AddressSet((subnetsOfNetwork[peering.network] ?? []).flatMap(\.ranges)))
      for number in topology.gateways.ids {
        guard case .peering(let link) = topology.gateways[number].kind,
          link.sides.contains(where: { $0.id == network })
        else { continue }
        for side in link.sides where side.id != network { beyond = beyond.union(side.prefixes) }
      }
    }
    beyond = beyond.subtracting(AddressSet((subnetsOfNetwork[network] ?? []).flatMap(\.ranges)))
    if !beyond.isEmpty {
      rules.append(
        FilterRule(
          id: "peering",
          text: "PSC_ENDPOINT_ACCESSED_FROM_PEERED_NETWORK: not reached over VPC peering",
          action: .deny, traffic: .all, peer: PeerMatch(addresses: beyond),
          location: rule.location))
    }
    guard !rules.isEmpty else { return openBinding() }
    let filter = topology.add(
      Filter(
        id: "\(rule.id)/door", name: "Private Service Connect \(rule.shortName)", layer: .proxy,
        direction: .inbound, rules: rules, defaultAction: .allow, location: rule.location))
    return topology.add(FilterBinding(inbound: [FilterStage([filter], layer: .proxy)]))
  }

  /// The front of the producer's balancer.
  private func producer(
    of attachment: Exported.ServiceAttachment
  ) -> (endpoint: ID<Endpoint>, traffic: TrafficSet)? {
    guard let id = attachment.service, let rule = inventory.forwardingRules[id],
      let address = rule.address
    else { return nil }
    let found = fronts.filter { $0.key.address == address }.values.sorted().first { number in
      let network = topology.networks[topology.network(of: number)].id
      return rule.network == nil || rule.network == network
    }
    return found.map { ($0, rule.traffic) }
  }

  /// An endpoint in the attachment's own range, from which connections come to the producer.
  private mutating func sender(
    of attachment: Exported.ServiceAttachment, _ rule: Exported.ForwardingRule
  ) -> ID<Endpoint>? {
    for id in attachment.subnets {
      guard let range = inventory.subnetworks[id]?.range, case .v4(let first) = range.first,
        let subnet = subnets.filter({ $0.key.subnetwork == id }).values.min()
      else { continue }
      let prefix = "\(attachment.id)/sender"
      let count = topology.endpoints.count { $0.id.hasPrefix(prefix) }
      let resource = topology.add(
        Resource(
          id: "\(prefix) of \(rule.id)", name: "\(rule.shortName) at \(attachment.shortName)",
          kind: .gatewayInterface, scope: scope(of: attachment.id), location: rule.location))
      return topology.add(
        Endpoint(
          id: "\(prefix) of \(rule.id)", resource: resource, subnet: subnet,
          addresses: [
            EndpointAddress(
              .v4(
                IPv4Address(rawValue: first.rawValue &+ 2 &+ UInt32(truncatingIfNeeded: count))))
          ], binding: openBinding(), offers: .empty, location: rule.location))
    }
    return nil
  }
}
