public import Documents
public import PacketSets
public import Topology

/// The rules of a host as they are met by whoever stands on it or behind it: its containers, their
/// networks, and the host itself as each of them sees it.
public struct HostRules: Sendable {
  /// The firewall towards the outside.
  public let firewall: HostFirewall
  var lowering: HostLowering
  /// The assumptions that are in the graph already, by their places in the lowering.
  private var placed: [Int: ID<Assumption>] = [:]

  init(_ export: HostExport) {
    lowering = HostLowering(export)
    firewall = lowering.firewall()
  }

  var export: HostExport { lowering.export }

  /// What the host calls itself, or the name of the folder with its exports.
  public var name: String { export.name }

  /// Whether the name is the host's own.
  public var isNamed: Bool { export.facts.name != nil }

  /// The folder with the exports.
  public var folder: String { export.folder }

  /// The paths of the exports.
  public var paths: [String] { export.paths }

  /// Where the host shows first.
  public var location: SourceLocation { export.location }

  /// The interfaces with their addresses.
  public var interfaces: [(name: String, addresses: [IPAddress])] {
    (export.facts.interfaces ?? []).map { ($0.name, $0.addresses.map(\.address)) }
  }

  /// Whether the rules are those that the kernel has, with those of a container engine among them
  /// if there is one, rather than those that UFW stores.
  public var knowsEngineRules: Bool { export.hasKernelRules }

  /// The addresses behind each interface, as far as routes tell.
  public var passages: [(interface: String, addresses: AddressSet)] {
    export.facts.passages.map { ($0.interface, $0.addresses) }
  }

  /// Whether the host passes on packets of a family; nil when that is not known.
  public func forwards(_ family: AddressFamily) -> Bool? { export.facts.forwards[family] }

  /// The addresses of the host.
  public var addresses: AddressSet { export.facts.addresses }

  /// Where packets go by the routes of the host, those to its own subnets included.
  public var routes: [(destination: Prefix, interface: String)] {
    export.facts.allRoutes.compactMap { route in route.interface.map { (route.destination, $0) } }
  }

  /// Whether packets between containers of one bridge meet the rules of packets that are passed on.
  public var filtersBridges: Bool { export.facts.filtersBridges ?? true }

  /// Returns the ports at which a program takes datagrams to any address, in order.
  public func datagramPorts(of program: String) -> [UInt16] {
    let ports = (export.facts.sockets ?? []).filter {
      $0.program == program && $0.proto == .udp && $0.addresses.contains(.allIPv4)
    }.map(\.port)
    return Set(ports).sorted()
  }

  /// Returns whether a program listens at a port of an address; nil when the sockets, or the programs
  /// behind them, are not exported.
  public func listens(
    _ program: String, _ proto: IPProtocol, at address: IPAddress, _ port: UInt16
  ) -> Bool? {
    guard let sockets = export.facts.sockets else { return nil }
    let there = sockets.filter {
      $0.proto == proto && $0.port == port && $0.addresses.contains(address)
    }
    if there.contains(where: { $0.program == program }) { return true }
    return there.contains { $0.program == nil } ? nil : false
  }

  /// Adds what packets meet between addresses of the host and machines behind an interface.
  ///
  /// - Parameters:
  ///   - addresses: The addresses of the host.
  ///   - interface: The interface.
  ///   - topology: The graph.
  /// - Returns: The stages.
  public mutating func stages(
    of addresses: [IPAddress], from interface: String, into topology: inout Topology
  ) -> FilterBinding {
    add(lowering.seat(addresses, from: .named(interface)), to: &topology)
  }

  /// Adds what packets meet that the host passes on to or from a machine behind an interface.
  ///
  /// - Parameters:
  ///   - addresses: The addresses of the machine.
  ///   - interface: The interface.
  ///   - exempt: The peers whose packets the host does not pass on, but sends itself or hands from
  ///     one port of the bridge to another: to the machine, and from it.
  ///   - topology: The graph.
  /// - Returns: The stages.
  public mutating func stages(
    passingOnTo addresses: [IPAddress], behind interface: String,
    exempt: (inbound: AddressSet, outbound: AddressSet), into topology: inout Topology
  ) -> FilterBinding {
    var seat = lowering.seat(addresses, from: .routed)
    seat.inner = .named(interface)
    seat.isTranslated = nil
    return add(seat, exempt: exempt, to: &topology)
  }

