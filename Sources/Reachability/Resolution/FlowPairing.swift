import PacketSets
import Topology

/// Turns two references into the concrete ends that they stand for together.
struct FlowPairing {
  let directory: PartyDirectory
  let samples: OutsideSamples
  private var topology: Topology { directory.topology }

  init(_ directory: PartyDirectory, samples: OutsideSamples) {
    self.directory = directory
    self.samples = samples
  }

  /// The ends for which two references stand, any of which answers the question.
  ///
  /// There is one pair but for `internet`, which stands for many.
  func pairs(
    from source: PartyReference, to destination: PartyReference
  ) throws(ResolutionError) -> [FlowPair] {
    switch source {
    case .endpoint(let id): return pairs(of: id, named: nil, to: destination)
    case .address(let address, let owner?):
      return pairs(of: owner, named: own(address, of: owner), to: destination)
    case .address(let address, nil):
      let worlds = directory.worlds(at: address)
      guard !worlds.isEmpty else {
        throw ResolutionError(
          .unownedSource, "nobody in the exports has the address \(address), and it is not public")
      }
      var result: [FlowPair] = []
      for world in worlds { result.append(try pair(outside: world, address, to: destination)) }
      return result
    case .internet:
      guard let target = destination.endpoint else {
        throw ResolutionError(.outside, "both ends lie outside the exports")
      }
      let family = family(ofInternetTo: destination, target)
      var result: [FlowPair] = []
      for sample in samples.addresses(for: target) where sample.family == family {
        result.append(try pair(outside: Topology.internet, sample, to: destination))
      }
      return result
    }
  }

  /// The ends of a client outside and an interface.
  private func pair(
    outside world: ID<World>, _ client: IPAddress, to destination: PartyReference
  ) throws(ResolutionError) -> FlowPair {
    var pair = FlowPair(sender: .outside(world, client), source: client)
    switch destination {
    case .endpoint(let id):
      pair.receiver = .endpoint(id)
      pair.destination = address(of: id, forClientOn: world, client.family)
    case .address(let address, let owner?):
      pair.receiver = .endpoint(owner)
      pair.destination = address
    case .address, .internet:
      throw ResolutionError(.outside, "both ends lie outside the exports")
    }
    return pair
  }

  /// The pairs of an interface that sends.
  private func pairs(
    of id: ID<Endpoint>, named address: IPAddress?, to destination: PartyReference
  ) -> [FlowPair] {
    let sender = Party.endpoint(id)
    func source(_ family: AddressFamily) -> IPAddress? { address ?? primary(id, family) }
    switch destination {
    case .endpoint(let target):
      let family = commonFamily(id, address, target)
      return [
        FlowPair(
          sender: sender, source: source(family), receiver: .endpoint(target),
          destination: primary(target, family))
      ]
    case .address(let asked, let owner?):
      return [
        FlowPair(
          sender: sender, source: source(asked.family), receiver: .endpoint(owner),
          destination: asked)
      ]
    case .address(let asked, nil):
      let worlds = directory.worlds(at: asked)
      let receivers: [Party?] = worlds.isEmpty ? [nil] : worlds.map { .outside($0, asked) }
      return receivers.map {
        FlowPair(
          sender: sender, source: source(asked.family), receiver: $0, destination: asked)
      }
    case .internet:
      return samples.addresses(for: id).compactMap { sample in
        guard let source = source(sample.family), source.family == sample.family else {
          return nil
        }
        return FlowPair(
          sender: sender, source: source, receiver: .outside(Topology.internet, sample),
          destination: sample)
      }
    }
  }

  /// The own address for which an address of an interface stands.
  private func own(_ address: IPAddress, of id: ID<Endpoint>) -> IPAddress {
    let known = topology.endpoints[id].addresses
    if known.contains(where: { $0.address == address }) { return address }
    return known.first { $0.publicAddress == address }?.address ?? address
  }

  /// The primary own address of a family; the primary one of the other when there is none.
  private func primary(_ id: ID<Endpoint>, _ family: AddressFamily) -> IPAddress? {
    let known = topology.endpoints[id].addresses.map(\.address)
    return known.first { $0.family == family } ?? known.first
  }

  /// The family in which an interface talks to another by id: IPv4 where both have it.
  private func commonFamily(
    _ id: ID<Endpoint>, _ named: IPAddress?, _ target: ID<Endpoint>
  ) -> AddressFamily {
    if let named { return named.family }
    func has(_ id: ID<Endpoint>, _ family: AddressFamily) -> Bool {
      topology.endpoints[id].addresses.contains { $0.address.family == family }
    }
    return AddressFamily.allCases.first { has(id, $0) && has(target, $0) } ?? .v4
  }

  /// The address at which a client outside asks for an interface that is named by its id.
  private func address(
    of id: ID<Endpoint>, forClientOn world: ID<World>, _ family: AddressFamily
  ) -> IPAddress? {
    let known = topology.endpoints[id].addresses
    if family == .v4, topology.worlds[world].kind == .internet,
      let outside = known.compactMap(\.publicAddress).first
    {
      return outside
    }
    return primary(id, family)
  }

  /// The family in which the internet asks for an interface.
  ///
  /// Its public IPv4 address stands for an interface; where there is none, its IPv6 address.
  private func family(
    ofInternetTo reference: PartyReference, _ id: ID<Endpoint>
  ) -> AddressFamily {
    if case .address(let address, _) = reference { return address.family }
    let known = topology.endpoints[id].addresses
    if known.contains(where: { $0.publicAddress != nil }) { return .v4 }
    return known.contains { $0.address.family == .v6 && $0.address.isGlobal } ? .v6 : .v4
  }
}
