import Documents
import PacketSets
import Topology

extension Lowering {
  /// Adds the endpoints of firewalls and appliances to which routes lead: packets enter the subnet of
  /// the endpoint, meet the rules, and go on from there (AWS-NFW-01, AWS-VPE-05).
  mutating func addInspections() {
    guard
      !inventory.networkFirewalls.isEmpty
        || inventory.vpcEndpoints.records.contains(where: \.isInspection)
    else { return }
    noteTablesOfPublicAddresses()
    let plans = TransitPlan.all(of: inventory)
    var inhabited: Set<String> = []
    for endpoint in topology.endpoints where endpoint.initiates || !endpoint.offers.isEmpty {
      inhabited.insert(topology.subnets[endpoint.subnet].id)
    }
    var known: Set<String> = []
    for firewall in inventory.networkFirewalls.sorted {
      let endpoints = self.endpoints(of: firewall)
      known.formUnion(endpoints.map(\.id))
      guard !endpoints.isEmpty else {
        skip(firewall)
        continue
      }
      if firewallLayers[firewall.id] == nil {
        firewallLayers[firewall.id] = self.layers(of: firewall)
      }
      let (layers, missing) = firewallLayers[firewall.id] ?? ([], nil)
      guard missing == nil else {
        noteMissingPolicy(of: firewall, endpoints, missing ?? "")
        continue
      }
      var placed = layers
      if layers.contains(where: \.isStateful), let vpcID = firewall.vpcID {
        let homes = endpoints.compactMap { endpoint in endpoint.subnetID.map { (endpoint.id, $0) } }
        let symmetry = InspectionSymmetry(
          inventory: inventory, tables: TableAssociations(inventory), plans: plans,
          endpoints: Dictionary(homes) { first, _ in first }, inhabited: inhabited, vpcID: vpcID)
        if let fault = symmetry.fault() { placed = doubted(layers, firewall, fault) }
      }
      for endpoint in endpoints {
        addInspection(
          endpoint.id, in: endpoint.subnetID, firewall.vpcID, title: firewall.name, placed,
          at: firewall.location)
      }
    }
    for endpoint in inventory.vpcEndpoints.sorted
    where endpoint.isInspection && !known.contains(endpoint.id) {
      addUnknownInspection(endpoint)
    }
  }

  /// The endpoints of a firewall: those of its status, else those that are tagged with its name.
  private func endpoints(
    of firewall: Exported.NetworkFirewall
  ) -> [Exported.NetworkFirewall.Endpoint] {
    if !firewall.endpoints.isEmpty {
      return firewall.endpoints.map { endpoint in
        var endpoint = endpoint
        endpoint.subnetID =
          endpoint.subnetID ?? inventory.vpcEndpoints[endpoint.id]?.subnetIDs.first
        return endpoint
      }
    }
    return inventory.vpcEndpoints.sorted.compactMap { endpoint in
      guard endpoint.tags.contains(where: { $0.key == "Firewall" && $0.value == firewall.id })
      else { return nil }
      return .init(id: endpoint.id, subnetID: endpoint.subnetIDs.first)
    }
  }

  private mutating func skip(_ firewall: Exported.NetworkFirewall) {
    guard let index = inventory.networkFirewalls.index(of: firewall.id) else { return }
    skip(.networkFirewalls, page: inventory.networkFirewalls.pages[index])
  }

  private mutating func noteMissingPolicy(
    of firewall: Exported.NetworkFirewall, _ endpoints: [Exported.NetworkFirewall.Endpoint],
    _ remedy: String
  ) {
    tell(
      .warning, "aws.firewall.policy", about: firewall.id,
      "The policy of the firewall \(firewall.name) is not exported: what passes it is undecided.",
      at: firewall.location, effect: .assumedOpen, advice: "Export it: \(remedy).")
    let reason = assumption(
      about: "policy of \(firewall.id)", "what the firewall \(firewall.name) lets pass",
      remedy: remedy, at: firewall.location)
    for endpoint in endpoints {
      addInspection(
        endpoint.id, in: endpoint.subnetID, firewall.vpcID, title: firewall.name,
        [Self.unknownLayer(reason, firewall.location)], at: firewall.location)
    }
  }

