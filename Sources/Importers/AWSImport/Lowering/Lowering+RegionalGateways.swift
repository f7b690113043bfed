import Documents
import PacketSets
import Topology

extension Lowering {
  /// A regional NAT gateway stands in no subnet and has a table of its own (AWS-NAT-05).
  mutating func addRegionalNATGateway(
    _ gateway: Exported.NatGateway, in network: ID<Network>, _ scope: Scope
  ) {
    guard let fault = fault(of: gateway) else {
      placeRegionalNATGateway(gateway, in: network, scope)
      return
    }
    let reason = assumption(
      about: "gateway \(gateway.id)",
      "how the regional NAT gateway \(gateway.id) routes: \(fault.text)", remedy: fault.remedy,
      at: gateway.location)
    tell(
      .warning, "aws.natGateway.regional", about: gateway.id,
      "The NAT gateway \(gateway.id) is regional, and \(fault.text): what it carries may arrive "
        + "anywhere and certainly arrives nowhere.", at: gateway.location, effect: .assumedOpen,
      advice: fault.remedy.hasPrefix("aws ") ? "Export it: \(fault.remedy)." : nil)
    gateways[gateway.id] = topology.add(
      Gateway(
        id: gateway.id, name: gateway.tags.name,
        kind: .opaque(
          OpaqueGateway(
            title: "regional NAT gateway \(gateway.id)", mayTranslate: true, assumption: reason)),
        networks: [network], location: gateway.location))
  }

  /// Why it is not known what a regional NAT gateway does, if it is not.
  private func fault(of gateway: Exported.NatGateway) -> (text: String, remedy: String)? {
    if gateway.addresses.isEmpty {
      return ("its addresses are not exported", RecordKind.natGateways.command)
    }
    guard let table = gateway.tableID, routeTables[table] != nil else {
      return ("its route table is not exported", RecordKind.routeTables.command)
    }
    // It drops what comes from a zone that it does not serve.
    let isServed = inventory.subnets.records.allSatisfy { subnet in
      subnet.vpcID != gateway.vpcID || gateway.zones.contains(subnet.zone)
        || subnet.zoneID.map { gateway.zones.contains($0) } == true
    }
    if !gateway.servesAllZones, !isServed {
      return (
        "it serves some zones of the VPC alone",
        "none: a NAT gateway that serves some zones only is not modelled"
      )
    }
    return nil
  }

  private mutating func placeRegionalNATGateway(
    _ gateway: Exported.NatGateway, in network: ID<Network>, _ scope: Scope
  ) {
    guard let table = gateway.tableID.flatMap({ routeTables[$0] }) else { return }
    let place = topology.add(
      Subnet(
        id: "\(gateway.id) (regional)", name: gateway.tags.name ?? gateway.id, network: network,
        routeTable: table, location: gateway.location))
    let resource =
      resources[gateway.id]
      ?? topology.add(
        Resource(
          id: gateway.id, name: gateway.tags.name, kind: .natGateway, scope: scope,
          tags: gateway.tags, location: gateway.location))
    resources[gateway.id] = resource
    let open = binding(BindingKey(groups: [], extras: []))
    var numbers: [ID<Endpoint>] = []
    for address in gateway.addresses {
      guard let found = address.address else { continue }
      let id = "\(gateway.id) at \(found.address)"
      let number = topology.add(
        Endpoint(
          id: id, resource: resource, subnet: place, addresses: [found], binding: open,
          initiates: false, offers: .empty, location: address.location))
      endpoints[id] = number
      numbers.append(number)
    }
    let traffic = TrafficSet(.tcp).union(TrafficSet(.udp)).union(TrafficSet(.icmp))
    gateways[gateway.id] = topology.add(
      Gateway(
        id: gateway.id, name: gateway.tags.name,
        kind: .sourceTranslation(
          SourceTranslation(endpoints: numbers, traffic: traffic, reachesInternet: true)),
        networks: [network], location: gateway.location))
  }
}
