import Diagrams
import PacketSets
import Reachability
import TestSupport
import Testing
import Topology

struct SceneBuilderTests {
  /// A balancer, two application servers behind a translating gateway, and a database.
  private struct Graph {
    var build = TopologyBuilder()
    var db = ID<Endpoint>(0)

    init(apps: Int = 2, reversed: Bool = false, dbIsOpen: Bool = false) {
      let network = build.network("prod", "10.0.0.0/16")
      let front = build.subnet("front", "10.0.0.0/24", in: network)
      let middle = build.subnet("middle", "10.0.16.0/20", in: network)
      let back = build.subnet("back", "10.0.2.0/24", in: network)
      let gateway = build.internetGateway("igw", network)
      let noAnswer = build.securityGroup("sg-nat")
      let lbGroup = build.securityGroup("sg-lb", inbound: [.allow(.tcp(443))])
      let appGroup = build.securityGroup("sg-app")
      build.allow(into: appGroup, .allow(.tcp(8080), .members(of: lbGroup)))
      let dbGroup = build.securityGroup("sg-db", outbound: [])
      build.allow(into: dbGroup, .allow(.tcp(5432), .members(of: appGroup)))
      if dbIsOpen { build.allow(into: dbGroup, .allow(.tcp(5432))) }
      let nat = build.endpoint(
        "nat", "10.0.0.9", in: front, publicAddress: "198.51.100.9", groups: [noAnswer],
        initiates: false)
      kind(nat, .natGateway)
      let translation = build.sourceTranslation("nat-gateway", [nat], networks: network)
      build.route(front, "0.0.0.0/0", to: .gateway(gateway))
      build.route(middle, "0.0.0.0/0", to: .gateway(translation))
      if dbIsOpen { build.route(back, "0.0.0.0/0", to: .gateway(gateway)) }
      let lb = build.endpoint(
        "lb", "10.0.0.10", in: front, publicAddress: "198.51.100.10", groups: [lbGroup],
        initiates: true)
      kind(lb, .loadBalancer)
      let numbers = reversed ? Array((0..<apps).reversed()) : Array(0..<apps)
      for number in numbers {
        _ = build.endpoint(
          "app-\(number)", "10.0.\(16 + number / 200).\(10 + number % 200)", in: middle,
          groups: [appGroup])
      }
      db = build.endpoint(
        "db", "10.0.2.5", in: back, publicAddress: dbIsOpen ? "198.51.100.20" : nil,
        groups: [dbGroup])
      kind(db, .database)
    }

    private mutating func kind(_ endpoint: ID<Endpoint>, _ kind: ResourceKind) {
      build.topology.resources[build.topology.endpoints[endpoint].resource].kind = kind
    }

    func scenes(marks: [SceneMark] = [], limits: SceneLimits = SceneLimits()) -> [NamedScene] {
      SceneBuilder(
        model: ReachabilityModel(build.topology), marks: marks, title: "test", limits: limits
      ).scenes()
    }
  }

  private func lines(_ scene: Scene) -> [String] {
    scene.edges.map { edge in
      let mark = edge.verdict == .allowed ? "" : " \(edge.verdict) \(edge.findings)"
      return "\(edge.source) -> \(edge.target): \(edge.traffic)\(mark)"
    }
  }

