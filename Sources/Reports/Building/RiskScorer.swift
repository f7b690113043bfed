import Diagrams
import PacketSets
import Reachability
import TierPolicy
import Topology

/// Counts the points of a finding.
struct RiskScorer {
  let topology: Topology

  /// The score of a pair that can open `traffic`.
  ///
  /// - Parameters:
  ///   - source: Who can open it.
  ///   - destination: To whom.
  ///   - traffic: What can be opened.
  ///   - pairs: How many pairs are alike.
  ///   - isFromAnywhere: Whether every address of a family may be the source.
  /// - Returns: The score with its terms.
  func score(
    from source: Party, to destination: Party, _ traffic: TrafficSet, pairs: Int,
    isFromAnywhere: Bool
  ) -> RiskScore {
    var terms = [exposure(source, destination), asset(source, destination, traffic)]
    terms.append(service(traffic))
    if isFromAnywhere {
      terms.append(RiskScore.Term("breadth", "from any address", 1))
    } else if TrafficLabel.isEverything(traffic) || traffic.slice(.tcp).destinations.isFull {
      terms.append(RiskScore.Term("breadth", "every port", 1))
    } else if pairs > 10 {
      terms.append(RiskScore.Term("breadth", "more than 10 pairs", 1))
    }
    return RiskScore(terms)
  }

  private func exposure(_ source: Party, _ destination: Party) -> RiskScore.Term {
    let name = "exposure"
    switch (source, destination) {
    case (.outside(let world, _), _):
      switch topology.worlds[world].kind {
      case .internet: return RiskScore.Term(name, "internet", 4)
      case .onPremises: return RiskScore.Term(name, "on-premises", 3)
      case .partner: return RiskScore.Term(name, "partner", 3)
      }
    case (.endpoint, .outside): return RiskScore.Term(name, "outbound", 2)
    case (.endpoint(let one), .endpoint(let other)):
      return topology.network(of: one) == topology.network(of: other)
        ? RiskScore.Term(name, "same network", 1) : RiskScore.Term(name, "another network", 2)
    }
  }

  private func asset(
    _ source: Party, _ destination: Party, _ traffic: TrafficSet
  ) -> RiskScore.Term {
    let name = "asset"
    let subject: Party = destination.isOutside ? source : destination
    guard case .endpoint(let id) = subject else { return RiskScore.Term(name, "other", 1) }
    switch topology.resource(of: id).kind {
    case .database, .cache, .queue, .fileSystem: return RiskScore.Term(name, "data store", 3)
    case _ where traffic.isSubset(of: Self.databases) && !destination.isOutside:
      return RiskScore.Term(name, "data store", 3)
    case _ where !traffic.isDisjoint(with: Self.administration) && !destination.isOutside:
      return RiskScore.Term(name, "administration", 3)
    case .instance, .container, .host, .function, .loadBalancer:
      return RiskScore.Term(name, "application", 2)
    default: return RiskScore.Term(name, "other", 1)
    }
  }

  private func service(_ traffic: TrafficSet) -> RiskScore.Term {
    let name = "service"
    if !traffic.isDisjoint(with: Self.administration) {
      return RiskScore.Term(name, "administration", 2)
    }
    if !traffic.isDisjoint(with: Self.databases) {
      return RiskScore.Term(name, "database protocol", 2)
    }
    if !traffic.isDisjoint(with: Self.cleartext) {
      return RiskScore.Term(name, "cleartext protocol", 2)
    }
    return RiskScore.Term(name, "other", 1)
  }

  private static let administration = services([
    "ssh", "rdp", "winrm", "vnc", "docker", "kubelet", "kubernetes-api", "etcd",
  ])
  private static let databases = services([
    "postgres", "mysql", "mssql", "oracle", "mongodb", "redis", "memcached", "elasticsearch",
    "cassandra", "redshift", "db2", "neo4j",
  ])
  /// The services that protect nothing of what they carry.
  private static let cleartextNames = ["ftp", "telnet", "http", "ldap", "snmp", "syslog", "smtp"]
  private static let cleartext = services(cleartextNames)

  /// The services of some traffic that protect nothing of what they carry; none for all of TCP.
  static func cleartext(in traffic: TrafficSet) -> [String] {
    if TrafficLabel.isEverything(traffic) || traffic.slice(.tcp).destinations.isFull { return [] }
    return cleartextNames.filter { !traffic.isDisjoint(with: services([$0])) }
  }

  private static func services(_ names: [String]) -> TrafficSet {
    let catalog = ServiceCatalog()
    return names.reduce(TrafficSet.empty) { $0.union(catalog[$1] ?? .empty) }
  }
}
