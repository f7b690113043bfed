import Documents
import Testing
import Topology

/// Section 2 of the rules of Compose: networks.
@Suite struct NetworkTests {
  @Test func `CMP-2.1: a service without networks is on default, which else does not exist`() {
    #expect(Imported("services: {a: {image: x}}").networks(of: "a") == ["shop_default"])
    let other = Imported("services: {a: {image: x, networks: [n]}}\nnetworks: {n: }")
    #expect(!other.topology.networks.contains { $0.name == "shop_default" })
  }

  @Test func `CMP-2.2: a service that lists networks is not on default`() {
    let imported = Imported(
      """
      services: {db: {image: x}, api: {image: x, networks: [default, n]}, web: {image: x, networks: [n]}}
      networks: {n: }
      """)
    #expect(imported.reach("api", "db") == "delivered")
    #expect(imported.reach("web", "db") == "blocked")
  }

  @Test func `CMP-2.3: an undeclared network is refused where it stands`() {
    let imported = Imported("services:\n  a:\n    image: x\n    networks: [n]\n")
    #expect(imported.place("compose.network.undefined") == "4:16")
  }

  @Test func `CMP-2.3: network_mode and networks exclude each other`() {
    let imported = Imported(
      "services: {a: {image: x, network_mode: host, networks: [n]}}\nnetworks: {n: }")
    #expect(imported.codes.contains("compose.networkMode"))
  }

  @Test(arguments: [
    ("{}", "shop_n"), ("{name: real}", "real"), ("{external: true}", "n"),
    ("{external: true, name: real}", "real"), ("{external: {name: old}}", "old"),
  ]) func `CMP-2.4: the real name of a network`(text: String, name: String) {
    let imported = Imported("services: {a: {image: x, networks: [n]}}\nnetworks: {n: \(text)}")
    #expect(imported.networks(of: "a") == [name])
  }

  @Test func `CMP-2.5: nothing is proven about who is on an external network`() {
    let imported = Imported(
      "services: {a: {image: x, networks: [n]}}\nnetworks: {n: {external: true}}")
    #expect(imported.codes.contains("docker.network.unknown"))
    #expect(imported.topology.omissions.count == 1)
  }

  @Test func `CMP-2.6: projects that share a network by name are one broadcast domain`() {
    let imported = Imported(files: [
      "a/compose.yaml": "services: {web: {image: x, networks: [n]}}\nnetworks: {n: {name: shared}}",
      "b/compose.yaml": """
      services: {api: {image: x, networks: [shared]}, db: {image: x}}
      networks: {shared: {external: true}}
      """,
    ])
    #expect(imported.reach("web", "api") == "delivered")
    #expect(imported.reach("web", "db") == "blocked")
    #expect(imported.topology.omissions.isEmpty)
  }

  @Test func `CMP-2.7: one network in common opens every port, and nothing else does`() {
    let imported = Imported(
      """
      services:
        proxy: {image: x, networks: [front], depends_on: [db], links: [db]}
        app: {image: x, networks: [front, back]}
        db: {image: x, networks: [back], expose: ["5432"]}
      networks: {front: , back: }
      """)
    #expect(imported.reach("app", "db", port: "1") == "delivered")
    #expect(imported.reach("proxy", "db") == "blocked")
  }

  @Test func `CMP-2.7: enable_icc false closes containers to each other and not to the host`() {
    let imported = Imported(
      """
      services: {a: {image: x, networks: [n]}, b: {image: x, networks: [n]}}
      networks: {n: {driver_opts: {com.docker.network.bridge.enable_icc: "false"}}}
      """)
    #expect(imported.reach("a", "b") == "blocked")
    #expect(imported.reach("docker-host", "b") == "undecided")
  }

