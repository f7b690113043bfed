import Documents
import PacketSets
import Topology

extension Lowering {
  /// Places Application Gateways, Azure Firewalls and Bastions: where they stand is known, what they
  /// accept and pass on is not modelled.
  mutating func placeAppliances() {
    for appliance in inventory.appliances {
      guard let subnetID = appliance.subnetIDs.first else { continue }
      let title = Self.title(of: appliance.role)
      let reason = assumption(
        about: "appliance \(appliance.id)",
        "what the \(title) \(appliance.name) accepts and passes on is not modelled",
        remedy: "none: it is exported and not modelled", at: appliance.location)
      tell(
        .warning, "azure.appliance.notModelled", about: appliance.id.text,
        "What the \(title) \(appliance.name) accepts and passes on is not modelled: what depends on "
          + "it is undecided.", at: appliance.location, effect: .assumedOpen)
      let resource = add(
        Resource(
          id: appliance.id.text, name: appliance.name, kind: Self.kind(of: appliance.role),
          scope: appliance.header.scope, tags: appliance.header.tags,
          location: appliance.location), as: appliance.id)
      // A firewall shows one address; the others speak with any address of their subnet.
      let addresses = appliance.role == .firewall ? appliance.addresses : []
      var station = Station(
        id: appliance.id.text, name: appliance.name, subnetID: subnetID, resource: resource,
        addresses: addresses.map { EndpointAddress($0) },
        own: OwnSide(
          addresses: addresses, ranges: subnet(subnetID)?.prefixes ?? [], groups: []),
        location: appliance.location)
      station.forwards = appliance.role == .firewall
      station.unknowns = [("inside \(appliance.name)", reason)]
      stations.append(station)
      if appliance.mayPublish, !appliance.publicAddressIDs.isEmpty {
        addPublisher(appliance, in: subnetID.parent, because: reason)
      }
    }
  }

  /// A firewall with translation rules may let the internet in to any machine it reaches (AZ-8.9).
  private mutating func addPublisher(
    _ appliance: Exported.Appliance, in networkID: AzureID, because reason: ID<Assumption>
  ) {
    let reached =
      [networkID] + links[networkID, default: []].filter(\.isActive).map(\.remoteID)
    let key = "published by \(appliance.id)"
    gateways[key] = topology.add(
      Gateway(
        id: key, name: appliance.name,
        kind: .opaque(
          OpaqueGateway(
            title: "\(Self.title(of: appliance.role)) \(appliance.name)", mayTranslate: true,
            assumption: reason, world: Topology.internet)),
        networks: reached.compactMap { networks[$0] }, location: appliance.location))
  }

  private static func title(of role: Exported.Appliance.Role) -> String {
    switch role {
    case .applicationGateway: "Application Gateway"
    case .firewall: "Azure Firewall"
    case .bastion: "Bastion"
    }
  }

  private static func kind(of role: Exported.Appliance.Role) -> ResourceKind {
    switch role {
    case .applicationGateway: .loadBalancer
    case .firewall, .bastion: .gatewayInterface
    }
  }
}
