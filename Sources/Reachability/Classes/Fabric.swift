import PacketSets
import Topology

/// The ways between presences, each walked once for all endpoints alike.
final class Fabric {
  private let graph: CompiledGraph
  private let classes: EndpointClasses
  /// Which networks are joined to which.
  let links: NetworkLinks
  private var apart: [Key: [Path]] = [:]
  private var toWorld: [WorldKey: [Path]] = [:]
  private var fromWorld: [WorldKey: [[Path]]] = [:]

  init(_ graph: CompiledGraph, _ classes: EndpointClasses) {
    self.graph = graph
    self.classes = classes
    links = NetworkLinks(graph)
  }

  private struct Key: Hashable {
    var from: Int32
    var to: Int32
    var isPublic: Bool
  }

  private struct WorldKey: Hashable {
    var presence: Int32
    var world: ID<World>
    var node: Int32
    var isPublic: Bool
  }

  /// The ways between two endpoints in one subnet: straight, whatever routes and borders say.
  func within(_ presence: Int32) -> [Path] {
    let representative = classes.representatives[Int(presence)]
    let family = representative.address.address.family
    return [
      Path(
        bounds: .exactly(graph.algebra.opening(family)), source: representative.address.address,
        keepsGroups: true, remappedPorts: nil)
    ]
  }

  /// The ways from one presence to another in a different subnet, by its own or public address.
  func across(_ from: Int32, _ to: Int32, isPublic: Bool) -> [Path] {
    let source = classes.presences[Int(from)]
    let target = classes.presences[Int(to)]
    guard source.isV6 == target.isV6, links.mayReach(source, target, isPublic: isPublic) else {
      return []
    }
    let key = Key(from: from, to: to, isPublic: isPublic)
    if let known = apart[key] { return known }
    let start = classes.representatives[Int(from)]
    let end = classes.representatives[Int(to)]
    let asked = isPublic ? end.address.publicAddress : end.address.address
    let ways = asked.map {
      Walker(
        graph: graph,
        treatsEndsAsApart: !isPublic && source.network == target.network
          && (source.subnet < 0 || target.subnet < 0)
      ).paths(
        from: .endpoint(start.endpoint, start.address.address),
        to: .endpoint(end.endpoint, own: end.address.address, asked: $0))
    }
    let result = (ways ?? []).allSatisfy(\.bounds.isNothing) ? [] : ways ?? []
    apart[key] = result
    return result
  }

  /// The ways from a presence to an address of a world that lies at a node of the fabric tree.
  func out(_ from: Int32, to world: ID<World>, _ address: IPAddress, node: Int32) -> [Path] {
    let source = classes.presences[Int(from)]
    guard source.isV6 == (address.family == .v6) else { return [] }
    let key = WorldKey(presence: from, world: world, node: node, isPublic: false)
    if let known = toWorld[key] { return known }
    let start = classes.representatives[Int(from)]
    let ways = Walker(graph: graph).paths(
      from: .endpoint(start.endpoint, start.address.address), to: .world(world, address))
    toWorld[key] = ways
    return ways
  }

  /// The ways from an address of a world, at a node of the fabric tree, to a presence, by entry.
  func into(
    _ to: Int32, isPublic: Bool, from world: ID<World>, _ address: IPAddress, node: Int32
  ) -> [[Path]] {
    let target = classes.presences[Int(to)]
    guard target.isV6 == (address.family == .v6) else { return [] }
    let key = WorldKey(presence: to, world: world, node: node, isPublic: isPublic)
    if let known = fromWorld[key] { return known }
    let end = classes.representatives[Int(to)]
    let asked = isPublic ? end.address.publicAddress : end.address.address
    let ways = asked.map {
      Walker(graph: graph).choices(
        from: .world(world, address),
        to: .endpoint(end.endpoint, own: end.address.address, asked: $0))
    }
    fromWorld[key] = ways ?? []
    return ways ?? []
  }

  /// Whether any way leads from a class of senders to a place.
  func leads(_ source: SourceClass, to place: DestinationPlace) -> Bool {
    let isInside = source.subnet >= 0 && source.subnet == place.subnet
    for to in place.presences {
      let target = classes.presences[Int(to)]
      for from in source.presences {
        let origin = classes.presences[Int(from)]
        if isInside && !target.isStray && !origin.isStray && origin.isV6 == target.isV6 {
          return true
        }
        if !across(from, to, isPublic: false).isEmpty { return true }
        if target.publicNode >= 0, !across(from, to, isPublic: true).isEmpty { return true }
      }
    }
    return false
  }
}
