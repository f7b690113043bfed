import PacketSets
import Topology

/// Who stands at which address (N-1).
extension PacketSimulator {
  /// Whether an address is one of a world's.
  func lives(_ address: IPAddress, in world: ID<World>) -> Bool {
    guard topology.worlds[world].addresses.contains(address),
      !topology.vacancies.contains(where: { $0.address == address })
    else { return false }
    if !owners[address].isEmpty || !publicOwners[address].isEmpty { return false }
    if address.family == .v4, address.isGlobal { return true }
    return !topology.networks.contains { $0.prefixes.contains { $0.contains(address) } }
  }

  /// The addresses from which a party sends; one of each family for unknown ones.
  func sendingAddresses(of party: Party) -> [IPAddress] {
    switch party {
    case .outside(_, let address): [address]
    case .endpoint(let id): ownAddresses(of: id)
    }
  }

  /// The addresses at which a party can be reached; one of each family for unknown ones.
  func reachableAddresses(of party: Party) -> [IPAddress] {
    switch party {
    case .outside(_, let address): [address]
    case .endpoint(let id):
      ownAddresses(of: id) + topology.endpoints[id].addresses.compactMap(\.publicAddress)
    }
  }

  private func ownAddresses(of id: ID<Endpoint>) -> [IPAddress] {
    if hasUnknownAddress(id) {
      return [AddressSet.allIPv4, .allIPv6].compactMap(\.first)
    }
    return topology.endpoints[id].addresses.map(\.address)
  }

  /// The parties that have an address, those that a sender meets first standing first.
  func parties(at address: IPAddress, seenFrom sender: Party) -> [Party] {
    var home: ID<Network>?
    if case .endpoint(let id) = sender { home = topology.network(of: id) }
    let own = owners[address]
    let near = own.filter { topology.network(of: $0) == home }
    let far = own.filter { topology.network(of: $0) != home }
    let endpoints = (near + far + publicOwners[address]).map { Party.endpoint($0) }
    let worlds = topology.worlds.ids.filter { lives(address, in: $0) }
    return endpoints + worlds.map { .outside($0, address) }
  }

  /// Whether an address is one of the endpoint's own.
  func owns(_ id: ID<Endpoint>, _ address: IPAddress) -> Bool {
    topology.endpoints[id].addresses.contains { $0.address == address }
  }

  /// The groups of a party.
  func groups(of party: Party?) -> [ID<IdentityGroup>] {
    guard case .endpoint(let id) = party else { return [] }
    return topology.bindings[topology.endpoints[id].binding].groups
  }

  /// Why there is no such first packet, whatever is between the two parties; `nil` when there is.
  func refusal(_ journey: Journey) -> String? {
    let packet = journey.packet
    guard packet.source.family == packet.destination.family else { return "two address families" }
    guard packet.proto.exists(in: packet.source.family) else {
      return "no \(packet.proto) in this address family"
    }
    guard packet.answer != nil else { return "it opens no connection" }
    switch journey.sender {
    case .outside(let world, let address):
      guard address == packet.source, lives(address, in: world) else {
        return "the source address does not live there"
      }
      if case .outside = journey.receiver { return "two places outside" }
    case .endpoint(let id):
      guard topology.endpoints[id].initiates else { return "it opens no connections" }
      guard hasUnknownAddress(id) || owns(id, packet.source) else {
        return "not an address of the sender"
      }
    }
    guard let receiver = journey.receiver else { return nil }
    if case .endpoint(let id) = receiver, hasUnknownAddress(id) { return nil }
    let asked = journey.gate.map { Party.endpoint($0) } ?? receiver
    guard reachableAddresses(of: asked).contains(packet.destination) else {
      return "not an address of the destination"
    }
    if case .outside(let world, let address) = receiver, !lives(address, in: world) {
      return "the destination address does not live there"
    }
    return nil
  }
}
