import Diagrams

/// Scenes that several tests draw.
enum SampleScenes {
  /// Two zones, three tiers, a bastion and one path that should not be.
  static let shop = Scene(
    title: "shop, production", subtitle: "as exported on 2025-03-01",
    externals: [
      SceneNode(id: "office", label: "Office", detail: "203.0.113.0/24", kind: .world),
      SceneNode(id: "internet", label: "Internet", detail: "0.0.0.0/0", kind: .world),
    ],
    regions: [SceneRegion(id: "us-east-1", label: "us-east-1", networks: [shopNetwork])],
    edges: shopEdges)

  private static let shopNetwork = SceneNetwork(
    id: "vpc-1", label: "vpc prod", detail: "10.0.0.0/16",
    gateways: [
      SceneNode(id: "igw-1", label: "igw-1", detail: "Internet gateway", kind: .gateway)
    ],
    zones: [
      SceneZone(id: "a", label: "us-east-1a"), SceneZone(id: "b", label: "us-east-1b"),
    ],
    subnets: [
      subnet(
        "public-a", "10.0.0.0/24", "a", 0, .public,
        [
          SceneNode(id: "alb-a", label: "alb web (a)", detail: "10.0.0.10", kind: .balancer),
          SceneNode(id: "nat-a", label: "nat-a", detail: "198.51.100.7", kind: .nat),
          SceneNode(id: "bastion", label: "bastion", detail: "10.0.0.5"),
        ]),
      subnet(
        "public-b", "10.0.1.0/24", "b", 0, .public,
        [
          SceneNode(id: "alb-b", label: "alb web (b)", detail: "10.0.1.10", kind: .balancer),
          SceneNode(id: "nat-b", label: "nat-b", detail: "198.51.100.8", kind: .nat),
        ]),
      subnet(
        "app-a", "10.0.10.0/24", "a", 1, .private, [app(1, "10.0.10.11"), app(2, "10.0.10.12")]),
      subnet(
        "app-b", "10.0.11.0/24", "b", 1, .private, [app(3, "10.0.11.13"), app(4, "10.0.11.14")]),
      subnet(
        "data-a", "10.0.20.0/24", "a", 2, .data,
        [
          SceneNode(id: "redis", label: "redis", detail: "10.0.20.6", kind: .cache),
          SceneNode(
            id: "orders-primary", label: "orders-primary", detail: "10.0.20.5", kind: .database),
        ]),
      subnet(
        "data-b", "10.0.21.0/24", "b", 2, .data,
        [
          SceneNode(
            id: "orders-replica", label: "orders-replica", detail: "10.0.21.5", kind: .database)
        ]),
    ])

  private static func subnet(
    _ name: String, _ range: String, _ zone: String, _ tier: Int, _ kind: SceneSubnet.Kind,
    _ nodes: [SceneNode]
  ) -> SceneSubnet {
    SceneSubnet(
      id: "subnet-" + name, label: name, details: [range], zone: zone, tier: tier,
      tierName: kind.rawValue, kind: kind, nodes: nodes)
  }

  private static func app(_ number: Int, _ address: String) -> SceneNode {
    SceneNode(id: "app-\(number)", label: "app-\(number)", detail: address)
  }

  private static let shopEdges: [SceneEdge] = {
    var edges: [SceneEdge] = []
    func add(_ sources: [String], _ targets: [String], _ traffic: String) {
      for source in sources {
        for target in targets {
          edges.append(SceneEdge(source: source, target: target, traffic: traffic))
        }
      }
    }
    let apps = ["app-1", "app-2", "app-3", "app-4"]
    add(["office"], ["igw-1"], "22")
    add(["internet"], ["igw-1"], "443")
    add(["igw-1"], ["alb-a", "alb-b"], "443")
    add(["igw-1"], ["bastion"], "22")
    add(["nat-a", "nat-b"], ["igw-1"], "any")
    add(["alb-a"], ["app-1", "app-2"], "8080")
    add(["alb-b"], ["app-3", "app-4"], "8080")
    add(["bastion"], apps, "22")
    add(["app-1", "app-2"], ["nat-a"], "any")
    add(["app-3", "app-4"], ["nat-b"], "any")
    add(apps, ["redis"], "6379")
    add(apps, ["orders-primary"], "5432")
    add(["orders-primary"], ["orders-replica"], "5432")
    edges.append(
      SceneEdge(
        source: "internet", target: "orders-replica", traffic: "5432", verdict: .violation,
        findings: ["F-1"]))
    return edges
  }()
}
