import PacketSets
import Topology

/// Senders that a receiver in a network without any link to theirs cannot tell apart.
///
/// Between such networks packets go by way of a world outside, so that a receiver sees of a sender
/// only what the way out carries and the address that the packet bears there. Groups of senders
/// that are alike in this need one walk each, however many networks there are.
final class FarSenders {
  private let graph: CompiledGraph
  private let index: ClassIndex
  private let fabric: Fabric
  private let worlds: [ID<World>]
  private var views: [ViewKey: View] = [:]
  private var numbers: [[SeenWay]: Int32] = [:]
  private var groupings: [[PublicSide]: Int] = [:]
  /// The groupings that were made, each for receivers with the same public sides.
  private(set) var known: [Grouping] = []

  init(_ graph: CompiledGraph, _ index: ClassIndex, _ fabric: Fabric) {
    self.graph = graph
    self.index = index
    self.fabric = fabric
    worlds = Set(
      graph.topology.gateways.compactMap { gateway -> ID<World>? in
        if case .internet(let world) = gateway.kind { world } else { nil }
      }
    ).sorted()
  }

  /// Classes of senders, sorted into groups that receivers far away cannot tell apart.
  struct Grouping {
    /// The group of each class; -1 for one of which nothing gets there, or not by a world alone.
    var groupOf: [Int32]
    /// The classes of each group, in order.
    var members: [[Int32]] = []
  }

  /// An address of a receiver that is known outside.
  private struct PublicSide: Hashable {
    var node: Int32
    var isV6: Bool
  }

  /// A way out as the far side sees it.
  private struct SeenWay: Hashable {
    var world: ID<World>
    var bounds: Bounds
    /// The node of the source among the prefixes of routes and borders.
    var fabricNode: Int32
    /// The node of the source among the prefixes of filters, where it is not the sender's own.
    var peerNode: Int32
    var lowestPort: UInt16?
    var highestPort: UInt16?
    var keepsGroups: Bool
    var answerIsForeign: Bool
  }

  private struct ViewKey: Hashable {
    var presence: Int32
    var side: PublicSide
  }

  /// The ways out of a presence, as a number, and whether any bears an address of the sender.
  private struct View {
    var number: Int32
    var bearsOwn: Bool
  }

  private struct GroupKey: Hashable {
    var guardNumber: Int32
    var views: [Int32]
    var nodes: [Int32]
  }

  /// The number of the grouping that holds for a place; nil when nothing from far away gets there.
  func grouping(for place: DestinationPlace) -> Int? {
    let presences = index.classes.presences
    guard let first = place.presences.first else { return nil }
    let network = presences[Int(first)].network
    guard fabric.links.opensIn(network), fabric.links.isPlain[Int(network)] else { return nil }
    var sides: [PublicSide: IPAddress] = [:]
    for number in place.presences {
      let presence = presences[Int(number)]
      let address = index.classes.representatives[Int(number)].address
      if presence.isV6 {
        sides[PublicSide(node: presence.node, isV6: true)] = address.address
      } else if let outside = address.publicAddress {
        sides[PublicSide(node: presence.publicNode, isV6: false)] = outside
      }
    }
    if sides.isEmpty { return nil }
    let sorted = sides.keys.sorted { ($0.isV6 ? 1 : 0, $0.node) < ($1.isV6 ? 1 : 0, $1.node) }
    if let known = groupings[sorted] { return known }
    let number = known.count
    known.append(makeGrouping(sorted.map { ($0, sides[$0] ?? .v4(IPv4Address(rawValue: 0))) }))
    groupings[sorted] = number
    return number
  }

  private func makeGrouping(_ sides: [(side: PublicSide, address: IPAddress)]) -> Grouping {
    let classes = index.classes
    var grouping = Grouping(groupOf: Array(repeating: -1, count: classes.sources.count))
    var groups: [GroupKey: Int32] = [:]
    for range in index.bundleRanges {
      let first = index.order[range.lowerBound]
      guard fabric.links.isPlain[Int(index.network(of: first))] else { continue }
      let source = classes.sources[Int(first)]
      var views: [Int32] = []
      var bearsOwn = false
      for presence in source.presences {
        for (side, address) in sides {
          let view = view(of: presence, side, address)
          views.append(view.number)
          if view.bearsOwn { bearsOwn = true }
        }
      }
      if views.allSatisfy({ $0 < 0 }) { continue }
      for cell in index.order[range] {
        let nodes = bearsOwn ? nodesOutside(classes.sources[Int(cell)]) : []
        let key = GroupKey(guardNumber: source.guardNumber, views: views, nodes: nodes)
        let group = groups[key] ?? Int32(grouping.members.count)
        if Int(group) == grouping.members.count {
          groups[key] = group
          grouping.members.append([])
        }
        grouping.members[Int(group)].append(cell)
        grouping.groupOf[Int(cell)] = group
      }
    }
    return grouping
  }

  /// The nodes of the addresses that a sender may bear outside: public ones, and its own over IPv6.
  private func nodesOutside(_ source: SourceClass) -> [Int32] {
    source.presences.indices.map { position in
      let isV6 = index.classes.presences[Int(source.presences[position])].isV6
      return source.peerNodes[isV6 ? 2 * position : 2 * position + 1]
    }
  }

  private func view(of presence: Int32, _ side: PublicSide, _ address: IPAddress) -> View {
    let key = ViewKey(presence: presence, side: side)
    if let known = views[key] { return known }
    let own = index.classes.representatives[Int(presence)].address
    var bearsOwn = false
    var seen: [SeenWay] = []
    var isPassable = false
    for world in worlds {
      for way in fabric.out(presence, to: world, address, node: side.node) {
        let bounds = way.endsAtServices ? .nothing : way.bounds
        let isOwn = way.source == own.address || way.source == own.publicAddress
        if !bounds.isNothing {
          isPassable = true
          if isOwn { bearsOwn = true }
        }
        seen.append(
          SeenWay(
            world: world, bounds: bounds,
            fabricNode: way.source.map(graph.fabricNode) ?? -1,
            peerNode: isOwn ? -2 : way.source.map(graph.peerNode) ?? -1,
            lowestPort: way.remappedPorts?.lowerBound, highestPort: way.remappedPorts?.upperBound,
            keepsGroups: way.keepsGroups, answerIsForeign: way.answerIsForeign))
      }
    }
    var view = View(number: -1, bearsOwn: bearsOwn)
    if isPassable {
      view.number = numbers[seen] ?? Int32(numbers.count)
      numbers[seen] = view.number
    }
    views[key] = view
    return view
  }
}
