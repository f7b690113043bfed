import Documents
import PacketSets
import Topology

extension Lowering {
  /// A peering carries packets between the ranges of two VPCs and nothing further (AWS-PCX-02).
  mutating func addPeering(_ peering: Exported.VpcPeeringConnection, page: Int) {
    guard peering.sides.count == 2 else {
      skip(.vpcPeeringConnections, page: page)
      tell(
        .warning, "aws.vpcPeering.sides", about: peering.id,
        "The peering \(peering.id) does not name both its VPCs.", at: peering.location,
        effect: .assumedOpen)
      return
    }
    let isActive = peering.status == "active"
    var sides: [PeeringSide] = []
    for side in peering.sides {
      let network = side.vpcID.flatMap { networks[$0] }
      let exported = network.map { topology.networks[$0].prefixes } ?? []
      // Ranges are returned only while the peering is active; without any, all may lie beyond.
      let prefixes = AddressSet(exported.isEmpty ? side.ranges : exported)
      var unknown: ID<Assumption>?
      if network == nil, isActive {
        unknown = missingSide(side, of: peering)
      }
      let reach = prefixes.isEmpty && network == nil ? .all : prefixes
      var world: ID<World>?
      if unknown != nil {
        let name = side.vpcID ?? "the other side of \(peering.id)"
        world = topology.add(
          World(
            id: "beyond \(peering.id)", name: "\(name), beyond \(peering.id)", kind: .partner,
            addresses: reach, location: peering.location))
      }
      sides.append(
        PeeringSide(
          network: network, id: side.vpcID ?? "unknown", prefixes: reach, unknown: unknown,
          world: world))
    }
    gateways[peering.id] = topology.add(
      Gateway(
        id: peering.id, name: peering.tags.name,
        kind: .peering(
          Peering(
            sides: sides, keepsIdentity: isOfOneRegion(peering, sides), isActive: isActive)),
        networks: sides.compactMap(\.network), location: peering.location))
  }

  /// The VPC on the other side belongs to an account or region without export (AWS-PCX-04).
  private mutating func missingSide(
    _ side: Exported.VpcPeeringConnection.Side, of peering: Exported.VpcPeeringConnection
  ) -> ID<Assumption> {
    let vpc = side.vpcID ?? "the other VPC"
    let place = [side.ownerID.map { "account \($0)" }, side.region].compactMap { $0 }
      .joined(separator: ", ")
    tell(
      .warning, "aws.vpcPeering.missingSide", about: peering.id,
      "\(peering.id) leads to \(vpc)\(place.isEmpty ? "" : " (\(place))"), which is not exported: "
        + "what lies beyond it is unknown.", at: peering.location, effect: .assumedOpen,
      advice: "Export that account and region as well.")
    return assumption(
      about: "peering \(peering.id)", "what lies beyond \(peering.id) in \(vpc)",
      remedy: "the exports of \(place.isEmpty ? vpc : place)", at: peering.location)
  }

  /// Whether both sides lie in one region, so that groups may be named across (AWS-SG-14).
  private mutating func isOfOneRegion(
    _ peering: Exported.VpcPeeringConnection, _ sides: [PeeringSide]
  ) -> Bool {
    var regions: [String] = []
    for (side, lowered) in zip(peering.sides, sides) {
      let known = lowered.network.map { topology.networks[$0].scope.region } ?? ""
      regions.append(side.region ?? known)
    }
    guard regions.count == 2, !regions[0].isEmpty, !regions[1].isEmpty else {
      tell(
        .warning, "aws.vpcPeering.region", about: peering.id,
        "The export does not tell the regions of \(peering.id): rules that name groups across it "
          + "are taken to match nothing.", at: peering.location, effect: .assumedClosed)
      return false
    }
    return regions[0] == regions[1]
  }
}
