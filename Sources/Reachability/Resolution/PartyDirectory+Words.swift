import PacketSets
import Topology

extension PartyDirectory {
  /// Returns what a word stands for.
  ///
  /// Addresses come first, then ids of interfaces, ids of resources, links that end in an id, and
  /// names of resources, which are compared with regard to case.
  ///
  /// - Parameter word: The word.
  /// - Returns: The party.
  /// - Throws: Why it stands for none, or the candidates when it stands for several.
  public func resolve(_ word: String) throws(ResolutionError) -> PartyReference {
    if word.isEmpty { throw ResolutionError(.unknown, "expected a party, the word is empty") }
    if word == "internet" { return .internet }
    if let first = alternatives(word)?.first, IPAddress(word) == nil { return first }
    if let address = IPAddress(word) { return try resolve(address) }
    for (prefix, kind) in [("container:", ResourceKind.container), ("host:", .host)]
    where word.hasPrefix(prefix) {
      return try resolve(String(word.dropFirst(prefix.count)), kind: kind)
    }
    if let found = try resolve(id: word, scope: nil) { return found }
    if let found = try resolve(link: word) { return found }
    if let found = try party(of: resources(named: word), word: word) { return found }
    throw ResolutionError(
      .unknown,
      "nothing in the exports is called \(word): expected an address, an id, a name, "
        + "container:NAME, host:NAME or internet")
  }

  /// The interfaces of one machine for which a word stands together: those that have one address,
  /// or all of a host; nil where it stands for one interface or for something else.
  func alternatives(_ word: String) -> [PartyReference]? {
    if let address = IPAddress(word) {
      let owners = endpoints(at: address)
      guard owners.count > 1, isOneMachine(owners) else { return nil }
      return owners.map { .address(address, owner: $0) }
    }
    if word.hasPrefix("container:") {
      let name = String(word.dropFirst(10))
      let named = Set(resources(withID: name) + resources(named: name))
        .filter { topology.resources[$0].kind == .container }
      if named.count == 1, let container = named.first {
        let own = endpoints(of: container).filter { !topology.endpoints[$0].addresses.isEmpty }
        if !own.isEmpty { return own.map { .endpoint($0) } }
      }
      if let host = landlord(of: name) { return endpoints(of: host).map { .endpoint($0) } }
      if named.count == 1, let container = named.first {
        return endpoints(of: container).map { .endpoint($0) }
      }
    }
    if word == "(host)" || word.hasPrefix("host:"),
      let host = host(named: String(word.dropFirst(5)))
    {
      let machines = topology.resources[host].tags.filter { $0.key == "machine" }
        .flatMap { resources(withID: $0.value) }
      let own = machines.flatMap { endpoints(of: $0) } + endpoints(of: host)
      return own.isEmpty ? nil : own.map { .endpoint($0) }
    }
    return nil
  }

  /// The interfaces by which a machine sends: those whose subnet holds the destination, otherwise
  /// those in the network of its first one.
  func senders(
    among sources: [PartyReference], to destinations: [PartyReference]
  ) -> [PartyReference] {
    guard sources.count > 1, case .endpoint(let first) = sources[0] else { return sources }
    func address(_ reference: PartyReference) -> [IPAddress] {
      switch reference {
      case .address(let address, _): [address]
      case .endpoint(let id): topology.endpoints[id].addresses.map(\.address)
      case .internet: []
      }
    }
    let asked = destinations.flatMap(address)
    let near = sources.filter { source in
      guard let id = source.endpoint else { return false }
      return topology.subnet(of: id).prefixes.contains { prefix in
        asked.contains(where: prefix.contains)
      }
    }
    if !near.isEmpty { return near }
    let network = topology.network(of: first)
    return sources.filter { source in
      source.endpoint.map { topology.network(of: $0) == network } ?? false
    }
  }

  /// The resource in whose network namespace a container lives, by its name.
  private func landlord(of name: String) -> ID<Resource>? {
    let found = topology.resources.ids.filter { id in
      topology.resources[id].tags.contains { $0.key == "lodger" && $0.value == name }
    }
    return found.count == 1 ? found[0] : nil
  }