  @Test func `CMP-2.9: an internal network has no way out and none in, and is open to the host`() {
    let imported = Imported(
      """
      services: {db: {image: x, networks: [n], ports: ["5432:5432"]}}
      networks: {n: {internal: true}}
      """)
    #expect(imported.ask("shop-db-1", "203.0.113.9") == "blocked")
    #expect(imported.reach("internet", "db") == "blocked")
    #expect(imported.reach("docker-host", "db") == "undecided")
    #expect(imported.reach("db", "docker-host") == "undecided")
  }

  @Test func `section 0: nobody on the internet sends to the address of a bridge`() {
    let imported = Imported("services: {a: {image: x}}")
    #expect(imported.ask("internet", "172.18.0.1", "tcp", "22") == "blocked")
    #expect(imported.ask("shop-a-1", "172.18.0.1", "tcp", "22") == "undecided")
  }

  @Test func `CMP-2.9: gateway_mode isolated takes the host off the bridge`() {
    let imported = Imported(
      """
      services: {db: {image: x, networks: [n]}}
      networks:
        n: {internal: true, driver_opts: {com.docker.network.bridge.gateway_mode_ipv4: isolated}}
      """)
    #expect(!imported.topology.endpoints.contains { $0.id.hasSuffix("shop_n/gateway") })
  }

  @Test func `CMP-2.10: a container on an internal and a normal network leaves by the normal one`()
  {
    let imported = Imported(
      """
      services: {proxy: {image: x, networks: [inside, out]}}
      networks: {inside: {internal: true}, out: }
      """)
    #expect(imported.ask("shop-proxy-1", "203.0.113.9") == "undecided")
    #expect(imported.ask("shop-proxy-1/shop_inside", "203.0.113.9") == "blocked")
  }

  @Test(arguments: [
    ("", "shop_back"), ("gw_priority: 1", "shop_front"),
  ]) func `CMP-2.12: the port is published on one of the networks`(line: String, network: String) {
    let imported = Imported(
      """
      services:
        web: {image: x, ports: ["8080:80"], networks: {front: {\(line)}, back: , sealed: }}
      networks: {front: , back: , sealed: {internal: true}}
      """)
    for name in ["shop_front", "shop_back", "shop_sealed"] {
      let rules = imported.rules(of: "web", on: name)
      #expect(rules.contains("published 8080->80/tcp") == (name == network))
    }
  }

  @Test func `CMP-2.13: declared ranges and static addresses are taken, others are assumed`() {
    let imported = Imported(
      """
      services:
        web: {image: x, networks: {n: {ipv4_address: 172.28.5.10}}}
        app: {image: x, networks: [n]}
        other: {image: x}
      networks:
        n: {ipam: {config: [{subnet: 172.28.0.0/16, ip_range: 172.28.5.0/24, gateway: 172.28.5.254}]}}
      """)
    #expect(imported.addresses(of: "web") == ["172.28.5.10"])
    #expect(imported.addresses(of: "app") == ["172.28.5.1"])
    #expect(imported.addresses(of: "docker-host").contains("172.28.5.254"))
    #expect(imported.codes.contains("docker.addresses.assumed"))
  }

  @Test func `CMP-2.14: enable_ipv6 adds an address of the other family`() {
    let imported = Imported(
      "services: {a: {image: x, networks: [n]}}\nnetworks: {n: {enable_ipv6: true}}")
    #expect(imported.addresses(of: "a").count == 2)
  }

  @Test func `CMP-2.15: no rule of the engine stands before macvlan`() {
    let imported = Imported(
      "services: {a: {image: x, networks: [n]}}\nnetworks: {n: {driver: macvlan}}")
    #expect(imported.rules(of: "a", on: "shop_n").isEmpty)
    #expect(imported.reach("internet", "a") == "undecided")
  }

  @Test func `CMP-2.15: what another driver passes is not known`() {
    let imported = Imported(
      "services: {a: {image: x, networks: [n]}, b: {image: x, networks: [n]}}\n"
        + "networks: {n: {driver: weave}}")
    #expect(imported.reach("a", "b") == "undecided")
  }
}
