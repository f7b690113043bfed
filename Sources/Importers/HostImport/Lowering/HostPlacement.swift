import Documents
public import PacketSets
public import Topology

/// Puts hosts into a graph of their own: each behind a network that holds nothing but the host.
///
/// What stands around a host is not in its exports. Global addresses are on the internet; others lie
/// in a world around the host, from which packets may come.
struct HostPlacement {
  var topology: Topology

  init(_ topology: Topology) { self.topology = topology }

  /// Adds a host.
  mutating func place(_ firewall: HostFirewall, of export: HostExport) -> PlacedHost {
    let name = unique(firewall.name)
    let scope = Scope(provider: "host", account: name)
    let addresses = firewall.ports.flatMap(\.addresses)
    let network = topology.add(
      Network(
        id: "\(name)/network", name: "around \(name)", scope: scope,
        prefixes: Set(addresses.map { Prefix($0) }).sorted(), location: firewall.location))
    let table = addRoutes(of: name, network, addresses, firewall, export)
    var uplinks: [PlacedHost.Uplink] = []
    let resource = topology.add(
      Resource(
        id: name, name: name, kind: .host, scope: scope, location: firewall.location))
    var subnets: [String: ID<Subnet>] = [:]
    for (number, port) in firewall.ports.enumerated() {
      let label = port.interface.isEmpty ? "interface" : port.interface
      let own = firewall.ports.filter { $0.interface == port.interface }
      let subnet =
        subnets[label]
        ?? topology.add(
          Subnet(
            id: "\(name)/\(label)/link", name: "\(label) of \(name)", network: network,
            prefixes: Set(own.flatMap(\.addresses).map { Prefix($0) }).sorted(),
            routeTable: table, location: port.location))
      subnets[label] = subnet
      let stages = firewall.addStages(of: port, to: &topology)
      let binding = topology.add(
        FilterBinding(inbound: stages.inbound, outbound: stages.outbound))
      let isAlone = own.count == 1
      let endpoint = topology.add(
        Endpoint(
          id: isAlone ? "\(name)/\(label)" : "\(name)/\(label)/\(number)", resource: resource,
          subnet: subnet,
          addresses: port.addresses.map { address in
            EndpointAddress(address, publicAddress: Self.isGlobal4(address) ? address : nil)
          }, binding: binding, forwards: firewall.forwards, offers: port.offers,
          location: port.location))
      uplinks.append(
        PlacedHost.Uplink(
          interface: port.interface, addresses: port.addresses, endpoint: endpoint))
    }
    for omission in export.omissions {
      topology.omissions.append(
        topology.add(
          Assumption(
            statement: omission.statement, remedy: omission.remedy, location: omission.location)))
    }
    return PlacedHost(resource: resource, network: network, routes: table, uplinks: uplinks)
  }

  private static func isGlobal4(_ address: IPAddress) -> Bool {
    address.family == .v4 && address.isGlobal
  }

  /// A name that no other host has.
  private func unique(_ name: String) -> String {
    let taken = Set(topology.networks.map(\.id))
    var result = name
    var count = 1
    while taken.contains("\(result)/network") {
      count += 1
      result = "\(name) (\(count))"
    }
    return result
  }

  /// Adds the gateways around a host and the routes to them.
  private mutating func addRoutes(
    of name: String, _ network: ID<Network>, _ addresses: [IPAddress], _ firewall: HostFirewall,
    _ export: HostExport
  ) -> ID<RouteTable> {
    guard !addresses.isEmpty else {
      let reason = topology.add(
        Assumption(
          statement: "the addresses of \(name) are not in the exports", remedy: "ip -j addr",
          location: firewall.location))
      return topology.add(
        RouteTable(id: "\(name)/routes", unknown: reason, location: firewall.location))
    }
    var routes: [Route] = []
    for family in AddressFamily.allCases {
      let own = addresses.filter { $0.family == family }
      guard !own.isEmpty else { continue }
      let isGlobal = own.contains(where: \.isGlobal)
      let gateway =
        isGlobal ? internet(of: name, network) : translated(of: name, network, firewall)
      routes.append(
        Route(
          destinations: [family == .v4 ? .allIPv4 : .allIPv6], target: .gateway(gateway),
          location: firewall.location))
    }
    let around = surroundings(of: export, besides: addresses)
    if !around.isEmpty {
      let own = addresses.filter { !$0.isGlobal }.map { Prefix($0) }
      let gateway = neighbours(of: name, network, around, Set(own).sorted(), firewall)
      routes.append(
        Route(
          destinations: AddressSet.privateUse.prefixes, target: .gateway(gateway),
          location: firewall.location))
    }
    return topology.add(
      RouteTable(id: "\(name)/routes", routes: routes, location: firewall.location))
  }