  @Test func `draws the connections of three tiers by the gateways that packets pass`() throws {
    let scene = try #require(Graph().scenes().first).scene
    #expect(
      lines(scene) == [
        "app-0 -> db: 5432",
        "app-0 -> lb: 443",
        "app-0 -> nat: icmp, tcp, udp",
        "app-1 -> db: 5432",
        "app-1 -> lb: 443",
        "app-1 -> nat: icmp, tcp, udp",
        "gateway:igw -> lb: 443",
        "lb -> app-0: 8080",
        "lb -> app-1: 8080",
        "lb -> gateway:igw: any",
        "nat -> gateway:igw: icmp, tcp, udp",
        "world:internet -> gateway:igw: 443",
      ])
    let network = try #require(scene.regions.first?.networks.first)
    let rows = network.subnets.map { "\($0.label) \($0.tier) \($0.kind)" }.sorted()
    #expect(rows == ["back 2 data", "front 0 public", "middle 1 private"])
    #expect(network.gateways.map(\.label) == ["igw"])
  }

  @Test func `marks what must not be possible from source to target`() throws {
    let graph = Graph(dbIsOpen: true)
    let universe = graph.build.topology.endpoints.count
    var databases = EndpointSet(universe: universe)
    databases.insert(graph.db)
    let internet = OutsideSet(world: Topology.internet, addresses: .global, name: "internet")
    let mark = SceneMark(
      finding: "F-1",
      area: SceneArea(
        sources: PartySet(endpoints: EndpointSet(universe: universe), outside: [internet]),
        destinations: PartySet(endpoints: databases), traffic: .all))
    let scene = try #require(graph.scenes(marks: [mark]).first).scene
    let violations = lines(scene).filter { $0.contains("violation") }
    #expect(
      violations == [
        "gateway:igw -> db: 5432 violation [\"F-1\"]",
        "world:internet -> gateway:igw: 5432 violation [\"F-1\"]",
      ])
    #expect(lines(scene).contains("world:internet -> gateway:igw: 443"))
    let exempt = SceneMark(finding: "F-1", area: mark.area, exceptions: [mark.area])
    let calm = try #require(graph.scenes(marks: [exempt]).first).scene
    #expect(!calm.edges.contains { $0.verdict == .violation })
  }

  @Test func `draws what is not known as undecided`() throws {
    var graph = Graph()
    let gap = graph.build.assumption("unknown")
    let filter = try #require(graph.build.topology.filters.firstIndex { $0.id == "sg-db-in" })
    graph.build.topology.filters[filter].unknown = gap
    let scene = try #require(graph.scenes().first).scene
    #expect(lines(scene).contains("app-0 -> db: any undecided []"))
    #expect(!lines(scene).contains("app-0 -> db: 5432"))
  }

  @Test func `gives the same scene whatever the order of the graph`() throws {
    let one = try #require(Graph(apps: 3).scenes().first).scene
    let other = try #require(Graph(apps: 3, reversed: true).scenes().first).scene
    let renderer = TextRenderer(width: 100)
    #expect(renderer.render(one) == renderer.render(other))
    #expect(lines(one) == lines(other))
  }

  @Test func `draws many alike endpoints as one and asks for them once`() throws {
    let clock = ContinuousClock()
    var scene = Scene(title: "")
    let time = try clock.measure {
      scene = try #require(Graph(apps: 2500).scenes().first).scene
    }
    let middle = try #require(
      scene.regions.first?.networks.first?.subnets.first { $0.label == "middle" })
    #expect(middle.nodes.map(\.label) == ["app ×2500"])
    #expect(middle.nodes.first?.members.count == 2500)
    #expect(scene.edges.count == 8)
    #expect(time < .seconds(20), "\(time)")
  }

  @Test func `gives every network a page when one picture would be too full`() throws {
    var graph = Graph()
    let other = graph.build.network("other", "10.1.0.0/16")
    let subnet = graph.build.subnet("far", "10.1.0.0/24", in: other)
    _ = graph.build.endpoint("peer", "10.1.0.5", in: subnet)
    let link = graph.build.peering("link", ID(0), other)
    graph.build.route(subnet, "10.0.0.0/16", to: .gateway(link))
    graph.build.route(ID(1), "10.1.0.0/16", to: .gateway(link))
    let scenes = graph.scenes(limits: SceneLimits(single: 2, grouped: 2))
    #expect(scenes.map(\.name) == ["overview", "network-1", "network-2"])
    let overview = try #require(scenes.first).scene
    #expect(lines(overview).contains("card:prod -> card:other: link"))
    #expect(lines(overview).contains("world:internet -> card:prod: 443"))
    let page = try #require(scenes.first { $0.scene.title.contains("other") }).scene
    #expect(page.externals.contains { $0.id == "network:prod" })
  }
}
