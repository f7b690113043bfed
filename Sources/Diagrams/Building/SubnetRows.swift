import PacketSets
import Reachability
import Topology

/// Decides the row of every subnet: public ones first, data stores last, the rest by who calls whom.
struct SubnetRows {
  /// The row, the name of the row and the colour of a subnet.
  struct Place {
    var row: Int
    var name: String
    var kind: SceneSubnet.Kind
  }

  private let topology: Topology
  private let tiers: [SceneTier]
  private let members: [ID<Subnet>: [ID<Endpoint>]]

  init(_ topology: Topology, tiers: [SceneTier]) {
    self.topology = topology
    self.tiers = tiers
    members = Dictionary(grouping: topology.endpoints.ids) { topology.endpoints[$0].subnet }
  }

  /// The places of some subnets of one network.
  ///
  /// - Parameters:
  ///   - subnets: The subnets.
  ///   - calls: Which of them open connections to which others.
  /// - Returns: The places by subnet.
  func places(
    of subnets: [ID<Subnet>], calls: Set<[ID<Subnet>]>
  ) -> [ID<Subnet>: Place] {
    let data = subnets.filter { holdsData($0) }
    let open = subnets.filter { !data.contains($0) && isPublic($0) }
    let middle = subnets.filter { !data.contains($0) && !open.contains($0) }
    let levels = levels(of: middle, calls: calls)
    let last = (levels.values.max() ?? 0) + 1
    var result: [ID<Subnet>: Place] = [:]
    for subnet in subnets {
      let tier = tierName(subnet)
      let kind: SceneSubnet.Kind =
        isPublic(subnet) ? .public : data.contains(subnet) ? .data : .private
      if open.contains(subnet) {
        result[subnet] = Place(row: 0, name: "public", kind: kind)
      } else if data.contains(subnet) {
        result[subnet] = Place(row: last, name: tier ?? "data", kind: kind)
      } else {
        result[subnet] = Place(row: levels[subnet] ?? 1, name: tier ?? "private", kind: kind)
      }
    }
    return result
  }

  /// The rows of subnets that are neither public nor hold data.
  ///
  /// A row is as far down as the longest chain of calls leads; subnets of one tier share one.
  private func levels(
    of subnets: [ID<Subnet>], calls: Set<[ID<Subnet>]>
  ) -> [ID<Subnet>: Int] {
    var steps: [ID<Subnet>: String] = [:]
    for subnet in subnets { steps[subnet] = tierName(subnet) ?? "\(subnet)" }
    var levels: [String: Int] = [:]
    for step in steps.values { levels[step] = 1 }
    var between: Set<[String]> = []
    for call in calls {
      if let from = steps[call[0]], let to = steps[call[1]], from != to {
        between.insert([from, to])
      }
    }
    // Calls both ways count for neither; of calls in a circle some are left out by the limit.
    let oneWay = between.filter { !between.contains([$0[1], $0[0]]) }
      .sorted { $0.lexicographicallyPrecedes($1) }
    for _ in levels.indices {
      var isStable = true
      for call in oneWay {
        guard let from = levels[call[0]], let to = levels[call[1]] else { continue }
        if to <= from, from < levels.count {
          levels[call[1]] = from + 1
          isStable = false
        }
      }
      if isStable { break }
    }
    return steps.compactMapValues { levels[$0] }
  }

  /// Whether a subnet has a default route to an internet gateway.
  private func isPublic(_ subnet: ID<Subnet>) -> Bool {
    let table = topology.routeTables[topology.subnets[subnet].routeTable]
    return table.routes.contains { route in
      guard case .gateway(let id) = route.target,
        route.destinations.contains(where: { $0.length == 0 })
      else { return false }
      if case .internet = topology.gateways[id].kind { return true }
      return false
    }
  }

  /// Whether all things in a subnet are data stores, or most of them belong to a tier of data.
  private func holdsData(_ subnet: ID<Subnet>) -> Bool {
    let kinds = (members[subnet] ?? []).map { topology.resource(of: $0).kind }
      .filter { $0 != .serviceEndpoint && $0 != .networkInterface }
    let stores: Set<ResourceKind> = [.database, .cache, .queue, .fileSystem]
    if !kinds.isEmpty, kinds.allSatisfy(stores.contains) { return true }
    let words = tierName(subnet)?.lowercased().split { !$0.isLetter } ?? []
    return words.contains { Self.dataTiers.contains(String($0)) }
  }

  /// The names of tiers that hold data.
  private static let dataTiers: Set<String> = [
    "db", "dbs", "data", "database", "databases", "cache", "caches", "storage", "queue", "queues",
  ]

  /// The tier to which most of a subnet belongs; the smallest tier where several have as many.
  private func tierName(_ subnet: ID<Subnet>) -> String? {
    let inside = members[subnet] ?? []
    if inside.isEmpty { return nil }
    let tiers = tiers.filter { $0.name != "everything" }
    let counts = tiers.map { tier in inside.count { tier.parties.endpoints.contains($0) } }
    guard let most = counts.max(), most * 2 > inside.count else { return nil }
    let candidates = tiers.indices.filter { counts[$0] == most }
    return candidates.min {
      (tiers[$0].parties.endpoints.count, $0) < (tiers[$1].parties.endpoints.count, $1)
    }.map { tiers[$0].name }
  }
}
