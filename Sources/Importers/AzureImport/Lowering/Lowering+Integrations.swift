import Documents
import PacketSets
import Topology

/// Services that only send from a subnet that is delegated to them (AZ-9.8).
extension Lowering {
  private static let services = [
    "microsoft.web/serverfarms", "microsoft.app/environments",
    "microsoft.web/hostingenvironments",
  ]

  /// Adds a sender to each subnet that is delegated to applications.
  mutating func placeIntegrations() {
    for subnet in inventory.subnets {
      guard
        let service = subnet.delegations.first(where: { Self.services.contains($0.lowercased()) })
      else { continue }
      let id = AzureID("applications in \(subnet.id)")
      let resource = add(
        Resource(
          id: id.text, name: "applications in \(subnet.name)", kind: .function,
          scope: subnet.header.scope, tags: subnet.header.tags, location: subnet.location), as: id)
      let address = representative(of: subnet.id)
      tell(
        .note, "azure.subnet.delegated", about: subnet.id.text,
        "The subnet \(subnet.name) is delegated to \(service): one sender stands for all "
          + "applications in it.", at: subnet.location, effect: .assumedOpen)
      var station = Station(
        id: id.text, name: "applications in \(subnet.name)", subnetID: subnet.id,
        resource: resource, addresses: [address].compactMap { $0 }.map { EndpointAddress($0) },
        own: OwnSide(
          addresses: [address].compactMap { $0 }, ranges: subnet.prefixes, groups: []),
        location: subnet.location)
      station.offers = .empty
      stations.append(station)
    }
  }
}
