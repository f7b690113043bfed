import Documents
import PacketSets
import Topology

extension Lowering {
  /// The tags that routes of a network name (GCP-6.1).
  mutating func routeTags(of network: String) -> Set<String> {
    if let known = knownRouteTags[network] { return known }
    var tags: Set<String> = []
    for route in inventory.routes.sorted where route.network == network {
      tags.formUnion(route.tags)
    }
    for route in inventory.policyRoutes.sorted where route.network == network {
      tags.formUnion(route.tags)
    }
    knownRouteTags[network] = tags
    return tags
  }

  /// The region by which tables of a network differ: none where learned routes hold everywhere
  /// (GCP-6.13).
  func tableRegion(_ network: String, _ region: String) -> String {
    guard let record = inventory.networks[network], !record.routesGlobally else { return "" }
    let learns = inventory.routers.sorted.contains { $0.network == network && $0.learnsRoutes }
    return learns ? region : ""
  }

  /// The NAT gateway that speaks for addresses of a subnet without an external one (GCP-6.10).
  func nat(
    for subnet: Exported.Subnetwork?, _ id: String, _ network: String, region: String,
    secondary: String?
  ) -> String? {
    for router in inventory.routers.sorted
    where router.network == network && router.region == region {
      for nat in router.nats
      where !nat.isPrivate && nat.servesMachines
        && nat.translates(subnet, id, secondary: secondary)
      {
        return natID(router, nat)
      }
    }
    return nil
  }

  /// The id of a NAT gateway.
  func natID(_ router: Exported.Router, _ nat: Exported.Nat) -> String {
    "\(router.id)/nats/\(nat.name)"
  }

  /// The number of a table, whose routes are made when the gateways exist.
  mutating func table(_ key: TableKey) -> ID<RouteTable> {
    if let known = routeTables[key] { return known }
    var words = ["routes of \(ResourceName.last(key.network))"]
    if !key.region.isEmpty { words.append("in \(key.region)") }
    if !key.tags.isEmpty { words.append("for tag \(key.tags.joined(separator: ", "))") }
    if let nat = key.nat { words.append("by Cloud NAT \(ResourceName.last(nat))") }
    if key.mayHaveNat { words.append("perhaps by Cloud NAT") }
    if key.reachesGoogle { words.append("with Private Google Access") }
    let number = topology.add(
      RouteTable(
        id: ([key.network] + words.dropFirst()).joined(separator: " "),
        name: words.joined(separator: " "),
        location: inventory.networks[key.network]?.location ?? .unknown))
    routeTables[key] = number
    return number
  }

  /// Adds the subnets; one whose machines route differently becomes several (a subnet of the graph
  /// has one table), which then hold no ranges of their own and meet by the routes of their network.
  mutating func addSubnets() {
    var tables: [String: [TableKey]] = [:]
    for piece in pieces {
      let known = tables[piece.subnetwork] ?? []
      if !known.contains(piece.table) { tables[piece.subnetwork] = known + [piece.table] }
    }
    for subnet in inventory.subnetworks.sorted {
      let keys = sorted(tables[subnet.id] ?? [emptyTable(subnet)])
      for key in keys {
        subnets[SubnetKey(subnetwork: subnet.id, table: key)] = add(
          subnet, key, isOnly: keys.count == 1)
      }
    }
    for piece in pieces {
      let key = SubnetKey(subnetwork: piece.subnetwork, table: piece.table)
      guard subnets[key] == nil, let network = networks[piece.network] else { continue }
      let id =
        piece.subnetwork.isEmpty ? "\(piece.network)/subnetworks/unknown" : piece.subnetwork
      subnets[key] = topology.add(
        Subnet(
          id: id, name: ResourceName.last(id), network: network,
          zone: ResourceName.region(in: piece.instance.id) ?? "", routeTable: table(piece.table),
          location: piece.interface.mark.location))
    }
  }

  private func emptyTable(_ subnet: Exported.Subnetwork) -> TableKey {
    var key = TableKey(network: subnet.network)
    key.region = tableRegion(subnet.network, subnet.region)
    return key
  }

  private func sorted(_ keys: [TableKey]) -> [TableKey] {
    keys.sorted {
      let left = [
        $0.nat ?? "", $0.tags.joined(separator: ","), "\($0.reachesGoogle) \($0.mayHaveNat)",
      ]
      let right = [
        $1.nat ?? "", $1.tags.joined(separator: ","), "\($1.reachesGoogle) \($1.mayHaveNat)",
      ]
      return left.lexicographicallyPrecedes(right)
    }
  }

  private mutating func add(
    _ subnet: Exported.Subnetwork, _ key: TableKey, isOnly: Bool
  ) -> ID<Subnet> {
    var id = subnet.id
    var name = subnet.shortName
    if !isOnly {
      var words: [String] = []
      if !key.tags.isEmpty { words.append("tag \(key.tags.joined(separator: ", "))") }
      if let nat = key.nat { words.append("by \(ResourceName.last(nat))") }
      if key.nat == nil { words.append(key.mayHaveNat ? "perhaps by NAT" : "without NAT") }
      let ranges = subnet.ranges.map(\.description).joined(separator: " ")
      id += " (\(words.joined(separator: ", ")))"
      name += " \(ranges) (\(words.joined(separator: ", ")))"
    }
    return topology.add(
      Subnet(
        id: id, name: name, network: networks[subnet.network] ?? ID(0),
        prefixes: isOnly ? subnet.ranges : [], zone: subnet.region, routeTable: table(key),
        location: subnet.location))
  }
}
