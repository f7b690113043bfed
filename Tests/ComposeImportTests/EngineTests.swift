import Documents
import Testing
import Topology

/// Section 0 and 5 of the rules of Docker: what depends on the engine.
@Suite struct EngineTests {
  private func internalAndPublished(_ more: [String: String]) -> Imported {
    Imported(
      files: [
        "shop/compose.yaml": """
        services:
          web: {image: x, ports: ["80:80"], networks: [front]}
          db: {image: x, networks: [back]}
        networks: {front: , back: {internal: true}}
        """
      ].merging(more.map { ("shop/\($0)", $1) }) { $1 })
  }

  @Test(arguments: [("20.10.24+dfsg1", "blocked"), ("27.1.0", "blocked"), ("28.5.2", "blocked")])
  func `section 0: an internal network does not reach what others publish, up to 28`(
    version: String, verdict: String
  ) {
    let imported = internalAndPublished(["version.json": Docker.version(version)])
    #expect(imported.opens("db", "web", port: 80) == verdict)
  }

  @Test(arguments: [("nftables", "undecided"), ("iptables", "blocked")])
  func `section 0: in 29 the back end decides about it`(backend: String, verdict: String) {
    let imported = internalAndPublished(["info.json": Docker.info("29.7.2", backend: backend)])
    #expect(imported.opens("db", "web", port: 80) == verdict)
    #expect(imported.resource("box")?.kind == .host)
  }

  @Test func `section 0: of an unknown version both bounds are given`() {
    #expect(internalAndPublished([:]).opens("db", "web", port: 80) == "undecided")
    #expect(internalAndPublished([:]).opens("db", "web", port: 81) == "blocked")
  }

  @Test func `section 0: different bridges are closed to each other in every version`() {
    for version in ["19.03.1", "25.0.0", "28.0.4", "29.0.0"] {
      let imported = Imported(files: [
        "shop/compose.yaml": """
        services: {a: {image: x, networks: [n]}, b: {image: x, networks: [m]}}
        networks: {n: , m: }
        """,
        "shop/version.json": Docker.version(version),
      ])
      #expect(imported.reach("a", "b") == "blocked", "\(version)")
      #expect(imported.reach("internet", "b") == "blocked", "\(version)")
    }
  }

  @Test(arguments: [("24.0.7", true), ("27.5.1", true), ("28.0.0", false), ("29.1.0", false)])
  func `CMP-5.5: neighbours that route to the bridge are let in up to 27 only`(
    version: String, isOpen: Bool
  ) {
    let imported = Imported(files: [
      "shop/compose.yaml": "services: {a: {image: x, ports: [\"127.0.0.1:1:1\"]}}",
      "shop/version.json": Docker.version(version),
    ])
    let rules = imported.rules(of: "a", on: "shop_default")
    #expect(rules.contains("from neighbours that route to the bridge") == isOpen)
    #expect(rules.contains("published 127.0.0.1:1->1/tcp") == isOpen)
  }

  @Test func `CMP-5.6: the version comes from docker info as well as from docker version`() {
    let imported = internalAndPublished(["info.json": Docker.info("28.1.0", backend: "iptables")])
    #expect(imported.reach("db", "web", port: "80") == "blocked")
  }
}
