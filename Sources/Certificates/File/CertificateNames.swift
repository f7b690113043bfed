import Topology

/// The names of a graph's elements in a certificate file.
struct CertificateNames {
  let endpoints: UniqueNames
  let subnets: UniqueNames
  let networks: UniqueNames
  let gateways: UniqueNames
  let worlds: UniqueNames
  let groups: UniqueNames
  let forwardings: UniqueNames
  let graph: TransferGraph

  init(_ graph: TransferGraph) {
    let topology = graph.topology
    endpoints = UniqueNames(topology.endpoints.map(\.id))
    subnets = UniqueNames(topology.subnets.map(\.id))
    networks = UniqueNames(topology.networks.map(\.id))
    gateways = UniqueNames(topology.gateways.map(\.id))
    worlds = UniqueNames(topology.worlds.map(\.id))
    groups = UniqueNames(topology.groups.map(\.id))
    forwardings = UniqueNames(topology.forwardings.map(\.id))
    self.graph = graph
  }

  /// The words of a place; a stand goes by its first endpoint.
  func words(_ place: Place) -> [String] {
    func stand(_ number: Int) -> String {
      graph.stands[number].endpoints.first.map { endpoints[$0.index] } ?? ""
    }
    return switch place {
    case .sent(let number): ["sent", stand(number)]
    case .inside(let subnet): ["inside", subnets[subnet.index]]
    case .local(let network): ["local", networks[network.index]]
    case .transit(let gateway, let number): ["transit", gateways[gateway.index], "\(number)"]
    case .anywhere: ["anywhere"]
    case .outside(let world): ["outside", worlds[world.index]]
    case .world(let world): ["world", worlds[world.index]]
    case .beyond(let world): ["beyond", worlds[world.index]]
    case .arriving(let number): ["arriving", stand(number)]
    case .taken(let forwarding): ["taken", forwardings[forwarding.index]]
    case .received(let number): ["received", stand(number)]
    }
  }

  /// The place of some words; nil when there is none.
  func place(_ words: [String]) -> Place? {
    guard let kind = words.first else { return nil }
    if kind == "anywhere" { return words.count == 1 ? .anywhere : nil }
    guard words.count >= 2 else { return nil }
    let name = words[1]
    func stand() -> Int? { endpoints.number(of: name).map { graph.standOf[$0] } }
    switch kind {
    case "sent": return stand().map { .sent($0) }
    case "inside": return subnets.number(of: name).map { .inside(ID($0)) }
    case "local": return networks.number(of: name).map { .local(ID($0)) }
    case "transit":
      guard words.count == 3, let gateway = gateways.number(of: name), let number = Int(words[2])
      else { return nil }
      return .transit(ID(gateway), number)
    case "outside": return worlds.number(of: name).map { .outside(ID($0)) }
    case "world": return worlds.number(of: name).map { .world(ID($0)) }
    case "beyond": return worlds.number(of: name).map { .beyond(ID($0)) }
    case "arriving": return stand().map { .arriving($0) }
    case "taken": return forwardings.number(of: name).map { .taken(ID($0)) }
    case "received": return stand().map { .received($0) }
    default: return nil
    }
  }
}
