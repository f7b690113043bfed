import PacketSets
public import Reachability
import Topology

/// Makes scenes of a graph and of who can reach whom in it.
///
/// Endpoints that nothing tells apart are grouped before anything is asked, so that the number of
/// questions is that of groups and not of endpoints. A picture shows every connection that is
/// possible between its nodes; the way of one packet of each tells by which gateways it is drawn.
public struct SceneBuilder {
  let model: ReachabilityModel
  let topology: Topology
  let tiers: [SceneTier]
  let title: String
  let subtitle: String
  let limits: SceneLimits
  let groups: EndpointGroups
  let asker: SceneFlowAsker
  let names: NodeNames

  /// Prepares the scenes of a graph.
  ///
  /// - Parameters:
  ///   - model: The relation that was derived from the graph.
  ///   - tiers: The groups by which rows and places outside are named.
  ///   - marks: What must not be possible.
  ///   - title: The heading of the pictures.
  ///   - subtitle: What stands under the heading.
  ///   - limits: How much one picture may hold.
  public init(
    model: ReachabilityModel, tiers: [SceneTier] = [], marks: [SceneMark] = [],
    title: String = "", subtitle: String = "", limits: SceneLimits = SceneLimits()
  ) {
    self.model = model
    self.tiers = tiers
    self.title = title
    self.subtitle = subtitle
    self.limits = limits
    let topology = model.topology
    self.topology = topology
    let areas = marks.flatMap { [$0.area] + $0.exceptions }
    let sets =
      tiers.map(\.parties.endpoints) + areas.map(\.sources.endpoints)
      + areas.map(\.destinations.endpoints)
    groups = EndpointGroups(topology, toldApartBy: sets)
    names = NodeNames(topology, groups)
    asker = SceneFlowAsker(
      model: model, simulator: PacketSimulator(topology), groups: groups,
      probes: OutsideProbes(topology, tiers: tiers), marks: marks)
  }

  /// Returns the pictures: one of everything, or an overview and a page for every network.
  ///
  /// - Complexity: one question for each pair of groups of one picture.
  public func scenes() -> [NamedScene] {
    let inhabited = Set(topology.endpoints.map { topology.subnets[$0.subnet].network })
    let isFew = topology.networks.count <= limits.networks
    let everything = isFew ? Set(topology.networks.ids) : inhabited
    let style = style(of: everything)
    let fits =
      everything.count <= limits.networks && names.count(style, in: everything) <= limits.grouped
    if fits || everything.count <= 1 {
      return [NamedScene(name: "network", scene: scene(of: everything, style, title: title))]
    }
    var result = [NamedScene(name: "overview", scene: overview())]
    let order = inhabited.sorted {
      (topology.networks[$0].name, topology.networks[$0].id)
        < (topology.networks[$1].name, topology.networks[$1].id)
    }
    for (index, network) in order.enumerated() {
      let heading = [title, "network \(topology.networks[network].name)"]
      result.append(
        NamedScene(
          name: "network-\(index + 1)",
          scene: scene(
            of: [network], self.style(of: [network]),
            title: heading.filter { !$0.isEmpty }.joined(separator: ": "))))
    }
    return result
  }

  private func style(of networks: Set<ID<Network>>) -> NodeNames.Style {
    names.count(.single, in: networks) <= limits.single ? .single : .grouped
  }

  /// The picture of some networks.
  func scene(
    of networks: Set<ID<Network>>, _ style: NodeNames.Style, title: String
  ) -> Scene {
    var page = ScenePage(builder: self, networks: networks, style: style)
    page.ask()
    return page.scene(title: title, subtitle: subtitle)
  }
}
