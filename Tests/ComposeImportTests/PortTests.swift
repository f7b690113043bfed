import Documents
import Testing
import Topology

/// Section 4 of the rules of Compose: published ports.
@Suite struct PortTests {
  private func ports(_ list: String) -> [String] {
    Imported("services:\n  a:\n    image: x\n    ports: [\(list)]\n").published("a")
  }

  @Test(arguments: [
    (#""80""#, ["->80/tcp"]), ("80", ["->80/tcp"]), (#"":80""#, ["->80/tcp"]),
    (#""3000-3005""#, ["->3000-3005/tcp"]), (#""8080:80""#, ["8080->80/tcp"]),
    (#""9090-9091:8080-8081""#, ["9090-9091->8080-8081/tcp"]),
    (#""8000-9000:80""#, ["8000-9000->80/tcp"]),
    (#""127.0.0.1:8001:8001""#, ["127.0.0.1:8001->8001/tcp"]),
    (#""127.0.0.1:5000-5010:5000-5010""#, ["127.0.0.1:5000-5010->5000-5010/tcp"]),
    (#""127.0.0.1::80""#, ["127.0.0.1:->80/tcp"]), (#""6060:6060/UDP""#, ["6060->6060/udp"]),
    (#""53:53/tcp", "53:53/udp""#, ["53->53/tcp", "53->53/udp"]),
    (#""::1:6000:6000""#, ["::1:6000->6000/tcp"]),
    (#""[::1]:6001:6001""#, ["::1:6001->6001/tcp"]),
    (
      #"{target: 80, published: "8080", host_ip: 10.0.0.5, protocol: udp, mode: host}"#,
      ["10.0.0.5:8080->80/udp"]
    ),
    ("{target: 80}", ["->80/tcp"]), (#"{target: 80, published: 8000-8010}"#, ["8000-8010->80/tcp"]),
  ]) func `CMP-4.1, 4.2, 4.3: what an entry publishes`(entry: String, expected: [String]) {
    // What is bound to the loopback stands in no rule where the version closes it.
    let imported = Imported(files: [
      "shop/compose.yaml": "services:\n  a:\n    image: x\n    ports: [\(entry)]\n",
      "shop/version.json": Docker.version("20.10.24"),
    ])
    #expect(imported.published("a") == expected)
  }

  @Test(arguments: [
    #""8000-9000:80-90""#, #""300:80:90:100""#, #""70000:80""#, #""90-80""#, #""80/icmp""#,
    #""host:80:80""#, #""8080:""#, "{published: 80}", "{target: x}", #"{target: 80, nmae: a}"#,
    "[80]", "true:1", #""-1:80""#, #""+1:80""#, #""1 :80""#,
  ]) func `CMP-4.1: what is no port is refused with its place`(entry: String) {
    let imported = Imported("services:\n  a:\n    image: x\n    ports: [\(entry)]\n")
    #expect(imported.diagnostics.hasErrors)
    #expect(imported.place("compose.port") == "4:13" || imported.place("compose.schema") != nil)
    #expect(imported.coverage.files.first?.state == .refused)
  }

  @Test func `CMP-4.4: the address of the network is taken where the port names none`() {
    let options = "com.docker.network.bridge.host_binding_ipv4: 127.0.0.1"
    let imported = Imported(files: [
      "shop/compose.yaml": """
      services: {a: {image: x, ports: ["1:1"], networks: [n]}}
      networks: {n: {driver_opts: {\(options)}}}
      """,
      "shop/version.json": Docker.version("28.5.2"),
    ])
    #expect(imported.reach("internet", "a", port: "1") == "blocked")
  }

  @Test func `CMP-4.4: the ip of daemon.json binds the default bridge and no other network`() {
    let imported = Imported(files: [
      "shop/compose.yaml": """
      services:
        a: {image: x, ports: ["1:1"]}
        b: {image: x, ports: ["2:2"], network_mode: bridge}
      """,
      "shop/daemon.json": #"{"ip": "127.0.0.1"}"#,
      "shop/version.json": Docker.version("28.5.2"),
    ])
    #expect(imported.reach("internet", "a", port: "1") == "undecided")
    #expect(imported.reach("internet", "b", port: "2") == "blocked")
  }

  @Test func `CMP-4.5: a published port is reachable from other networks of the host`() {
    let imported = Imported(
      """
      services:
        proxy: {image: x, networks: [front]}
        db: {image: x, networks: [data], ports: ["5432:5432"]}
      networks: {front: , data: }
      """)
    #expect(imported.opens("proxy", "db") == "undecided")
    #expect(imported.opens("proxy", "db", port: 1) == "blocked")
    // At its own address it is closed to them all the same.
    #expect(imported.reach("proxy", "db") == "blocked")
  }

  @Test(arguments: [("28.5.2", "blocked"), ("29.0.0", "undecided")])
  func `CMP-4.7: without the proxy other networks cannot, up to 28`(
    version: String, verdict: String
  ) {
    let imported = Imported(files: [
      "shop/compose.yaml": """
      services:
        proxy: {image: x, networks: [front]}
        db: {image: x, networks: [data], ports: ["5432:5432"]}
      networks: {front: , data: }
      """,
      "shop/daemon.json": #"{"userland-proxy": false}"#,
      "shop/version.json": Docker.version(version),
    ])
    #expect(imported.opens("proxy", "db") == verdict)
    #expect(imported.reach("internet", "db") == "undecided")
  }

  @Test func `CMP-4.8: routed opens ICMP, and nat-unprotected every port`() {
    func rules(_ mode: String) -> [String] {
      Imported(
        """
        services: {a: {image: x, networks: [n]}}
        networks: {n: {driver_opts: {com.docker.network.bridge.gateway_mode_ipv4: \(mode)}}}
        """
      ).rules(of: "a", on: "shop_n")
    }
    #expect(rules("routed").last == "from everywhere: ICMP")
    #expect(rules("nat-unprotected").last == "from everywhere: everything")
  }

  @Test func `CMP-4.9: expose publishes nothing`() {
    let imported = Imported(#"services: {a: {image: x, expose: ["5432"]}}"#)
    #expect(imported.published("a") == [])
    #expect(imported.reach("internet", "a") == "blocked")
  }

  @Test func `CMP-4.10: a swarm publishes at every address`() {
    let imported = Imported(
      """
      services: {a: {image: x, ports: ["127.0.0.1:1:1"], networks: [n]}}
      networks: {n: {driver: overlay}}
      """)
    #expect(imported.reach("internet", "a", port: "1") == "undecided")
  }
}
