import Documents
import PacketSets
import Topology

extension Lowering {
  /// Adds the gateways that the exports describe.
  mutating func addGateways() {
    for router in inventory.routers.sorted {
      guard let network = router.network else { continue }
      if networks[network] == nil { addUnknownNetwork(network, at: router.location) }
      for nat in router.nats { add(nat, router, network) }
    }
    for network in inventory.networks.sorted {
      for peering in network.peerings { add(peering, of: network) }
    }
    addIdentityProxy()
    addHybridLinks()
  }

  /// The way of a network to and from the internet: its machines' external addresses are translated
  /// one to one (GCP-6.7).
  mutating func internetGateway(of network: String) -> ID<Gateway> {
    let id = "\(network)/default-internet-gateway"
    if let known = gateways[id] { return known }
    let number = topology.add(
      Gateway(
        id: id, name: "internet gateway of \(ResourceName.last(network))",
        kind: .internet(Topology.internet), networks: networks[network].map { [$0] } ?? [],
        location: inventory.networks[network]?.location ?? .unknown))
    gateways[id] = number
    return number
  }

  /// A NAT gateway hides TCP, UDP and ICMP sources behind its own addresses and lets nothing in
  /// (GCP-6.10).
  private mutating func add(_ nat: Exported.Nat, _ router: Exported.Router, _ network: String) {
    let id = natID(router, nat)
    guard let number = networks[network] else { return }
    guard !nat.isPrivate else {
      tell(
        .warning, "gcp.nat.private", about: id,
        "The private NAT gateway \(nat.name) is not modelled: what it passes on to other networks is "
          + "not known.", at: nat.mark.location, effect: .assumedClosed)
      omit(
        about: "private NAT \(id)", "what the private NAT gateway \(nat.name) passes on",
        remedy: "none: private NAT is not modelled", at: nat.mark.location)
      return
    }
    let resource = topology.add(
      Resource(
        id: id, name: nat.name, kind: .natGateway, scope: scope(of: router.id),
        location: nat.mark.location))
    let subnet = topology.add(
      Subnet(
        id: "\(id)/addresses", name: "Cloud NAT \(nat.name)", network: number,
        zone: router.region, routeTable: table(TableKey(network: network)),
        location: nat.mark.location))
    let open = openBinding()
    let endpoints = addresses(of: nat, router).prefix(64).enumerated().map { index, address in
      topology.add(
        Endpoint(
          id: "\(id)/\(index)", resource: resource, subnet: subnet,
          addresses: [outerAddress(address)], binding: open,
          initiates: false, offers: .empty, location: nat.mark.location))
    }
    let traffic = TrafficSet(IPProtocol.tcp).union(TrafficSet(IPProtocol.udp))
      .union(TrafficSet(IPProtocol.icmp))
    gateways[id] = topology.add(
      Gateway(
        id: id, name: "Cloud NAT \(nat.name)",
        kind: .sourceTranslation(
          SourceTranslation(endpoints: Array(endpoints), traffic: traffic)),
        networks: [number], location: nat.mark.location))
  }

  /// The addresses of a NAT gateway: reserved ones, or those that its router says it took; else one
  /// from a range that nobody has stands for them.
  private mutating func addresses(
    of nat: Exported.Nat, _ router: Exported.Router
  ) -> [IPAddress] {
    var result = nat.addresses.compactMap { inventory.addresses[$0]?.range?.first }
    for status in inventory.routerStatuses
    where status.network == nil || status.network == router.network {
      result += status.addresses[nat.name] ?? []
    }
    result = Set(result).sorted()
    if !result.isEmpty, result.count >= nat.addresses.count { return result }
    if nat.addresses.isEmpty, !nat.allocates { return [] }
    let known = Set(topology.endpoints.flatMap(\.addresses).compactMap(\.publicAddress))
    var number = natID(router, nat).utf8.reduce(UInt32(2_166_136_261)) {
      ($0 ^ UInt32($1)) &* 16_777_619
    }
    var address = IPAddress.v4(IPv4Address(rawValue: 0xC633_6400 | (number & 0xFF)))
    for _ in 0..<256 where known.contains(address) {
      number = number &+ 1
      address = .v4(IPv4Address(rawValue: 0xC633_6400 | (number & 0xFF)))
    }
    tell(
      .note, "gcp.nat.addresses", about: natID(router, nat),
      "The addresses of the NAT gateway \(nat.name) are not exported; \(address) stands for them: "
        + "what filters elsewhere say about them is not judged.", at: nat.mark.location,
      effect: .assumedClosed,
      advice: "Export \(RecordKind.address.command) and \(RecordKind.routerStatus.command).")
    return result + [address]
  }

  /// IAP forwards TCP connections of people whom it knows from a range of its own (GCP-8.1).
  private mutating func addIdentityProxy() {
    let served = sortedNetworks.filter { id in pieces.contains { $0.network == id } }
    guard !served.isEmpty else { return }
    let world = topology.add(
      World(
        id: "gcp-iap", name: "Identity-Aware Proxy (Google)", kind: .partner,
        addresses: Self.identityProxyRange))
    let reason = assumption(
      about: "iap", "whom Identity-Aware Proxy lets forward connections to machines",
      remedy: "gcloud iap tcp get-iam-policy")
    gateways["iap"] = topology.add(
      Gateway(
        id: "gcp-iap", name: "IAP TCP forwarding",
        kind: .opaque(
          OpaqueGateway(
            title: "IAP TCP forwarding", mayTranslate: false, assumption: reason, world: world)),
        networks: served.compactMap { networks[$0] }))
  }

  /// A gateway of which it is only known that packets go there.
  mutating func opaque(
    _ id: String, _ title: String, _ network: String, mayTranslate: Bool, _ remedy: String,
    at location: SourceLocation, world: ID<World>? = nil
  ) -> ID<Gateway> {
    if let known = gateways[id] {
      if let number = networks[network], !topology.gateways[known].networks.contains(number) {
        topology.gateways[known].networks.append(number)
      }
      return known
    }
    let reason = assumption(
      about: "gateway \(id)", "where \(title) delivers packets", remedy: remedy, at: location)
    tell(
      .warning, "gcp.route.opaqueTarget", about: id,
      "Routes lead to \(title), of which no export tells what it does: what they carry may arrive "
        + "anywhere and certainly arrives nowhere.", at: location, effect: .assumedOpen)
    let number = topology.add(
      Gateway(
        id: id, name: title,
        kind: .opaque(
          OpaqueGateway(
            title: title, mayTranslate: mayTranslate, assumption: reason, world: world)),
        networks: networks[network].map { [$0] } ?? [], location: location))
    gateways[id] = number
    return number
  }
}
