import Documents
import PacketSets
import Topology

extension Lowering {
  /// The place behind a private line, with its addresses yet to be noted.
  mutating func site(_ id: String, named name: String, at location: SourceLocation) -> ID<World> {
    if let known = siteWorlds[id] { return known }
    let world = topology.add(
      World(id: id, name: name, kind: .onPremises, addresses: .empty, location: location))
    siteWorlds[id] = world
    siteAddresses[world] = .empty
    return world
  }

  /// The place behind a VPN connection, known by its customer gateway.
  mutating func site(of connection: Exported.VpnConnection) -> ID<World> {
    let id = connection.customerGatewayID ?? connection.id
    let gateway = inventory.customerGateways[id]
    return site(
      id, named: gateway?.name ?? "the site behind \(id)",
      at: gateway?.location ?? connection.location)
  }

  /// The place behind a gateway of private lines.
  mutating func directConnectSite(_ id: String, at location: SourceLocation) -> ID<World> {
    let gateway = inventory.directConnectGateways[id]
    return site(
      id, named: gateway?.name ?? "the site behind \(id)", at: gateway?.location ?? location)
  }

  /// Gives the places behind private lines the addresses to which routes lead, without those of
  /// the networks themselves.
  mutating func fillSites() {
    let own = networkAddresses
    for (world, addresses) in siteAddresses.sorted(by: { $0.key < $1.key }) {
      topology.worlds[world].addresses = addresses.subtracting(own)
    }
  }
}
