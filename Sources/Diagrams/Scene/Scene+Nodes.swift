extension Scene {
  /// Calls `body` with every list of nodes: externals, then per network gateways, services and
  /// the nodes of each subnet.
  func visitNodeLists(_ body: ([SceneNode]) -> Void) {
    body(externals)
    for network in regions.flatMap(\.networks) {
      body(network.gateways)
      body(network.services)
      for subnet in network.subnets { body(subnet.nodes) }
    }
  }

  /// Replaces every list of nodes by what `body` makes of it.
  mutating func mapNodeLists(_ body: ([SceneNode]) -> [SceneNode]) {
    externals = body(externals)
    for region in regions.indices {
      for index in regions[region].networks.indices {
        var network = regions[region].networks[index]
        network.gateways = body(network.gateways)
        network.services = body(network.services)
        for subnet in network.subnets.indices {
          network.subnets[subnet].nodes = body(network.subnets[subnet].nodes)
        }
        regions[region].networks[index] = network
      }
    }
  }

  /// Every node, in the order of the lists.
  var allNodes: [SceneNode] {
    var result: [SceneNode] = []
    visitNodeLists { result += $0 }
    return result
  }
}
