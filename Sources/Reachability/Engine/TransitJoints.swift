import Topology

/// Which networks are joined, directly or not, with the help of transit gateways.
///
/// A transit gateway passes packets on through networks that are joined with others again, so that
/// everything joined by peerings and transit gateways is taken together; a coarse map.
struct TransitJoints {
  /// The joint of each network, by network; -1 for one that no transit gateway serves.
  let jointOf: [Int32]
  /// The joint of each gateway that is a transit gateway; -1 for others.
  let jointOfGateway: [Int32]
  /// The networks of each joint, sorted.
  let members: [[Int32]]
  /// Whether it is not known where some packets go that enter the joint.
  let isVague: [Bool]

  init(_ topology: Topology) {
    let count = topology.networks.count
    var forest = Array(0..<(count + topology.gateways.count))
    func root(_ number: Int) -> Int {
      var number = number
      while forest[number] != number {
        forest[number] = forest[forest[number]]
        number = forest[number]
      }
      return number
    }
    func join(_ one: Int, _ other: Int) {
      let (left, right) = (root(one), root(other))
      forest[max(left, right)] = min(left, right)
    }
    for (number, gateway) in topology.gateways.enumerated() {
      switch gateway.kind {
      case .transit(let transit):
        for attachment in transit.attachments {
          switch attachment.side {
          case .network(let network, _): join(count + number, network.index)
          case .transit(let other, _): join(count + number, count + other.index)
          case .world, .unknown: continue
          }
        }
      case .peering(let peering):
        for network in peering.sides.compactMap(\.network) { join(count + number, network.index) }
      case .internet, .egressOnly, .service, .sourceTranslation, .opaque: continue
      }
    }
    var numbers: [Int: Int32] = [:]
    var vague: [Bool] = []
    var ofGateway = Array(repeating: Int32(-1), count: topology.gateways.count)
    for (number, gateway) in topology.gateways.enumerated() {
      guard case .transit(let transit) = gateway.kind else { continue }
      let root = root(count + number)
      let joint = numbers[root] ?? Int32(vague.count)
      if numbers[root] == nil {
        numbers[root] = joint
        vague.append(false)
      }
      let isVague = transit.attachments.contains { attachment in
        if case .unknown = attachment.side { return true }
        return attachment.table.map { topology.routeTables[$0].unknown != nil } ?? false
      }
      if isVague { vague[Int(joint)] = true }
      ofGateway[number] = joint
    }
    jointOf = (0..<count).map { numbers[root($0)] ?? -1 }
    var members = Array(repeating: [Int32](), count: vague.count)
    for (network, joint) in jointOf.enumerated() where joint >= 0 {
      members[Int(joint)].append(Int32(network))
    }
    self.members = members
    isVague = vague
    jointOfGateway = ofGateway
  }

  /// The networks to which packets may get that come into a transit gateway.
  func networks(behind gateway: ID<Gateway>) -> [Int32] {
    let joint = jointOfGateway[gateway.index]
    return joint < 0 ? [] : members[Int(joint)]
  }

  /// The number of each subnet's zone, where a transit gateway asks for the zones of its network.
  static func zones(of topology: Topology) -> [Int32] {
    var asked: Set<ID<Network>> = []
    for gateway in topology.gateways {
      guard case .transit(let transit) = gateway.kind else { continue }
      for attachment in transit.attachments where attachment.entersByZone {
        if case .network(let network, let doors) = attachment.side, !doors.isEmpty {
          asked.insert(network)
        }
      }
    }
    var numbers: [String: Int32] = [:]
    return topology.subnets.map { subnet in
      guard asked.contains(subnet.network) else { return -1 }
      if let known = numbers[subnet.zone] { return known }
      let number = Int32(numbers.count)
      numbers[subnet.zone] = number
      return number
    }
  }
}
