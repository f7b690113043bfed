/// Draws the zones of a network as one column, for pictures that are too narrow for several.
///
/// The subnets that hold the same place in each zone become one subnet that names them all, so
/// that equal nodes of several zones can be drawn as one. No node and no edge is lost.
enum ZoneMerging {
  /// Returns whether any network of a scene has several zones.
  static func applies(to scene: Scene) -> Bool {
    scene.regions.contains { $0.networks.contains { $0.zones.count > 1 } }
  }

  /// Returns the scene without zones.
  static func apply(to scene: Scene) -> Scene {
    var result = scene.canonical()
    for region in result.regions.indices {
      for network in result.regions[region].networks.indices
      where result.regions[region].networks[network].zones.count > 1 {
        merge(&result.regions[region].networks[network])
      }
    }
    return result
  }

  private struct Place: Hashable, Comparable {
    var tier: Int
    var kind: String
    var number: Int

    static func < (left: Place, right: Place) -> Bool {
      (left.tier, left.kind, left.number) < (right.tier, right.kind, right.number)
    }
  }

  private static func merge(_ network: inout SceneNetwork) {
    var counts: [[String]: Int] = [:]
    var members: [Place: [SceneSubnet]] = [:]
    for subnet in network.subnets {
      let key = [subnet.zone ?? "", "\(subnet.tier)", subnet.kind.rawValue]
      let number = counts[key, default: 0]
      counts[key] = number + 1
      let place = Place(tier: subnet.tier, kind: subnet.kind.rawValue, number: number)
      members[place, default: []].append(subnet)
    }
    network.subnets = members.keys.sorted().compactMap { joined(members[$0] ?? []) }
    let zones = shared(network.zones.map(\.label)) + " (×\(network.zones.count))"
    network.detail = [network.detail, zones].filter { !$0.isEmpty }.joined(separator: ", ")
    network.zones = []
  }

  private static func joined(_ subnets: [SceneSubnet]) -> SceneSubnet? {
    guard var result = subnets.first else { return nil }
    result.zone = nil
    if subnets.count == 1 { return result }
    result.label = shared(subnets.map(\.label))
    result.nodes = subnets.flatMap(\.nodes)
    var details: [String] = []
    for detail in subnets.flatMap(\.details) where !details.contains(detail) {
      details.append(detail)
    }
    result.details = details
    return result
  }

  /// Names in short: "app-a,b" for "app-a" and "app-b".
  static func shared(_ names: [String]) -> String {
    guard var stem = names.first.map({ Substring($0) }) else { return "" }
    for name in names {
      while !name.hasPrefix(stem) { stem = stem.dropLast() }
    }
    let tails = names.map { String($0.dropFirst(stem.count)) }
    let isShort = !stem.isEmpty && tails.allSatisfy { !$0.isEmpty && $0.count <= 3 }
    return isShort ? stem + tails.joined(separator: ",") : names.joined(separator: ", ")
  }
}
