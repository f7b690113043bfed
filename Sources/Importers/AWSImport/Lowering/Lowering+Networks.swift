import Documents
import PacketSets
import Topology

extension Lowering {
  /// Adds the VPCs, with all their ranges in force.
  mutating func addNetworks() {
    let zones = regionsOfVPCs()
    for index in inventory.vpcs.sortedIndices {
      let vpc = inventory.vpcs.records[index]
      let scope = inventory.scope(
        page: inventory.vpcs.pages[index], owner: vpc.ownerID, region: zones[vpc.id])
      networks[vpc.id] = topology.add(
        Network(
          id: vpc.id, name: vpc.tags.name, scope: scope, prefixes: vpc.ranges.map(\.prefix),
          tags: vpc.tags, location: vpc.location))
      guard vpc.enforcesEncryption else { continue }
      tell(
        .warning, "aws.vpc.encryption", about: vpc.id,
        "The VPC \(vpc.id) enforces encryption in transit, which may stop connections that are "
          + "held to pass here.", at: vpc.location, effect: .assumedOpen)
    }
  }

  /// The regions of VPCs by the zones of their subnets; a VPC does not say where it lies.
  private func regionsOfVPCs() -> [String: String] {
    var regions: [String: String] = [:]
    for subnet in inventory.subnets.records {
      guard let vpcID = subnet.vpcID, regions[vpcID] == nil,
        let region = ExportPath.region(ofZone: subnet.zone)
      else { continue }
      regions[vpcID] = region
    }
    return regions
  }

  /// The network of a VPC; one that the exports only mention is added, its ranges being those of
  /// the local routes of its tables (AWS-RT-10).
  mutating func network(
    of vpcID: String?, scope: Scope, mentionedAt location: SourceLocation
  ) -> ID<Network> {
    let id = vpcID ?? "vpc-unknown"
    if let known = networks[id] { return known }
    var prefixes: Set<Prefix> = []
    for table in inventory.routeTables.records where table.vpcID == id {
      for route in table.routes where route.target == .gateway("local") {
        if let prefix = route.destination { prefixes.insert(prefix) }
      }
    }
    tell(
      .warning, "aws.vpc.notExported", about: id,
      "The VPC \(id) is mentioned and not exported.", at: location, effect: .assumedOpen,
      advice: "Export it: \(RecordKind.vpcs.command).")
    let number = topology.add(
      Network(id: id, scope: scope, prefixes: prefixes.sorted(), location: location))
    networks[id] = number
    return number
  }

  /// All addresses of all networks.
  var networkAddresses: AddressSet {
    AddressSet(topology.networks.flatMap(\.prefixes))
  }
}