  private static func unknownLayer(
    _ reason: ID<Assumption>, _ location: SourceLocation
  ) -> InspectionLayer {
    let rules = [InspectionRule.Action.allow, .deny].map { action in
      InspectionRule(
        action: action, sources: .all, destinations: .all, traffic: .all,
        doubt: action == .allow ? reason : nil, id: "what is not known", location: location)
    }
    return InspectionLayer(rules: rules, isStateful: false)
  }

  /// Where answers may take another way, what passes does not pass for certain.
  private mutating func doubted(
    _ layers: [InspectionLayer], _ firewall: Exported.NetworkFirewall, _ fault: String
  ) -> [InspectionLayer] {
    let reason = assumption(
      about: "symmetry of \(firewall.id)",
      "whether answers come back to the endpoint of \(firewall.name) that saw the first packet: "
        + fault, remedy: "none: the routes do not lead both directions past one endpoint",
      at: firewall.location)
    tell(
      .warning, "aws.firewall.asymmetric", about: firewall.id,
      "Answers may not come back to the endpoint of the firewall \(firewall.name) that saw the "
        + "first packet, and are dropped then: \(fault).", at: firewall.location,
      effect: .assumedOpen)
    return layers.map { layer in
      guard layer.isStateful else { return layer }
      var layer = layer
      for index in layer.first.indices where layer.first[index].action == .allow {
        layer.first[index].doubt = layer.first[index].doubt ?? reason
      }
      for index in layer.rules.indices where layer.rules[index].action == .allow {
        layer.rules[index].doubt = layer.rules[index].doubt ?? reason
      }
      return layer
    }
  }

  /// An endpoint of appliances behind a Gateway Load Balancer: they hand back what they let pass.
  private mutating func addUnknownInspection(_ endpoint: Exported.VpcEndpoint) {
    guard ["", "available"].contains(endpoint.state), let subnetID = endpoint.subnetIDs.first,
      subnets[subnetID] != nil
    else { return }
    let isFirewall = endpoint.tags.contains {
      $0.key == "AWSNetworkFirewallManaged" && $0.value == "true"
    }
    let remedy =
      isFirewall
      ? RecordKind.networkFirewalls.command
      : "none: the inside of an appliance is not part of any export"
    tell(
      .warning, "aws.route.inspection", about: endpoint.id,
      isFirewall
        ? "Routes lead to \(endpoint.id), an endpoint of a firewall that is not exported: what "
          + "passes it is undecided."
        : "Routes lead to \(endpoint.id), behind which stand appliances: what passes them is "
          + "undecided.", at: endpoint.location, effect: .assumedOpen,
      advice: isFirewall ? "Export it: \(remedy)." : nil)
    let reason = assumption(
      about: "inspection \(endpoint.id)", "what the appliances behind \(endpoint.id) let pass",
      remedy: remedy, at: endpoint.location)
    addInspection(
      endpoint.id, in: subnetID, endpoint.vpcID, title: endpoint.tags.name ?? endpoint.id,
      [Self.unknownLayer(reason, endpoint.location)], at: endpoint.location)
  }

  /// The tables of subnets from which a public address answers.
  ///
  /// What such an answer becomes behind an endpoint is not followed.
  private mutating func noteTablesOfPublicAddresses() {
    for endpoint in topology.endpoints where !endpoint.offers.isEmpty {
      if endpoint.addresses.contains(where: { $0.publicAddress?.family == .v4 }) {
        publishingTables.insert(topology.subnets[endpoint.subnet].routeTable)
      }
    }
    // The nodes of balancers whose interfaces are not exported are placed later.
    for zone in inventory.loadBalancers.records.flatMap(\.zones) {
      guard zone.addresses.contains(where: { $0.publicAddress?.family == .v4 }),
        let subnet = zone.subnetID.flatMap({ subnets[$0] })
      else { continue }
      publishingTables.insert(topology.subnets[subnet].routeTable)
    }
  }

