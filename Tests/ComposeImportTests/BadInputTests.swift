import ComposeImport
import Documents
import TestSupport
import Testing
import Topology

@Suite struct BadInputTests {
  static let whole = """
    name: shop
    include: [{path: other.yaml}]
    x-base: &base {image: "img:${TAG:-1}"}
    services:
      web:
        <<: *base
        ports: ["8080:80", {target: 443, published: "443"}]
        networks: {front: {aliases: [www]}, back: {ipv4_address: 10.9.0.5}}
        deploy: {replicas: 2}
      db:
        extends: {service: base}
        network_mode: "service:web"
      base: {image: x, profiles: [never]}
    networks:
      front: {driver_opts: {com.docker.network.bridge.enable_icc: "false"}}
      back: {ipam: {config: [{subnet: 10.9.0.0/24, gateway: 10.9.0.1}]}, internal: yes}
    """

  @Test func `random damage to a compose file does not crash`() {
    var generator = SeededGenerator(seed: 7)
    let bytes = Array(Self.whole.utf8)
    for _ in 0..<400 {
      var damaged = bytes
      for _ in 0..<Int.random(in: 1...4, using: &generator) {
        let index = Int.random(in: damaged.indices, using: &generator)
        switch Int.random(in: 0..<3, using: &generator) {
        case 0: damaged[index] = UInt8.random(in: 32...126, using: &generator)
        case 1: damaged.remove(at: index)
        default: damaged.insert(contentsOf: damaged[index...].prefix(9), at: index)
        }
      }
      let imported = Imported(String(decoding: damaged, as: UTF8.self))
      #expect(imported.coverage.files.count <= 1)
    }
  }

  @Test func `random damage to what Docker prints does not crash`() {
    var generator = SeededGenerator(seed: 8)
    let container = Docker.container(
      "web", networks: ["lab": "172.18.0.2"],
      ports: #"{"80/tcp": [{"HostIp": "0.0.0.0", "HostPort": "80"}]}"#)
    let bytes = Array(
      "[\(container), \(Docker.network("lab", "172.18.0.0/16", gateway: "172.18.0.1"))]".utf8)
    for _ in 0..<400 {
      var damaged = bytes
      let index = Int.random(in: damaged.indices, using: &generator)
      damaged[index] = UInt8.random(in: 32...126, using: &generator)
      let imported = Imported(files: ["a/x.json": String(decoding: damaged, as: UTF8.self)])
      #expect(imported.coverage.files.count <= 1)
    }
  }

  @Test func `the order of the files does not matter`() {
    let files = [
      "a/compose.yaml": "services: {web: {image: x}}", "a/.env": "A=1",
      "b/compose.yaml": "services: {db: {image: x}}", "b/v.json": Docker.version("28.0.0"),
    ]
    let (one, other) = (Imported(files: files), Imported(files: files, reversed: true))
    #expect(one.topology == other.topology)
    #expect(one.coverage == other.coverage)
  }

  @Test(arguments: [
    ("services: {a: {image: x, deploy: {replicas: 99999999999999999999}}}", "compose.schema"),
    ("services: {a: {image: x, container_name: c, scale: 2}}", "compose.replicas"),
    ("services: {a: {image: x, depends_on: [b]}}", "compose.service.undefined"),
    (
      "services: {a: {image: x, depends_on: [b]}, b: {image: x, depends_on: [a]}}",
      "compose.dependencyCycle"
    ),
    (
      "services: {a: {image: x, pids_limit: 64, deploy: {resources: {limits: {cpus: '1'}}}}}",
      "compose.limits"
    ),
    ("services: [a]", "compose.schema"), ("services: {a: 5}", "compose.schema"), ("- a", "x"),
    (
      "services: {a: {image: x, networks: {n: {ipv4_address: 1.2.3}}}}\nnetworks: {n: }",
      "compose.network.address"
    ),
    (
      "services: {a: {image: x, networks: [n]}}\nnetworks: {n: {ipam: {config: [{subnet: x}]}}}",
      "compose.network.address"
    ),
  ]) func `what Compose refuses is refused`(text: String, code: String) {
    let imported = Imported(text)
    guard code != "x" else {
      #expect(imported.coverage.files.isEmpty)
      return
    }
    #expect(imported.codes.contains(code))
    #expect(imported.coverage.files.first?.state == .refused)
    #expect(!imported.topology.omissions.isEmpty)
  }

  @Test func `a service without an image is told and still judged`() {
    let imported = Imported("services: {a: {ports: [\"1:1\"]}}")
    #expect(imported.codes.contains("compose.service.noImage"))
    #expect(imported.published("a") == ["1->1/tcp"])
  }
}
