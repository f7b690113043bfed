import Documents
import PacketSets
import Topology

/// A gateway to sites of the owner, as a network uses it.
struct SiteReach {
  /// The gateway.
  var gateway: ID<Gateway>
  /// The prefixes that are certainly routed there.
  var known: AddressSet
  /// Why further prefixes may be routed there; `nil` when none may.
  var unknown: ID<Assumption>?
}

extension Lowering {
  /// Adds the VPN and ExpressRoute gateways: what they carry to sites is not in any export
  /// (AZ-8.11).
  mutating func addNetworkGateways() {
    for gateway in inventory.networkGateways {
      let reach = knownPrefixes(of: gateway)
      let reason = assumption(
        about: "gateway \(gateway.id)",
        "what stands beyond the gateway \(gateway.name) and what it lets pass",
        remedy: "none: the far side is no part of Azure", at: gateway.location)
      var prefixReason: ID<Assumption>?
      if !reach.isWhole {
        prefixReason = assumption(
          about: "prefixes of \(gateway.id)",
          "which prefixes the gateway \(gateway.name) announces to its networks",
          remedy: RecordKind.effectiveRoutes.export, at: gateway.location)
      }
      let world = topology.add(
        World(
          id: "beyond \(gateway.id)", name: "sites beyond \(gateway.name)", kind: .onPremises,
          addresses: reach.isWhole ? reach.known : .all, location: gateway.location))
      var users = gateway.networkIDs
      for id in gateway.networkIDs { users += spokes(of: id) }
      let number = topology.add(
        Gateway(
          id: gateway.id.text, name: gateway.name,
          kind: .opaque(
            OpaqueGateway(
              title: "\(gateway.isVPN ? "VPN" : gateway.type) gateway \(gateway.name)",
              mayTranslate: false,
              assumption: reason, world: world)),
          networks: users.compactMap { networks[$0] }, location: gateway.location))
      for id in users {
        sites[id, default: []].append(
          SiteReach(gateway: number, known: reach.known, unknown: prefixReason))
      }
    }
    noteMissingGateways()
  }

  /// The networks that use the gateways of a hub (AZ-6.5).
  private func spokes(of hub: AzureID) -> [AzureID] {
    links.keys.sorted().filter { id in
      links[id, default: []].contains {
        $0.remoteID == hub && $0.isActive && $0.usesRemoteGateways && $0.allowsTransit != false
      }
    }
  }

  /// The prefixes of the sites to which a gateway is connected, and whether these are all.
  private func knownPrefixes(
    of gateway: Exported.NetworkGateway
  ) -> (known: AddressSet, isWhole: Bool) {
    var known = AddressSet(gateway.clientPrefixes)
    var isWhole =
      gateway.isVPN && inventory.exported.contains(.connections)
      && !inventory.incomplete.contains(.connections)
    for connection in inventory.connections where connection.gatewayIDs.contains(gateway.id) {
      let site = inventory.siteGateways.first { $0.id == connection.siteID }
      if let site { known.formUnion(AddressSet(site.prefixes)) }
      if site == nil || connection.usesBGP { isWhole = false }
    }
    return (known, isWhole)
  }

  /// A network may use the gateway of a hub of which no gateways are exported.
  private mutating func noteMissingGateways() {
    for id in links.keys.sorted() {
      for link in links[id, default: []] where link.usesRemoteGateways && link.isActive {
        if sites[id] != nil { continue }
        let location = topology.gateways[link.gateway].location
        sites[id, default: []].append(unknownSite(of: id, at: location))
      }
    }
    for subnet in inventory.subnets where subnet.id.name == "gatewaysubnet" {
      if sites[subnet.networkID] != nil { continue }
      if inventory.exported.contains(.networkGateways) { continue }
      sites[subnet.networkID, default: []].append(
        unknownSite(of: subnet.networkID, at: subnet.location))
    }
  }

  /// A gateway that must be there and is not exported.
  mutating func unknownSite(of id: AzureID, at location: SourceLocation) -> SiteReach {
    let reason = assumption(
      about: "gateway of \(id)", "which gateway \(id.name) uses and where it leads",
      remedy: RecordKind.networkGateways.export, at: location)
    tell(
      .warning, "azure.networkGateway.notExported", about: id.text,
      "The virtual network \(id.name) uses a gateway that is not exported: what it carries may "
        + "arrive anywhere.", at: location, effect: .assumedOpen,
      advice: "Export it: \(RecordKind.networkGateways.export) --resource-group GROUP.")
    let world = topology.add(
      World(
        id: "beyond the gateway of \(id)", name: "sites beyond the gateway of \(id.name)",
        kind: .onPremises, addresses: .all, location: location))
    let number = topology.add(
      Gateway(
        id: "gateway of \(id)", name: "gateway of \(id.name)",
        kind: .opaque(
          OpaqueGateway(
            title: "gateway of \(id.name)", mayTranslate: false, assumption: reason,
            world: world)), networks: [networks[id]].compactMap { $0 }, location: location))
    return SiteReach(gateway: number, known: .empty, unknown: reason)
  }
}
