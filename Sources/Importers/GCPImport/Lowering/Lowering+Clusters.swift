import Documents
import PacketSets
import Topology

extension Lowering {
  /// The control plane of a cluster: its public endpoint is open to the internet unless networks are
  /// authorized; its private one answers the subnets of the network and those (GCP-8.3).
  mutating func add(_ cluster: Exported.Cluster) {
    let isPublic = !cluster.isPrivateOnly && cluster.publicAddress?.isGlobal == true
    guard isPublic || cluster.privateAddress != nil else {
      noteMissingAddress(cluster.id, cluster.shortName, .cluster, cluster.location)
      return
    }
    let resource = topology.add(
      Resource(
        id: cluster.id, name: "control plane of \(cluster.shortName)", kind: .serviceEndpoint,
        scope: scope(of: cluster.id), tags: cluster.labels, location: cluster.location))
    if isPublic, let address = cluster.publicAddress {
      placePublic(
        address, resource, cluster.id, .tcp(443),
        authorized(cluster, cluster.authorized ?? [.allIPv4, .allIPv6]),
        "authorized networks of \(cluster.shortName)", cluster.location)
    }
    if let address = cluster.privateAddress {
      placePrivateEndpoint(cluster, address, resource)
    }
  }

  private mutating func authorized(
    _ cluster: Exported.Cluster, _ ranges: [Prefix]
  ) -> [FilterRule] {
    var rules = ranges.map { range in
      FilterRule(
        id: range.description, text: "authorized network \(range)", action: .allow,
        traffic: .all, peer: PeerMatch(addresses: AddressSet(range)), location: cluster.location)
    }
    if cluster.admitsGoogleCloud, cluster.authorized != nil {
      let reason = assumption(
        about: "google cloud", "the public addresses of Google Cloud",
        remedy: "none: they are part of no export")
      rules.append(
        FilterRule(
          id: "gcpPublicCidrsAccessEnabled", text: "public addresses of Google Cloud",
          action: .allow, traffic: .all,
          peer: PeerMatch(possible: PossiblePeers(.global, because: reason)),
          location: cluster.location))
    }
    return rules
  }

  /// The control plane at its private address, from which it also opens connections to nodes: in the
  /// subnet that holds the address, or beyond the peering that leads to it.
  private mutating func placePrivateEndpoint(
    _ cluster: Exported.Cluster, _ address: IPAddress, _ resource: ID<Resource>
  ) {
    guard let id = cluster.network, networks[id] != nil else {
      omit(
        about: "network of \(cluster.id)", "the network of the cluster \(cluster.shortName)",
        remedy: RecordKind.network.command, at: cluster.location)
      return
    }
    let own = (subnetsOfNetwork[id] ?? []).flatMap(\.ranges)
    let ranges = cluster.authorized.map { Set($0 + own).sorted() } ?? [.allIPv4, .allIPv6]
    let filter = topology.add(
      Filter(
        id: "\(cluster.id)/private", name: "authorized networks of \(cluster.shortName)",
        layer: .instanceFilter, direction: .inbound, rules: authorized(cluster, ranges),
        location: cluster.location))
    let opened = topology.add(
      Filter(
        id: "\(cluster.id)/nodes", name: "nodes of \(cluster.shortName)", layer: .instanceFilter,
        direction: .outbound,
        rules: [
          FilterRule(
            id: "nodes", text: "connections of the control plane to its network", action: .allow,
            traffic: .all, peer: PeerMatch(addresses: AddressSet(own)), location: cluster.location)
        ], location: cluster.location))
    let binding = topology.add(
      FilterBinding(
        inbound: [FilterStage([filter], layer: .instanceFilter)],
        outbound: [FilterStage([opened], layer: .instanceFilter)]))
    let home = subnets.filter { key, _ in
      key.table.network == id
        && inventory.subnetworks[key.subnetwork]?.ranges.contains { $0.contains(address) } == true
    }.values.min()
    let key = OwnerKey(network: id, address: address)
    if home != nil, owners[key] != nil || controlPlanes.contains(key) {
      tell(
        .warning, "gcp.cluster.sharedAddress", about: cluster.id,
        "The control plane of \(cluster.shortName) has the address \(address), which another one in "
          + "its network has as well: what reaches it there is not judged.", at: cluster.location,
        effect: .assumedClosed, advice: "Export \(RecordKind.cluster.command) again.")
      omit(
        about: "address of \(cluster.id)",
        "who has the private address of the control plane of \(cluster.shortName)",
        remedy: RecordKind.cluster.command, at: cluster.location)
      return
    }
    controlPlanes.insert(key)
    let subnet = home ?? peeredSubnet(of: id, around: address, cluster)
    guard let subnet else { return }
    _ = topology.add(
      Endpoint(
        id: "\(cluster.id)/private", resource: resource, subnet: subnet,
        addresses: [EndpointAddress(address)], binding: binding, offers: .tcp(443),
        location: cluster.location))
  }

