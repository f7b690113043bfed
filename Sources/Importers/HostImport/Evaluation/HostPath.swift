import PacketSets

/// The way of a packet through a host: hooks, translation and routing in their order (4.1).
struct HostPath {
  let evaluator: Evaluator

  var facts: HostFacts { evaluator.facts }

  init(_ ruleset: Ruleset, facts: HostFacts) {
    evaluator = Evaluator(ruleset, facts: facts)
  }

  /// What becomes of a first packet that comes in by an interface.
  func arrive(_ packet: Packet, by interface: String?) -> Judgement {
    let view = PacketView(
      packet: packet, input: interface.map { .named($0) } ?? .external, output: .none, state: .new,
      isTranslated: false)
    return evaluator.judge(.prerouting, view).then(
      translated(view, at: .prerouting) { self.route($0) })
  }

  /// What becomes of a first packet that a program of the host sends.
  func leave(_ packet: Packet) -> Judgement {
    let view = PacketView(
      packet: packet, input: .none, output: output(to: packet.destination), state: .new,
      isTranslated: false)
    return evaluator.judge(.output, view).then(
      translated(view, at: .output) { view in
        var view = view
        view.output = self.output(to: view.packet.destination)
        // A packet to the host itself leaves by the loopback interface and comes in there.
        guard view.output == .named("lo") else {
          return self.evaluator.judge(.postrouting, view)
        }
        view.input = .named("lo")
        view.output = .none
        return self.evaluator.judge(.input, view)
      })
  }

  /// Tries the chains that translate, and what follows for every translation that may be.
  private func translated(
    _ view: PacketView, at hook: Hook, _ next: (PacketView) -> Judgement
  ) -> Judgement {
    let family = view.packet.source.family
    let chains = evaluator.ruleset.chains(at: hook, for: family)
      .filter { evaluator.ruleset[$0].base?.kind == .nat }
    var result: Judgement?
    for ending in endings(of: chains[...], view) {
      let judgement: Judgement
      switch ending {
      case .accepted, .renamed: judgement = next(view)
      case .dropped, .rejected: judgement = .stopped
      case .unknown: judgement = .unknown
      case .redirected(let translation):
        judgement = apply(translation, to: view, at: hook).map(next) ?? .unknown
      }
      guard let before = result else {
        result = judgement
        continue
      }
      result = Judgement(
        certainlyPasses: before.certainlyPasses && judgement.certainlyPasses,
        mayPass: before.mayPass || judgement.mayPass)
    }
    return result ?? next(view)
  }

  /// The endings of several chains of which the first that translates is the last.
  private func endings(
    of chains: ArraySlice<ChainNumber>, _ view: PacketView
  ) -> Set<Evaluator.Ending> {
    guard let chain = chains.first else { return [.accepted] }
    var result = evaluator.endings(of: chain, for: view, .any)
    if result.remove(.accepted) != nil {
      result.formUnion(endings(of: chains.dropFirst(), view))
    }
    return result
  }

  /// The packet with its new destination; nil when that is not known.
  private func apply(
    _ translation: Translation, to view: PacketView, at hook: Hook
  ) -> PacketView? {
    guard !translation.isUnknown else { return nil }
    var view = view
    view.isTranslated = true
    if let ports = translation.ports {
      guard ports.count == 1, view.packet.proto.hasPorts else { return nil }
      view.packet.destinationPort = ports.lowerBound
    }
    if let addresses = translation.addresses {
      guard let first = addresses.first, addresses == AddressSet(first),
        first.family == view.packet.source.family
      else { return nil }
      view.packet.destination = first
    } else if translation.ports == nil || hook == .prerouting || hook == .output {
      guard let own = ownAddress(of: view, at: hook) else { return nil }
      view.packet.destination = own
    }
    return view
  }

  /// The address to which `redirect` leads: the first of the interface, or the loopback one.
  private func ownAddress(of view: PacketView, at hook: Hook) -> IPAddress? {
    let family = view.packet.source.family
    if hook == .output { return IPAddress(family == .v4 ? "127.0.0.1" : "::1") }
    guard case .named(let name) = view.input else { return nil }
    return facts.interfaces?.first { $0.name == name }?.addresses
      .first { $0.address.family == family }?.address
  }

  /// Delivers a packet to the host or passes it on (4.1).
  private func route(_ view: PacketView) -> Judgement {
    let destination = view.packet.destination
    let kinds = facts.kinds(of: destination)
    if kinds.isDisjoint(with: .unicast) { return evaluator.judge(.input, view) }
    if facts.interfaces == nil, view.isTranslated == false {
      return evaluator.judge(.input, view)
    }
    var view = view
    view.output = output(to: destination)
    let onward = evaluator.judge(.forward, view).then(evaluator.judge(.postrouting, view))
    switch facts.forwards[destination.family] {
    case .some(true): return onward
    case .some(false): return .stopped
    case .none: return Judgement.unknown.then(onward)
    }
  }

  /// The interface by which packets to an address leave.
  func output(to address: IPAddress) -> InterfaceKnowledge {
    if HostFacts.loopback.contains(address) || facts.addresses.contains(address) {
      return .named("lo")
    }
    var best: (length: Int, metric: Int, name: String)?
    for route in facts.allRoutes where route.destination.contains(address) {
      guard let name = route.interface else { continue }
      let candidate = (route.destination.length, route.metric, name)
      if let best, (best.length, -best.metric) >= (candidate.0, -candidate.1) { continue }
      best = candidate
    }
    return best.map { .named($0.name) } ?? .external
  }
}

extension HostFacts {
  /// The exported routes, and those to the subnets of the interfaces.
  var allRoutes: [HostRoute] {
    var result = routes ?? []
    for interface in interfaces ?? [] where !interface.isLoopback {
      for address in interface.addresses {
        result.append(
          HostRoute(
            destination: Prefix(address.address, length: address.length),
            interface: interface.name, gateway: nil, metric: 0, location: interface.location))
      }
    }
    return result
  }
}
