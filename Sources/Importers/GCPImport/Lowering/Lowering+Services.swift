import Documents
import PacketSets
import Topology

extension Lowering {
  /// The network of private services behind a peering: the databases of the exports that are reached
  /// by it stand there (GCP-8.2).
  mutating func serviceNetwork(_ peering: Exported.Peering, _ reach: AddressSet) -> ID<Network>? {
    // Control planes of older private clusters stand behind a peering as well (GCP-8.3).
    let isControlPlane = peering.name.hasPrefix("gke-") && peering.name.hasSuffix("-peer")
    guard
      peering.name.hasPrefix("servicenetworking-") || peering.name.hasPrefix("redis-peer-")
        || isControlPlane
    else { return nil }
    if let known = networks[peering.network] { return known }
    let number = topology.add(
      Network(
        id: peering.network, name: "private services (\(peering.name))",
        scope: Scope(
          provider: "gcp",
          account: ResourceName.segment(after: "projects", in: peering.network) ?? ""),
        prefixes: reach == .all ? [] : reach.prefixes, location: peering.mark.location))
    networks[peering.network] = number
    return number
  }

  /// Adds the managed services that have addresses.
  mutating func addServices() {
    for database in inventory.sqlInstances.sorted { add(database) }
    for cache in inventory.redisInstances.sorted { add(cache) }
    for cluster in inventory.clusters.sorted { add(cluster) }
    for connector in inventory.connectors.sorted { add(connector) }
  }

  /// A Cloud SQL instance: its private address lies beyond a peering, where no rule of the network
  /// protects it; its public one admits the authorized networks alone (GCP-8.2).
  private mutating func add(_ database: Exported.SqlInstance) {
    let resource = topology.add(
      Resource(
        id: database.id, name: database.shortName, kind: .database, scope: scope(of: database.id),
        tags: database.labels, isRunning: database.isRunning, location: database.location))
    let offers = TrafficSet.tcp(database.port)
    if let network = database.privateNetwork {
      for address in database.privateAddresses {
        place(
          address, resource, "\(database.id)/private", behind: network, offers, database.location)
      }
    }
    guard database.isPublic else { return }
    if database.publicAddresses.isEmpty {
      noteMissingAddress(database.id, database.shortName, .sqlInstance, database.location)
    }
    for address in database.publicAddresses {
      let rules = clientRules(database)
      placePublic(
        address, resource, "\(database.id)/public", offers, rules,
        "authorized networks of \(database.shortName)", database.location)
    }
  }

  private mutating func clientRules(_ database: Exported.SqlInstance) -> [FilterRule] {
    if database.requiresConnector {
      let reason = assumption(
        about: "connector \(database.id)",
        "who may connect to \(database.shortName) by a connector, which IAM decides",
        remedy: "gcloud projects get-iam-policy", at: database.location)
      return [
        FilterRule(
          id: "connector", text: "connectors that IAM lets connect", action: .allow,
          traffic: .tcp(database.port),
          peer: PeerMatch(possible: PossiblePeers(.all, because: reason)),
          location: database.location)
      ]
    }
    return database.clients.filter { client in
      // An entry that has expired does not count; times are of one form, so texts compare.
      client.expires.map { $0 > time } ?? true
    }.map { client in
      FilterRule(
        id: client.range.description,
        text: "authorized network \(client.range)\(client.name.isEmpty ? "" : " (\(client.name))")",
        action: .allow, traffic: .all, peer: PeerMatch(addresses: AddressSet(client.range)),
        location: database.location)
    }
  }

  private mutating func add(_ cache: Exported.RedisInstance) {
    let resource = topology.add(
      Resource(
        id: cache.id, name: cache.shortName, kind: .cache, scope: scope(of: cache.id),
        tags: cache.labels, location: cache.location))
    guard let address = cache.address, let network = cache.network else {
      noteMissingAddress(cache.id, cache.shortName, .redisInstance, cache.location)
      return
    }
    place(address, resource, cache.id, behind: network, .tcp(cache.port), cache.location)
  }
}