  private mutating func peeredSubnet(
    of network: String, around address: IPAddress, _ cluster: Exported.Cluster
  ) -> ID<Subnet>? {
    // Every older private cluster has a peering of its own, so that two may have one address.
    let peered = (inventory.networks[network]?.peerings ?? []).map(\.network).filter {
      inventory.networks[$0] == nil && networks[$0] != nil
    }
    let likely = serviceNetworkID(of: network, holding: address)
    for far in [likely] + peered {
      let key = OwnerKey(network: far, address: address)
      guard let number = networks[far], !controlPlanes.contains(key) else { continue }
      controlPlanes.insert(key)
      return serviceSubnet(far, number, around: address, cluster.location)
    }
    omit(
      about: "peering to \(cluster.id)",
      "the peering by which the control plane of \(cluster.shortName) is reached",
      remedy: RecordKind.network.command, at: cluster.location)
    return nil
  }

  /// A Serverless VPC Access connector: functions and services send from its range, or from the
  /// subnet that it uses (GCP-8.6).
  mutating func add(_ connector: Exported.Connector) {
    guard
      let id = connector.subnet.flatMap({ inventory.subnetworks[$0]?.network })
        ?? connector.network, let network = networks[id],
      let range = connector.range
        ?? connector.subnet.flatMap({ inventory.subnetworks[$0]?.range })
    else {
      omit(
        about: "connector \(connector.id)",
        "the network and range from which the connector \(connector.shortName) sends",
        remedy: RecordKind.subnetwork.command, at: connector.location)
      return
    }
    let resource = topology.add(
      Resource(
        id: connector.id, name: connector.shortName, kind: .function,
        scope: scope(of: connector.id), location: connector.location))
    let own = subnets.filter { $0.key.subnetwork == connector.subnet }.values.min()
    let subnet = own ?? ownSubnet(of: connector, range, id, network)
    let key = planKey(id, region: ResourceName.region(in: connector.id) ?? "")
    let tags = (plans[key]?.targetTags ?? []).filter { $0.hasPrefix("vpc-connector") }
    let address = freeAddress(in: range, of: id)
    let mine = (plans[key]?.ownRanges ?? []).map { $0.contains(address) }
    _ = topology.add(
      Endpoint(
        id: connector.id, resource: resource, subnet: subnet,
        addresses: [EndpointAddress(address)],
        binding: binding(
          BindingKey(
            plan: key,
            traits: MachineTraits(
              tags: tags.sorted(), account: nil, secureTags: [], knowsAllTags: true),
            groups: [], own4: mine, own6: nil)), offers: .empty, location: connector.location))
  }

  private mutating func ownSubnet(
    of connector: Exported.Connector, _ range: Prefix, _ id: String, _ network: ID<Network>
  ) -> ID<Subnet> {
    topology.networks[network].prefixes.append(range)
    topology.networks[network].prefixes.sort()
    return topology.add(
      Subnet(
        id: "\(connector.id)/range", name: "connector \(connector.shortName)", network: network,
        prefixes: [range], zone: ResourceName.region(in: connector.id) ?? "",
        routeTable: table(TableKey(network: id)), location: connector.location))
  }

  /// An address of a range that no machine has: connectors have machines that no export lists.
  private func freeAddress(in range: Prefix, of network: String) -> IPAddress {
    guard case .v4(let first) = range.first, case .v4(let last) = range.last else {
      return range.first
    }
    var address = first.rawValue
    while address < last.rawValue,
      owners[OwnerKey(network: network, address: .v4(IPv4Address(rawValue: address)))] != nil
    {
      address += 1
    }
    return .v4(IPv4Address(rawValue: address))
  }
}
