import Documents
import PacketSets
import Reachability
import TierPolicy
import Topology

/// A shop of three machines, of which one may connect to the database.
struct Audit {
  let topology: Topology
  let appServer: ID<Endpoint>
  let batchServer: ID<Endpoint>
  let database: ID<Endpoint>

  init() {
    var graph = Topology()

    // A network with a subnet, whose route table keeps packets inside.
    let prefix = Prefix(.v4(IPv4Address(rawValue: 0x0A00_0000)), length: 16)
    let network = graph.add(Network(id: "shop", prefixes: [prefix]))
    let routes = graph.add(
      RouteTable(id: "shop-routes", routes: [Route(destinations: [prefix], target: .local)]))
    let subnet = graph.add(
      Subnet(id: "shop-a", network: network, prefixes: [prefix], routeTable: routes))

    // Members of the group app may connect to databases on 5432; nobody else may.
    let app = graph.add(IdentityGroup(id: "app"))
    let postgres = FilterRule(
      id: "postgres", action: .allow, traffic: .tcp(5432), peer: PeerMatch(groups: [app]))
    let toDatabase = graph.add(
      Filter(id: "to-db", layer: .instanceFilter, direction: .inbound, rules: [postgres]))
    let member = graph.add(FilterBinding(groups: [app]))
    let open = graph.add(FilterBinding.open)
    let guarded = graph.add(
      FilterBinding(inbound: [FilterStage([toDatabase], layer: .instanceFilter)]))

    func machine(
      _ name: String, _ kind: ResourceKind, host: UInt32, _ binding: ID<FilterBinding>
    ) -> ID<Endpoint> {
      let resource = graph.add(Resource(id: name, kind: kind))
      let address = EndpointAddress(.v4(IPv4Address(rawValue: 0x0A00_0000 + host)))
      return graph.add(
        Endpoint(
          id: "\(name)-interface", resource: resource, subnet: subnet, addresses: [address],
          binding: binding))
    }
    appServer = machine("app-1", .instance, host: 10, member)
    batchServer = machine("batch-1", .instance, host: 11, open)
    database = machine("db-1", .database, host: 20, guarded)
    topology = graph
  }

  /// What certainly and what possibly connects to the database.
  func connectionToDatabase(from server: ID<Endpoint>) -> Connection {
    ReachabilityModel(topology).connection(from: .endpoint(server), to: .endpoint(database))
  }

  /// The verdicts of a policy on a day.
  func verdicts(on day: CalendarDate) throws -> [Verdict] {
    let text = """
      version: 1
      tiers:
        app: { name: "app-*" }
        db: { kind: database }
      rules:
        - { id: db-only-from-app, only: [app], reach: [db], on: [postgres] }
      """
    let file = SourceFile(id: FileID(rawValue: 0), path: "policy.yaml", bytes: Array(text.utf8))
    let policy = try Policy(reading: file, asOf: day)
    return PolicyReview(policy, model: ReachabilityModel(topology), asOf: day).rules.map(\.verdict)
  }
}