  private mutating func add(
    _ seat: Seat, exempt: (inbound: AddressSet, outbound: AddressSet) = (.empty, .empty),
    to topology: inout Topology
  ) -> FilterBinding {
    var inbound = lowering.filters(.inbound, seat)
    var outbound = lowering.filters(.outbound, seat)
    for index in inbound.indices { inbound[index].admit(exempt.inbound) }
    for index in outbound.indices { outbound[index].admit(exempt.outbound) }
    return FilterBinding(
      inbound: stages(inbound, &topology), outbound: stages(outbound, &topology))
  }

  private mutating func stages(
    _ filters: [Filter], _ topology: inout Topology
  ) -> [FilterStage] {
    var result: [FilterStage] = []
    for var filter in filters {
      filter.unknown = filter.unknown.map { number($0, &topology) }
      for rule in filter.rules.indices {
        guard let possible = filter.rules[rule].peer.possible else { continue }
        filter.rules[rule].peer.possible = PossiblePeers(
          possible.addresses, because: number(possible.assumption, &topology))
      }
      result.append(FilterStage([topology.add(filter)], layer: .hostFirewall))
    }
    return result
  }

  /// The number in the graph of an assumption of the lowering.
  private mutating func number(
    _ own: ID<Assumption>, _ topology: inout Topology
  ) -> ID<Assumption> {
    if let known = placed[own.index] { return known }
    let number = topology.add(lowering.assumptions[own.index])
    placed[own.index] = number
    return number
  }
}

/// A connection to an address of a host that its rules send elsewhere.
public struct Redirection: Hashable, Sendable {
  /// The addresses from which it is taken.
  public var peers: AddressSet
  /// The packets that are taken.
  public var traffic: TrafficSet
  /// The new destination.
  public var address: IPAddress
  /// The new port; nil when it stays.
  public var port: UInt16?
  /// Whether it certainly is taken.
  public var isCertain: Bool
  /// The rule as the export writes it.
  public var text: String
  /// Where it stands.
  public var location: SourceLocation
}

extension HostRules {
  /// Returns where packets to an address of the host go that come in by an interface.
  ///
  /// - Parameters:
  ///   - address: The address.
  ///   - interface: The interface; nil for the one by which each peer is routed.
  /// - Returns: The redirections to known addresses, those that come first before the others.
  public mutating func redirections(
    at address: IPAddress, from interface: String?
  ) -> [Redirection] {
    let seat = lowering.seat([address], from: interface.map { .named($0) } ?? .routed)
    return lowering.diversions(.inbound, address.family, seat).rules.compactMap { rule in
      guard rule.action == .divert, let translation = rule.translation, !translation.isUnknown,
        let target = translation.addresses?.first,
        translation.addresses == AddressSet(target),
        translation.ports.map({ $0.count == 1 }) ?? true
      else { return nil }
      return Redirection(
        peers: rule.peer, traffic: rule.traffic, address: target,
        port: translation.ports?.lowerBound, isCertain: rule.uncertainty == nil, text: rule.text,
        location: rule.location)
    }
  }

  /// Returns the peers towards which a machine behind an interface hides behind the host.
  ///
  /// - Parameters:
  ///   - address: The address of the machine.
  ///   - interface: The interface.
  /// - Returns: The peers for which it certainly and for which it possibly does.
  public mutating func masqueraded(
    _ address: IPAddress, behind interface: String
  ) -> (certain: AddressSet, possible: AddressSet) {
    var seat = lowering.seat([address], from: .routed)
    seat.inner = .named(interface)
    let view = seat.view(.outbound, address.family, .new)
    var result = (certain: AddressSet.empty, possible: AddressSet.empty)
    for number in export.ruleset.chains(at: .postrouting, for: address.family)
    where export.ruleset[number].base?.kind == .nat {
      for rule in lowering.flatten(number, view).rules where rule.translation != nil {
        if rule.uncertainty == nil, rule.traffic.isFull { result.certain.formUnion(rule.peer) }
        result.possible.formUnion(rule.peer)
      }
    }
    return result
  }
}

extension Filter {
  /// Lets packets of some peers past all rules.
  mutating func admit(_ peers: AddressSet) {
    guard !peers.isEmpty else { return }
    rules.insert(
      FilterRule(
        id: "0", text: "the host itself and its bridge", action: .allow, traffic: .all,
        peer: PeerMatch(addresses: peers), location: location), at: 0)
  }
}
