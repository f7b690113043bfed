import PacketSets
import Reachability
import Testing
import Topology

@testable import TierPolicy

@Suite struct BaselineTests {
  @Test func `infers tiers and says why`() throws {
    let topology = try threeTiers()
    let baseline = Baseline(SelectorEvaluation(topology))
    #expect(
      baseline.inference.tiers.map { "\($0.name): \($0.reasons.joined(separator: ", "))" } == [
        "bastion: tag Role=bastion (1)", "load-balancer: kind load-balancer (1)",
        "app: name matches app-* (2), target of a load balancer (1)",
        "db: admits tcp/3306 (1), kind database (1), name matches *-redis (1), "
          + "security group db (1), serves tcp/6379 (1)",
      ])
    #expect(
      baseline.rules.map(\.title) == [
        "only bastion reaches server on ssh, rdp and winrm",
        "internet never reaches behind-load-balancer on https and http",
        "only load-balancer reaches app on tcp/8080",
        "only app reaches db on postgres, mysql, mssql, oracle, mongodb, redis, memcached, "
          + "elasticsearch, amqp, kafka, cassandra and redshift",
        "internet never reaches app and db", "db never reaches internet",
      ])
    #expect(baseline.skipped.isEmpty)
  }

  @Test func `rules of which a tier is empty are skipped with a note`() throws {
    var graph = GraphBuilder()
    let subnet = graph.subnet("s", in: try graph.network("n", "10.0.0.0/16"))
    try graph.endpoint("one", "10.0.0.4", in: subnet)
    let review = PolicyReview(
      baselineFor: MatrixModel(topology: graph.topology), asOf: testDay)
    #expect(review.rules.map(\.id) == ["ssh-not-from-internet"])
    #expect(review.rules.map(\.verdict) == [.proven])
    #expect(
      review.skipped.map { "\($0.rule.id): \($0.reason)" } == [
        "ssh-only-from-bastion: none of bastion, vpn and on-premises has members; "
          + "ssh-not-from-internet is asked instead",
        "https-only-to-load-balancer: the tier load-balancer has no members",
        "app-only-from-load-balancer: the tier load-balancer has no members",
        "db-only-from-app: the tier app has no members",
        "no-direct-internet: none of app and db has members",
        "no-egress-from-db: the tier db has no members",
      ])
    #expect(review.source == .baseline)
  }

  @Test func `an empty graph has no rules`() {
    let review = PolicyReview(
      baselineFor: MatrixModel(topology: Topology()), asOf: testDay)
    #expect(review.rules.isEmpty)
    #expect(review.skipped.count == 6)
  }

  @Test func `the baseline finds what is open`() throws {
    let topology = try threeTiers()
    func endpoint(_ name: String) throws -> ID<Endpoint> {
      try #require(topology.endpoints.ids.first { topology.resource(of: $0).name == name })
    }
    var model = MatrixModel(topology: topology)
    model.connect(.outside(.all), .endpoint(try endpoint("app-1")), .tcp(22...22))
    model.connect(.endpoint(try endpoint("orders")), .outside(.all), .tcp(443...443))
    let review = PolicyReview(baselineFor: model, asOf: testDay)
    #expect(
      review.rules.filter { $0.verdict == .violated }.map(\.id) == [
        "ssh-only-from-bastion", "no-direct-internet", "no-egress-from-db",
      ])
    #expect(review.count(of: .proven) == 3)
    #expect(review.tiers.map(\.name).contains("server"))
  }

  @Test func `groups that speak of two tiers tell nothing`() throws {
    var graph = GraphBuilder()
    let subnet = graph.subnet("s", in: try graph.network("n", "10.0.0.0/16"))
    let app = graph.group("sg-1", name: "app")
    let db = graph.group("sg-2", name: "db")
    try graph.endpoint(
      "one", "10.0.0.4", in: subnet, binding: FilterBinding(groups: [app, db]))
    try graph.endpoint("two", "10.0.0.5", in: subnet, binding: FilterBinding(groups: [db]))
    let inference = TierInference(graph.topology)
    #expect(inference.tiers.map(\.name) == ["db"])
    #expect(inference.tiers.first?.members.members == [ID(1)])
  }

  @Test func `ports that balancers are not admitted to are not the application's`() throws {
    var graph = GraphBuilder()
    let subnet = graph.subnet("s", in: try graph.network("n", "10.0.0.0/16"))
    try graph.endpoint("lb", "10.0.0.4", kind: .loadBalancer, in: subnet)
    try graph.endpoint("app", "10.0.0.5", in: subnet)
    let inference = TierInference(graph.topology)
    #expect(AppTraffic(graph.topology, inference).services == ["tcp/80,443,3000,8000-8999"])
  }
}

/// A bastion, a balancer with its application, and data behind it.
func threeTiers() throws -> Topology {
  var graph = GraphBuilder()
  let subnet = graph.subnet("s", in: try graph.network("n", "10.0.0.0/16"))
  let balancers = graph.group("sg-lb", name: "lb")
  let data = graph.group("sg-db", name: "db")
  let admitsBalancers = graph.topology.add(
    Filter(
      id: "sg-x", layer: .instanceFilter, direction: .inbound,
      rules: [
        FilterRule(
          id: "1", action: .allow, traffic: .tcp(8080...8080),
          peer: PeerMatch(groups: [balancers])),
        FilterRule(id: "2", action: .allow, traffic: .tcp(22...22), peer: .anyone),
      ]))
  let admitsMySQL = graph.topology.add(
    Filter(
      id: "sg-y", layer: .instanceFilter, direction: .inbound,
      rules: [
        FilterRule(id: "1", action: .allow, traffic: .tcp(3306...3306), peer: .anyone)
      ]))
  let appBinding = FilterBinding(
    inbound: [FilterStage([admitsBalancers], layer: .instanceFilter)])
  try graph.endpoint("gate", "10.0.0.4", tags: ["Role": "bastion"], in: subnet)
  let balancer = try graph.endpoint(
    "front", "10.0.0.5", kind: .loadBalancer, in: subnet,
    binding: FilterBinding(groups: [balancers]))
  try graph.endpoint("app-1", "10.0.0.6", in: subnet, binding: appBinding)
  try graph.endpoint("app-2", "10.0.0.7", in: subnet, binding: appBinding)
  let served = try graph.endpoint("shop", "10.0.0.8", in: subnet)
  try graph.endpoint("orders", "10.0.1.4", kind: .database, in: subnet)
  try graph.endpoint("shop-redis", "10.0.1.5", in: subnet)
  try graph.endpoint(
    "spare", "10.0.1.6", kind: .networkInterface, in: subnet,
    binding: FilterBinding(groups: [data]))
  try graph.endpoint("keys", "10.0.1.7", in: subnet, offers: .tcp(6379...6379))
  try graph.endpoint(
    "old", "10.0.1.8", in: subnet,
    binding: FilterBinding(inbound: [FilterStage([admitsMySQL], layer: .instanceFilter)]))
  try graph.endpoint("nat-db", "10.0.0.9", kind: .natGateway, in: subnet)
  _ = graph.topology.add(
    Proxy(
      endpoints: [balancer],
      listeners: [
        ProxyListener(accepts: .tcp(443...443), targets: [served], opens: .tcp(8080...8080))
      ]))
  return graph.topology
}
