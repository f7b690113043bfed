import Documents
import PacketSets
import Topology

extension Lowering {
  /// The routes that hold for an interface of a part of a subnet, where they are exported
  /// (AZ-1.10).
  ///
  /// The answer does not tell its interface: the name of the file does.
  mutating func effectiveRoutes(of part: SubnetPart) -> [Route]? {
    for (list, file) in inventory.effectiveRoutes {
      let words = inventory.files[file].path.lowercased().split {
        !$0.isLetter && !$0.isNumber && $0 != "-" && $0 != "_"
      }
      let named = inventory.interfaces.first { interface in
        words.contains { $0 == interface.id.name || $0.hasSuffix("-\(interface.id.name)") }
      }
      guard let named, named.configurations.contains(where: { $0.subnetID == part.subnet }),
        stations.contains(where: { $0.part == part && $0.id.hasPrefix(named.id.text) })
      else { continue }
      var routes: [Route] = []
      for fields in list {
        guard let route = effectiveRoute(fields, part) else { continue }
        routes.append(route)
      }
      return routes
    }
    return nil
  }

  private mutating func effectiveRoute(_ fields: Fields, _ part: SubnetPart) -> Route? {
    guard let prefixes = try? fields.prefixes("addressPrefix"), !prefixes.isEmpty else {
      return nil
    }
    if ((try? fields.text("state")) ?? nil)?.lowercased() == "invalid" { return nil }
    let hop = ((try? fields.text("nextHopType")) ?? nil)?.lowercased() ?? ""
    let hops = ((try? fields.texts("nextHopIpAddress")) ?? []).compactMap { IPAddress($0) }
    let networkID = part.subnet.parent
    let target: RouteTarget
    switch hop {
    case "vnetpeering", "vnetglobalpeering":
      let link = links[networkID, default: []].first { link in
        link.isActive
          && prefixes.contains {
            !link.certain.union(link.possible).isDisjoint(with: AddressSet($0))
          }
      }
      target = link.map { .gateway($0.gateway) } ?? .drop("no peering has this prefix")
    case "interfaceendpoint":
      guard
        let station = stations.first(where: { station in
          station.own.addresses.contains { prefixes[0].contains($0) }
        })
      else { return nil }
      let link = links[networkID, default: []].first { $0.remoteID == station.subnetID.parent }
      target = link.map { .gateway($0.gateway) } ?? .local
    default:
      let route = Exported.Route(
        name: "effective", destination: prefixes[0].description, nextHopType: hop, nextHops: hops,
        location: fields.location)
      guard let lowered = lower(route, of: part).first else { return nil }
      target = lowered.target
    }
    return Route(destinations: prefixes, target: target, location: fields.location)
  }
}
