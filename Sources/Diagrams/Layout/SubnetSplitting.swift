/// Draws subnets with many nodes in several parts below one another, for narrow pictures.
enum SubnetSplitting {
  /// Returns whether a scene has a subnet with more than `most` nodes.
  static func applies(to scene: Scene, most: Int) -> Bool {
    scene.regions.contains { region in
      region.networks.contains { $0.subnets.contains { $0.nodes.count > most } }
    }
  }

  /// Returns the scene with every subnet of more than `most` nodes in parts of at most so many.
  static func apply(to scene: Scene, most: Int) -> Scene {
    var result = Collapse.apply(to: scene.canonical(), limit: 1)
    for region in result.regions.indices {
      for network in result.regions[region].networks.indices {
        result.regions[region].networks[network].subnets =
          result.regions[region].networks[network].subnets.flatMap { split($0, most) }
      }
    }
    return result
  }

  private static func split(_ subnet: SceneSubnet, _ most: Int) -> [SceneSubnet] {
    let count = (subnet.nodes.count + most - 1) / most
    if count < 2 { return [subnet] }
    let size = (subnet.nodes.count + count - 1) / count
    return (0..<count).map { number in
      var part = subnet
      part.id = "\(subnet.id) part \(number + 1)"
      part.label = "\(subnet.label) (\(number + 1) of \(count))"
      part.nodes = Array(subnet.nodes.dropFirst(number * size).prefix(size))
      if number > 0 { part.details = [] }
      return part
    }
  }
}
