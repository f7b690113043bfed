import Documents
import PacketSets
import Reachability
import Reports
import TestSupport
import TierPolicy
import Topology

/// A network with a bastion, a load balancer, two application servers and a database with a
/// replica that was left open.
struct ThreeTierGraph {
  var build = TopologyBuilder()
  var names: [String: ID<Endpoint>] = [:]

  /// Builds the graph.
  ///
  /// - Parameters:
  ///   - reversed: Whether the machines are added in the opposite order.
  ///   - replicaIsOpen: Whether the replica lets the internet in.
  ///   - appName: The name of the first application server.
  init(reversed: Bool = false, replicaIsOpen: Bool = true, appName: String = "app-1") {
    let network = build.network("prod", "10.0.0.0/16")
    let front = build.subnet("public-a", "10.0.0.0/24", in: network)
    let middle = build.subnet("app-a", "10.0.10.0/24", in: network)
    let back = build.subnet("data-a", "10.0.20.0/24", in: network)
    let gateway = build.internetGateway("igw-1", network)
    let bastionGroup = build.securityGroup(
      "sg-bastion", inbound: [.allow(.tcp(22), .addresses("203.0.113.0/24"))])
    let balancerGroup = build.securityGroup("sg-lb", inbound: [.allow(.tcp(443))])
    let appGroup = build.securityGroup("sg-app")
    build.allow(into: appGroup, .allow(.tcp(8080), .members(of: balancerGroup)))
    build.allow(into: appGroup, .allow(.tcp(22), .members(of: bastionGroup)))
    let dataGroup = build.securityGroup("sg-db")
    build.allow(into: dataGroup, .allow(.tcp(5432), .members(of: appGroup)))
    if replicaIsOpen {
      var open = FilterRule.allow(.tcp(5432))
      open.id = "sgr-open"
      open.text = "allow tcp/5432 from 0.0.0.0/0"
      build.allow(into: dataGroup, open)
    }
    let translator = build.endpoint(
      "nat-a", "10.0.0.9", in: front, publicAddress: "198.51.100.9",
      initiates: false, offers: .empty)
    let nat = build.sourceTranslation("nat-1", [translator], networks: network)
    for subnet in [front, back] { build.route(subnet, "0.0.0.0/0", to: .gateway(gateway)) }
    build.route(middle, "0.0.0.0/0", to: .gateway(nat))
    build.topology.resources[0].kind = .natGateway
    names["nat-a"] = translator
    var steps: [(String, ResourceKind, String, ID<Subnet>, String?, SecurityGroup)] = [
      ("bastion", .instance, "10.0.0.5", front, "198.51.100.5", bastionGroup),
      ("lb", .loadBalancer, "10.0.0.10", front, "198.51.100.10", balancerGroup),
      (appName, .instance, "10.0.10.11", middle, nil, appGroup),
      ("app-2", .instance, "10.0.10.12", middle, nil, appGroup),
      ("orders", .database, "10.0.20.5", back, nil, dataGroup),
      ("replica", .database, "10.0.20.6", back, "198.51.100.20", dataGroup),
    ]
    if reversed { steps.reverse() }
    for step in steps {
      let id = build.endpoint(
        step.0, step.2, in: step.3, publicAddress: step.4, groups: [step.5])
      let resource = build.topology.endpoints[id].resource
      build.topology.resources[resource].kind = step.1
      let tier = step.5.group == appGroup.group ? "app" : step.0
      build.topology.resources[resource].tags = [Tag("Tier", tier)]
      names[step.0] = id
    }
  }

  static let policy = """
    version: 1
    system: Orders
    tiers:
      bastion: { name: bastion }
      load-balancer: { kind: load-balancer }
      app: { tag: { Tier: app } }
      db: { kind: database }
      office: { cidr: [203.0.113.0/24] }
    rules:
      - id: ssh-only-from-bastion
        only: [bastion]
        reach: [app, db]
        on: [ssh]
        severity: high
      - id: db-not-from-internet
        never: [internet]
        reach: [db]
        severity: critical
        references: [PCI-DSS-4.0/1.4.4]
      - id: db-only-from-app
        only: [app]
        reach: [db]
        on: [postgres]
        severity: high
      - id: entry-point-works
        must: [internet]
        reach: [load-balancer]
        on: [https]
      - id: office-reaches-bastion
        must: [office]
        reach: [bastion]
        on: [rdp]
        severity: low
    flows:
      - { from: [app], to: [db], on: [postgres], owner: orders-team, why: order storage }

    """

  static let today = CalendarDate(daysSinceEpoch: 20_500)

  /// The review of the graph under a policy.
  func review(policy text: String = Self.policy) throws -> Review {
    let file = SourceFile(path: "bailey.yaml", text: text)
    let policy = try Policy(reading: file, asOf: Self.today)
    let model = ReachabilityModel(build.topology)
    let catalog = SourceCatalog(texts: ["export/all.json": "{}"])
    var coverage = Coverage()
    coverage.capturedAt = "2026-02-15T10:00:00Z"
    coverage.files = [
      FileCoverage(
        file: FileID(rawValue: 0), path: "export/all.json", content: "AWS DescribeAll",
        recordCount: 17, state: .read)
    ]
    return try ReviewBuilder(
      model: model, policy: PolicyReview(policy, model: model, asOf: Self.today),
      coverage: coverage, catalog: catalog, policyFile: file, toolVersion: "0.1.0"
    ).build()
  }
}
