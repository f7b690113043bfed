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

  private func resolve(_ address: IPAddress) throws(ResolutionError) -> PartyReference {
    let owners = endpoints(at: address)
    guard owners.count > 1 else { return .address(address, owner: owners.first) }
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
