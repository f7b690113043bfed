import Diagrams

extension Scene {
  /// The scene with names of a length that a picture can hold; identities stay as they are.
  func withShortNames() -> Scene {
    func short(_ text: inout String) { text = NameLimit.short(text, to: NameLimit.id) }
    func short(_ node: inout SceneNode) {
      short(&node.label)
      short(&node.detail)
      for index in node.chips.indices { short(&node.chips[index]) }
    }
    var scene = self
    short(&scene.title)
    for index in scene.externals.indices { short(&scene.externals[index]) }
    for index in scene.regions.indices { scene.regions[index].shortenNames(short, short) }
    return scene
  }
}

extension SceneRegion {
  fileprivate mutating func shortenNames(
    _ short: (inout String) -> Void, _ shortNode: (inout SceneNode) -> Void
  ) {
    short(&label)
    for index in networks.indices {
      short(&networks[index].label)
      short(&networks[index].detail)
      for node in networks[index].gateways.indices { shortNode(&networks[index].gateways[node]) }
      for node in networks[index].services.indices { shortNode(&networks[index].services[node]) }
      for number in networks[index].subnets.indices {
        short(&networks[index].subnets[number].label)
        for detail in networks[index].subnets[number].details.indices {
          short(&networks[index].subnets[number].details[detail])
        }
        for node in networks[index].subnets[number].nodes.indices {
          shortNode(&networks[index].subnets[number].nodes[node])
        }
      }
    }
  }
}
