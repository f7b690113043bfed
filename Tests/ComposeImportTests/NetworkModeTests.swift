import Documents
import Testing
import Topology

/// Section 3 of the rules of Compose: `network_mode`.
@Suite struct NetworkModeTests {
  @Test func `CMP-3 host: the process stands on the host, and what it publishes is discarded`() {
    let imported = Imported(
      #"services: {agent: {image: x, network_mode: host, ports: ["1:1"]}, web: {image: x}}"#)
    #expect(imported.networks(of: "agent") == ["docker-host uplink"])
    #expect(imported.published("agent") == [])
    #expect(imported.codes.contains("compose.ports.discarded"))
    #expect(imported.reach("web", "agent") == "undecided")
  }

  @Test func `CMP-3 none: no interface but the loopback`() {
    let imported = Imported("services: {batch: {image: x, network_mode: none}}")
    #expect(imported.containers == ["batch"])
    #expect(imported.networks(of: "batch") == [])
  }

  @Test func `CMP-3 bridge: the default bridge is shared by projects`() {
    let imported = Imported(files: [
      "a/compose.yaml": "services: {one: {image: x, network_mode: bridge}}",
      "b/compose.yaml": "services: {two: {image: x, network_mode: bridge}}",
    ])
    #expect(imported.networks(of: "one") == ["bridge"])
    #expect(imported.reach("one", "two") == "delivered")
    #expect(imported.addresses(of: "one") == ["172.17.0.2"])
  }

  @Test func `CMP-3 service: a sidecar is one with the service on the network`() {
    let imported = Imported(
      """
      services:
        app: {image: x, ports: ["8080:80"]}
        sidecar: {image: x, network_mode: "service:app"}
        deeper: {image: x, network_mode: "service:sidecar"}
      """)
    #expect(imported.containers == ["app"])
    let lodgers = imported.resource("app")?.tags.filter { $0.key == "lodger" }.map(\.value)
    #expect(lodgers == ["deeper", "shop-deeper-1", "shop-sidecar-1", "sidecar"])
  }

  @Test func `CMP-3 service: a sidecar cannot publish`() {
    let imported = Imported(
      #"services: {app: {image: x}, s: {image: x, network_mode: "service:app", ports: ["1:1"]}}"#)
    #expect(imported.codes.contains("compose.networkMode"))
  }

  @Test func `CMP-3 service: one that does not exist is refused`() {
    let imported = Imported(#"services: {s: {image: x, network_mode: "service:app"}}"#)
    #expect(imported.codes.contains("compose.service.undefined"))
  }

  @Test func `CMP-3 container: one that is not in the exports proves nothing`() {
    let imported = Imported(#"services: {s: {image: x, network_mode: "container:vpn"}}"#)
    #expect(imported.codes.contains("docker.namespace.unknown"))
    #expect(imported.topology.omissions.count == 1)
  }

  @Test func `CMP-3 other: any other word is the name of a network`() {
    let imported = Imported("services: {s: {image: x, network_mode: lan}}")
    #expect(imported.networks(of: "s") == ["lan"])
  }
}