  /// The host of a name.
  ///
  /// Exports of firewalls do not hold the name of their host: where there is one host alone, any name
  /// stands for it.
  private func host(named name: String) -> ID<Resource>? {
    let hosts = topology.resources.ids.filter { topology.resources[$0].kind == .host }
    if hosts.count == 1 { return hosts[0] }
    let named = hosts.filter {
      topology.resources[$0].id == name || topology.resources[$0].name == name
    }
    return named.count == 1 ? named[0] : nil
  }

  private func isOneMachine(_ endpoints: [ID<Endpoint>]) -> Bool {
    Set(endpoints.map { topology.endpoints[$0].resource }).count == 1
  }

  private func resolve(_ address: IPAddress) throws(ResolutionError) -> PartyReference {
    let owners = endpoints(at: address)
    guard owners.count > 1, !isOneMachine(owners) else {
      return .address(address, owner: owners.first)
    }
    throw ambiguous("\(address)", owners)
  }

  private func resolve(
    _ name: String, kind: ResourceKind
  ) throws(ResolutionError) -> PartyReference {
    let named = (resources(withID: name) + resources(named: name))
      .filter { topology.resources[$0].kind == kind }
    if let found = try party(of: Set(named).sorted(), word: "\(kind):\(name)") { return found }
    throw ResolutionError(.unknown, "no \(kind) in the exports is called \(name)")
  }

  /// The party with an id, that of an interface or that of a resource.
  private func resolve(
    id: String, scope: Scope?
  ) throws(ResolutionError) -> PartyReference? {
    let interfaces = endpoints(withID: id).filter {
      Self.matches(topology.resource(of: $0).scope, scope)
    }
    if let first = interfaces.first {
      guard interfaces.count == 1 else { throw ambiguous(id, interfaces) }
      return .endpoint(first)
    }
    let resources = resources(withID: id).filter {
      Self.matches(topology.resources[$0].scope, scope)
    }
    return try party(of: resources, word: id)
  }

  /// The party whose id is the end of an ARN or of a link.
  private func resolve(link: String) throws(ResolutionError) -> PartyReference? {
    var rest = link[...]
    var scope: Scope?
    if link.hasPrefix("arn:") {
      let parts = link.split(separator: ":", maxSplits: 5, omittingEmptySubsequences: false)
      guard parts.count == 6 else { return nil }
      scope = Scope(account: String(parts[4]), region: String(parts[3]))
      rest = parts[5]
    } else if !link.contains("/") {
      return nil
    }
    while true {
      if let found = try resolve(id: String(rest), scope: scope) { return found }
      guard let end = rest.firstIndex(where: { $0 == "/" || $0 == ":" }) else { return nil }
      rest = rest[rest.index(after: end)...]
    }
  }

  /// The interface for which one of several resources stands; nil for none.
  private func party(
    of resources: [ID<Resource>], word: String
  ) throws(ResolutionError) -> PartyReference? {
    guard let first = resources.first else { return nil }
    guard resources.count == 1 else {
      let candidates = resources.map { topology.resources[$0].id }.sorted()
      throw ResolutionError(
        .ambiguous,
        "\(word) stands for several resources: \(candidates.joined(separator: ", ")); use the id",
        candidates: candidates)
    }
    guard let endpoint = primaryEndpoint(of: first) else {
      throw ResolutionError(.unknown, "\(word) has no network interface in the exports")
    }
    return .endpoint(endpoint)
  }

  private func ambiguous(_ word: String, _ endpoints: [ID<Endpoint>]) -> ResolutionError {
    let names = endpoints.map(describe).sorted()
    return ResolutionError(
      .ambiguous,
      "\(word) stands for several endpoints: \(names.joined(separator: "; ")); use the id",
      candidates: endpoints.map { topology.endpoints[$0].id }.sorted())
  }

  /// Whether a scope is the asked one as far as both are known.
  private static func matches(_ scope: Scope, _ asked: Scope?) -> Bool {
    guard let asked else { return true }
    func agree(_ known: String, _ asked: String) -> Bool {
      known.isEmpty || asked.isEmpty || known == asked
    }
    return agree(scope.account, asked.account) && agree(scope.region, asked.region)
  }
}
