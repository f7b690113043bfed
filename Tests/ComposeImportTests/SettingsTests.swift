import Documents
import Testing
import Topology

/// Settings of the engine and of the environment that decide about whole projects.
@Suite struct SettingsTests {
  private static let two = """
    services:
      proxy: {image: x, networks: [front]}
      db: {image: x, networks: [data], ports: ["5432:5432"]}
    networks: {front: , data: }
    """

  @Test func `CMP-4.4: default-network-opts bind every bridge`() {
    let imported = Imported(files: [
      "shop/compose.yaml": Self.two, "shop/version.json": Docker.version("28.5.2"),
      "shop/daemon.json": """
      {"default-network-opts": {"bridge": {"com.docker.network.bridge.host_binding_ipv4": "127.0.0.1"}}}
      """,
    ])
    #expect(imported.reach("internet", "db") == "blocked")
    #expect(imported.reach("proxy", "db") == "blocked")
  }

  @Test func `CMP-4.7: without rules of the engine nothing is known to separate networks`() {
    let imported = Imported(files: [
      "shop/compose.yaml": Self.two, "shop/daemon.json": #"{"iptables": false}"#,
    ])
    #expect(imported.reach("proxy", "db", port: "1") == "undecided")
  }

  @Test(arguments: [("26.1.0", true), ("28.0.0", false)])
  func `CMP-2.14: older engines write no rules for IPv6`(version: String, isOpen: Bool) {
    let imported = Imported(files: [
      "shop/compose.yaml":
        "services: {a: {image: x, networks: [n]}}\nnetworks: {n: {enable_ipv6: true}}",
      "shop/version.json": Docker.version(version),
    ])
    #expect(
      imported.rules(of: "a", on: "shop_n").contains("whatever the host forwards") == isOpen)
  }

  @Test func `CMP-1.1: COMPOSE_FILE names the files that are deployed together`() {
    let imported = Imported(files: [
      "shop/.env": "COMPOSE_FILE=compose.yaml:compose.prod.yaml\n",
      "shop/compose.yaml": "services: {a: {image: x}}",
      "shop/compose.prod.yaml": "services: {b: {image: x}}",
      "shop/compose.dev.yaml": "services: {c: {image: x}}",
    ])
    #expect(imported.containers == ["a", "b"])
    #expect(imported.topology.omissions.isEmpty)
  }

  @Test func `CMP-6.3: running containers name the files that are deployed together`() {
    let web = Docker.container(
      "shop_a_1", networks: ["shop_default": "172.18.0.2"], project: "shop", service: "a",
      files: "/srv/shop/compose.yaml,/srv/shop/compose.prod.yaml")
    let imported = Imported(files: [
      "shop/inspect.json": "[\(web)]",
      "shop/networks.json":
        "[\(Docker.network("shop_default", "172.18.0.0/16", gateway: "172.18.0.1"))]",
      "shop/compose.yaml": "services: {a: {image: x}}",
      "shop/compose.prod.yaml": "services: {b: {image: x}}",
      "shop/compose.dev.yaml": "services: {c: {image: x}}",
    ])
    #expect(imported.containers == ["a", "b"])
    #expect(imported.codes.contains("compose.notDeployed"))
  }

  @Test func `an environment file of another name sets no variable of the compose file`() {
    let imported = Imported(files: [
      "shop/db.env": "HOSTPORT=1",
      "shop/compose.yaml": #"services: {a: {image: x, ports: ["${HOSTPORT:-9}:80"]}}"#,
    ])
    #expect(imported.published("a") == ["9->80/tcp"])
  }

  @Test func `containers of two hosts are told apart`() {
    let imported = Imported(files: [
      "one/info.json": Docker.info("28.0.0", backend: "iptables", name: "one"),
      "one/compose.yaml": #"services: {web: {image: x, ports: ["80:80"]}}"#,
      "two/info.json": Docker.info("28.0.0", backend: "iptables", name: "two"),
      "two/compose.yaml": "services: {db: {image: x}}",
    ])
    #expect(imported.resource("web")?.scope.account == "one")
    #expect(imported.resource("db")?.scope.account == "two")
    #expect(imported.reach("web", "db") == "blocked")
  }

  @Test func `an overlay that was inspected may have members on other hosts`() {
    let network = Docker.network("mesh", "10.0.1.0/24", gateway: "10.0.1.1")
      .replacing(#""Driver": "bridge""#, with: #""Driver": "overlay""#)
    let imported = Imported(files: ["a/n.json": "[\(network)]"])
    #expect(imported.topology.omissions.count == 1)
  }

  @Test(arguments: [
    ("pids_limit: 64, deploy: {resources: {limits: {pids: 64}}}", true),
    ("pids_limit: 64", true),
    ("mem_limit: 512m, deploy: {resources: {limits: {memory: 512M}}}", true),
    ("cpus: 1, deploy: {resources: {limits: {cpus: '1.0'}}}", true),
    ("cpus: 1, deploy: {resources: {limits: {cpus: '2'}}}", false),
    ("pids_limit: 64, deploy: {resources: {limits: {memory: 1g}}}", false),
  ]) func `CMP-7: limits in both forms must be equal`(keys: String, isValid: Bool) {
    let imported = Imported("services: {a: {image: x, \(keys)}}")
    #expect(imported.codes.contains("compose.limits") != isValid)
  }
}