  /// Adds an endpoint with the layers that packets meet there.
  ///
  /// Rules name sources and destinations, and a filter sees one of them: a table sorts packets by
  /// their destination, and for each kind of destination a filter of its own looks at sources.
  private mutating func addInspection(
    _ id: String, in subnetID: String?, _ vpcID: String?, title: String,
    _ layers: [InspectionLayer], at location: SourceLocation
  ) {
    guard inspections[id] == nil, let subnetID, let home = subnets[subnetID] else { return }
    let network = topology.subnets[home].network
    let sorted = layers.compactMap { $0.destinations() }
    guard sorted.count == layers.count else {
      tell(
        .warning, "aws.firewall.size", about: id,
        "The rules of \(title) tell more than \(InspectionLayer.mostDestinations) destinations "
          + "apart: what passes is undecided.", at: location, effect: .assumedOpen)
      return
    }
    var entries: [ID<Gateway>] = []
    var exits: [ID<Gateway>] = []
    for number in layers.indices {
      let words = layers.count > 1 ? " stage \(number + 1)" : ""
      entries.append(
        topology.add(
          Gateway(
            id: "\(id)\(words)", name: "\(title)\(words)",
            kind: .transit(Transit(attachments: [])), networks: [network], location: location)))
      exits.append(
        topology.add(
          Gateway(
            id: "rules of \(id)\(words)", name: "rules of \(title)\(words)",
            kind: .transit(Transit(attachments: [])), networks: [network], location: location)))
    }
    for (number, layer) in layers.enumerated() {
      let name = layers.count > 1 ? "\(id) stage \(number + 1)" : id
      let door = TransitAttachment.Side.network(network, doors: [home])
      let isLast = number == layers.count - 1
      let onward = isLast ? door : .transit(entries[number + 1], attachment: 0)
      fill(
        entries[number], exits[number], name, title,
        from: number == 0 ? door : .transit(exits[number - 1], attachment: 0), onward: onward,
        layer, sorted[number], network, at: location)
    }
    inspections[id] = entries.first
  }

  private mutating func fill(
    _ first: ID<Gateway>, _ last: ID<Gateway>, _ name: String, _ title: String,
    from near: TransitAttachment.Side, onward far: TransitAttachment.Side,
    _ layer: InspectionLayer, _ sorted: [InspectionLayer.SortedPrefix], _ network: ID<Network>,
    at location: SourceLocation
  ) {
    let everything = [Prefix.allIPv4, .allIPv6]
    let inner = topology.add(
      RouteTable(
        id: "destinations of \(name)", name: "\(title): destinations", location: location))
    let outer = topology.add(
      RouteTable(
        id: "way out of \(name)",
        routes: [Route(destinations: everything, target: .attachment(0), location: location)],
        location: location))
    let through = topology.add(
      RouteTable(
        id: "rules of \(name)",
        routes: [Route(destinations: everything, target: .gateway(last), location: location)],
        location: location))
    var entering = [TransitAttachment(id: name, side: near, table: inner, location: location)]
    var leaving = [
      TransitAttachment(
        id: "out of \(name)", side: far, table: nil, entersByZone: true, location: location)
    ]
    var places: [[Int]: Int] = [:]
    for entry in sorted {
      let rules = entry.rules
      if places[rules] == nil {
        let number = entering.count
        let words = "rules \(number) of \(name)"
        let filter = topology.add(
          Filter(
            id: words, name: title, layer: .cloudPolicy, direction: .inbound,
            isStateful: layer.isStateful, rules: layer.filterRules(rules), location: location))
        // A zone of its own: packets enter it from nowhere else.
        let place = topology.add(
          Subnet(
            id: words, name: "\(title): rules", network: network, zone: words,
            routeTable: through, inbound: filter, location: location))
        let side = TransitAttachment.Side.network(network, doors: [place])
        entering.append(
          TransitAttachment(
            id: words, side: side, table: nil, entersByZone: true, location: location))
        leaving.append(
          TransitAttachment(
            id: words, side: side, table: outer, entersByZone: true, location: location))
        places[rules] = number
      }
      guard let place = places[rules] else { continue }
      topology.routeTables[inner].routes.append(
        Route(destinations: [entry.prefix], target: .attachment(place), location: location))
    }
    topology.gateways[first].kind = .transit(Transit(attachments: entering))
    topology.gateways[last].kind = .transit(Transit(attachments: leaving))
  }

  /// Where a route to an endpoint of a firewall or of appliances leads.
  mutating func inspectionTarget(_ id: String, _ route: Exported.Route) -> RouteTarget? {
    guard let gateway = inspections[id] else { return nil }
    // An answer that has to get a public address back is not followed past an endpoint.
    let isOutward = route.destination.map { AddressSet.global.overlaps($0) } ?? true
    if isOutward, route.destination?.family != .v6, let table = tableAtHand,
      publishingTables.contains(table)
    {
      return nil
    }
    return .gateway(gateway)
  }
}
