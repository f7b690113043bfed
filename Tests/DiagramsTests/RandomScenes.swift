import Diagrams

/// A generator whose numbers depend on the seed alone.
struct SeededGenerator: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed &* 0x9E37_79B9_7F4A_7C15 &+ 1 }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var value = state
    value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
    value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
    return value ^ (value >> 31)
  }
}

/// Scenes of every shape the layout must draw, made from a seed.
struct RandomScenes {
  /// What a scene is like.
  enum Shape: Int, CaseIterable {
    /// Some regions, some networks, with zones or without.
    case mixed
    /// Zones as columns.
    case zoned
    /// Regional subnets, several in a tier.
    case regional
    /// A hub and its spokes.
    case spokes
    /// Machines with a container network each, and the machine as a node in it.
    case hosts
    /// Nodes that all reach one another.
    case circles
    /// Names of wide, combining and forbidden characters.
    case hostile
  }

  private var random: SeededGenerator
  private var shape = Shape.mixed
  private var ids: [String] = []
  private var serial = 0

  static func scene(seed: UInt64) -> Scene {
    var maker = RandomScenes(random: SeededGenerator(seed: seed))
    maker.shape = Shape(rawValue: Int(seed % UInt64(Shape.allCases.count))) ?? .mixed
    return maker.make()
  }

  private init(random: SeededGenerator) { self.random = random }

  private mutating func number(_ range: ClosedRange<Int>) -> Int {
    Int.random(in: range, using: &random)
  }

  private mutating func node(_ kinds: [SceneNode.Kind]) -> SceneNode {
    serial += 1
    let kind = kinds[number(0...(kinds.count - 1))]
    let long = number(0...9) == 0 ? "-with-a-name-that-goes-on-and-on" : ""
    let id = "id-\(serial)"
    let names = ["データ", "e\u{301}te\u{301}", "<&\"'>", "a\u{1B}[31m", "\u{202E}b", "]]>--", ""]
    let hostile = shape == .hostile ? names[number(0...(names.count - 1))] : ""
    ids.append(id)
    return SceneNode(
      id: id, label: "\(kind.rawValue)-\(serial)\(long)\(hostile)",
      detail: number(0...3) == 0 ? "" : "10.\(number(0...255)).\(number(0...255)).\(serial % 256)",
      kind: kind, chips: number(0...2) == 0 ? ["sg-\(number(1...3))"] : [],
      findings: number(0...15) == 0 ? ["F-\(serial)"] : [])
  }

  private mutating func nodes(_ range: ClosedRange<Int>, _ kinds: [SceneNode.Kind]) -> [SceneNode] {
    (0..<number(range)).map { _ in node(kinds) }
  }

  private mutating func network(_ name: String) -> SceneNetwork {
    let count =
      switch shape {
      case .zoned: number(2...4)
      case .regional, .hosts: 0
      case .mixed, .spokes, .circles, .hostile: number(0...3)
      }
    let zones = (0..<count).map { SceneZone(id: "z\($0)", label: "zone-\($0)") }
    var subnets: [SceneSubnet] = []
    for tier in 0..<(shape == .hosts ? 1 : number(0...4)) {
      for column in 0..<max(1, zones.count) {
        let parts = number(0...(shape == .regional ? 1 : 4)) == 0 ? number(0...3) : 1
        for part in 0..<parts {
          serial += 1
          var list = nodes(0...4, [.compute, .container, .database, .cache, .nat, .balancer])
          if shape == .hosts { list.append(node([.host])) }
          if number(0...7) == 0 {
            for _ in 0..<number(7...12) {
              serial += 1
              ids.append("id-\(serial)")
              list.append(SceneNode(id: "id-\(serial)", label: "worker-\(serial)"))
            }
          }
          subnets.append(
            SceneSubnet(
              id: "s-\(serial)", label: "tier\(tier)-\(column)-\(part)",
              details: ["10.\(tier).\(column).0/24", "rtb-\(serial)"],
              zone: zones.isEmpty ? nil : zones[column].id, tier: tier,
              kind: SceneSubnet.Kind.allCases[min(tier, 2)], nodes: list))
        }
      }
    }
    return SceneNetwork(
      id: name, label: "vpc \(name)", detail: "10.0.0.0/16",
      gateways: nodes(0...3, [.gateway, .nat]),
      services: nodes(0...3, [.balancer, .service]), zones: zones, subnets: subnets)
  }

  private mutating func make() -> Scene {
    let externals = nodes(0...3, [.world])
    var regions: [SceneRegion] = []
    for region in 0..<(number(0...5) == 0 ? 3 : number(1...2)) {
      let count = shape == .spokes || shape == .hosts ? number(3...5) : number(1...2)
      let networks = (0..<count).map { network("r\(region)n\($0)") }
      regions.append(
        SceneRegion(id: "region-\(region)", label: "region-\(region)", networks: networks))
    }
    var edges: [SceneEdge] = []
    let traffic = ["443", "any", "tcp/22", "tcp/8080-8089; udp/53", "5432"]
    let verdicts = SceneEdge.Verdict.allCases
    func pick(_ list: [String], _ random: inout SeededGenerator) -> String {
      list.isEmpty ? "none" : list[Int.random(in: 0...(list.count - 1), using: &random)]
    }
    for _ in 0..<number(0...18) {
      let verdict = number(0...2) == 0 ? verdicts[number(0...(verdicts.count - 1))] : .allowed
      let word = traffic[number(0...(traffic.count - 1))]
      let sources = (0..<number(1...3)).map { _ in pick(ids, &random) }
      let isCircle = shape == .circles && number(0...1) == 0
      let targets = isCircle ? sources : (0..<number(1...3)).map { _ in pick(ids, &random) }
      for source in sources {
        for target in targets where source != target || number(0...5) == 0 {
          edges.append(
            SceneEdge(
              source: source, target: target, traffic: word, verdict: verdict,
              findings: verdict == .violation ? ["F-\(edges.count)"] : []))
        }
      }
    }
    return Scene(title: "random", externals: externals, regions: regions, edges: edges)
  }
}