  /// The private addresses around a host: those of its subnets, or any when it has none.
  private func surroundings(of export: HostExport, besides own: [IPAddress]) -> AddressSet {
    let direct = export.facts.allRoutes.map(\.destination).filter { $0.length > 0 }
    var result = AddressSet(direct).intersection(.privateUse)
    for address in own { result = result.subtracting(AddressSet(address)) }
    return result
  }

  private mutating func internet(of name: String, _ network: ID<Network>) -> ID<Gateway> {
    let id = "\(name)/internet"
    if let known = topology.gateways.firstIndex(where: { $0.id == id }) { return ID(known) }
    return topology.add(
      Gateway(
        id: id, name: "internet of \(name)", kind: .internet(Topology.internet),
        networks: [network]))
  }

  /// The way to the internet of a host without a global address: somebody may translate.
  private mutating func translated(
    of name: String, _ network: ID<Network>, _ firewall: HostFirewall
  ) -> ID<Gateway> {
    let id = "\(name)/outside"
    if let known = topology.gateways.firstIndex(where: { $0.id == id }) { return ID(known) }
    let reason = topology.add(
      Assumption(
        statement: "what stands between \(name) and the internet is not in the exports",
        remedy: "the exports of the cloud or the routers around the host",
        location: firewall.location))
    return topology.add(
      Gateway(
        id: id, name: "outside of \(name)",
        kind: .opaque(
          OpaqueGateway(
            title: "the way to the internet", mayTranslate: true, assumption: reason,
            world: Topology.internet)), networks: [network], location: firewall.location))
  }

  /// The machines that stand on the networks of a host: they certainly send to it, and it to them.
  private mutating func neighbours(
    of name: String, _ network: ID<Network>, _ addresses: AddressSet, _ own: [Prefix],
    _ firewall: HostFirewall
  ) -> ID<Gateway> {
    let world = topology.add(
      World(
        id: "around \(name)", name: "networks around \(name)", kind: .onPremises,
        addresses: addresses, location: firewall.location))
    func table(_ side: String, _ destinations: [Prefix], _ attachment: Int) -> RouteTable {
      RouteTable(
        id: "\(name)/neighbours/\(side)",
        routes: [
          Route(
            destinations: destinations, target: .attachment(attachment),
            location: firewall.location)
        ], location: firewall.location)
    }
    let inward = topology.add(table("inward", [.allIPv4, .allIPv6], 0))
    let outward = topology.add(table("outward", addresses.prefixes, 1))
    return topology.add(
      Gateway(
        id: "\(name)/neighbours", name: "networks around \(name)",
        kind: .transit(
          Transit(attachments: [
            TransitAttachment(
              id: "\(name)/neighbours/host", side: .network(network, doors: []), table: outward,
              location: firewall.location),
            TransitAttachment(
              id: "\(name)/neighbours/around", side: .world(world), table: inward,
              location: firewall.location),
          ])), networks: [network], location: firewall.location))
  }
}

/// Where a host was put in a graph.
public struct PlacedHost: Hashable, Sendable {
  /// The host.
  public var resource: ID<Resource>
  /// The network that holds nothing but its interfaces.
  public var network: ID<Network>
  /// The routes of its interfaces.
  public var routes: ID<RouteTable>
  /// Its interfaces towards the outside.
  public var uplinks: [Uplink]

  /// An interface of the host, or those of its addresses that the rules treat alike.
  public struct Uplink: Hashable, Sendable {
    /// The name of the interface.
    public var interface: String
    /// The addresses.
    public var addresses: [IPAddress]
    /// The endpoint.
    public var endpoint: ID<Endpoint>
  }
}
