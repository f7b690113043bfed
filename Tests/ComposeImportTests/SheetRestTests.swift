import Documents
import Reachability
import Testing
import Topology

/// Statements of the sheet that add nothing to who reaches whom, and forms of ports.
struct SheetRestTests {
  @Test func `CMP-2.8: names and aliases open nothing`() {
    func imported(_ aliases: String) -> Imported {
      Imported(
        """
        services:
          a: {image: x, networks: {n: {aliases: [\(aliases)]}}}
          b: {image: x, networks: [m]}
        networks: {n: , m: }
        """)
    }
    #expect(imported("b").reach("a", "b") == imported("z").reach("a", "b"))
    #expect(imported("b").reach("a", "b") == "blocked")
  }

  @Test func `CMP-2.11: an internal network sends no packet to resolvers outside`() {
    let imported = Imported(
      """
      services: {a: {image: x, networks: [n]}}
      networks: {n: {internal: true}}
      """)
    #expect(imported.ask("a", "8.8.8.8", "udp", "53") == "blocked")
  }

  @Test func `CMP-2.16: attachable changes nothing for a bridge`() {
    func rules(_ attachable: Bool) -> [String] {
      Imported(
        """
        services: {a: {image: x, networks: [n]}, b: {image: x, networks: [n]}}
        networks: {n: {attachable: \(attachable)}}
        """
      ).rules(of: "a", on: "shop_n")
    }
    #expect(rules(true) == rules(false))
    #expect(!rules(true).isEmpty)
  }

  @Test(arguments: [
    ("80", 1), ("3000-3005", 1), ("8080:80", 1), ("9090-9091:8080-8081", 1), ("8000-9000:80", 1),
    ("127.0.0.1::80", 0), ("127.0.0.1:5000-5010:5000-5010", 0), ("6060:6060/udp", 1), (":80", 1),
  ])
  func `CMP-4.2: every short form is published where it says`(text: String, count: Int) {
    let imported = Imported("services: {a: {image: x, ports: [\"\(text)\"]}}")
    #expect(imported.diagnostics.sorted().filter { $0.severity == .error }.isEmpty)
    let uplinks = imported.topology.forwardings.filter {
      $0.keepsSource && imported.topology.endpoints[$0.endpoint].id.hasSuffix("/uplink")
    }
    #expect(uplinks.count == count)
  }

  @Test func `CMP-4.3: the mode of a long form changes nothing on one engine`() {
    func published(_ mode: String) -> [String] {
      Imported(
        """
        services:
          a: {image: x, ports: [{target: 80, published: "8080", mode: \(mode)}]}
        """
      ).published("a")
    }
    #expect(published("host") == published("ingress"))
    #expect(published("host").count == 1)
  }

  /// A host with two interfaces and rules as engines of 28 write them.
  private func host(_ more: String = "") -> Imported {
    Imported(files: [
      "box/docker-inspect.json":
        "[\(Docker.container("web", networks: ["bridge0": "172.18.0.2"]))]",
      "box/docker-network-inspect.json":
        "[\(Docker.network("bridge0", "172.18.0.0/16", gateway: "172.18.0.1"))]",
      "box/docker-version.json": Docker.version("28.5.2"),
      "box/ip-addr.json": #"""
      [{"ifindex": 2, "ifname": "eth0", "flags": ["UP"], "addr_info":
        [{"family": "inet", "local": "203.0.113.10", "prefixlen": 24}]},
       {"ifindex": 3, "ifname": "eth1", "flags": ["UP"], "addr_info":
        [{"family": "inet", "local": "10.0.0.5", "prefixlen": 24}]},
       {"ifindex": 4, "ifname": "br-abcdef012345", "flags": ["UP"], "addr_info":
        [{"family": "inet", "local": "172.18.0.1", "prefixlen": 16}]}]
      """#,
      "box/ip-route.json":
        #"[{"dst": "default", "gateway": "203.0.113.1", "dev": "eth0", "flags": []}]"#,
      "box/sysctl.txt": "net.ipv4.ip_forward = 1\nnet.ipv6.conf.all.forwarding = 0\n",
      "box/ip6tables-save.txt": "*filter\n:INPUT DROP [0:0]\n:FORWARD DROP [0:0]\n"
        + ":OUTPUT ACCEPT [0:0]\nCOMMIT\n",
      "box/iptables-save.txt": """
      *nat
      :PREROUTING ACCEPT [0:0]
      :POSTROUTING ACCEPT [0:0]
      :DOCKER - [0:0]
      -A PREROUTING -m addrtype --dst-type LOCAL -j DOCKER
      -A POSTROUTING -s 172.18.0.0/16 ! -o br-abcdef012345 -j MASQUERADE
      -A DOCKER -d 203.0.113.10/32 ! -i br-abcdef012345 -p tcp -m tcp --dport 8080 -j DNAT \
      --to-destination 172.18.0.2:80
      COMMIT
      *filter
      :INPUT DROP [0:0]
      :FORWARD DROP [0:0]
      :OUTPUT ACCEPT [0:0]
      :DOCKER - [0:0]
      :DOCKER-BRIDGE - [0:0]
      :DOCKER-CT - [0:0]
      :DOCKER-FORWARD - [0:0]
      :DOCKER-USER - [0:0]
      -A INPUT -m conntrack --ctstate RELATED,ESTABLISHED -j ACCEPT
      -A FORWARD -j DOCKER-USER
      -A FORWARD -j DOCKER-FORWARD
      \(more)
      -A DOCKER -d 172.18.0.2/32 ! -i br-abcdef012345 -o br-abcdef012345 -p tcp -m tcp \
      --dport 80 -j ACCEPT
      -A DOCKER ! -i br-abcdef012345 -o br-abcdef012345 -j DROP
      -A DOCKER-BRIDGE -o br-abcdef012345 -j DOCKER
      -A DOCKER-CT -o br-abcdef012345 -m conntrack --ctstate RELATED,ESTABLISHED -j ACCEPT
      -A DOCKER-FORWARD -j DOCKER-CT
      -A DOCKER-FORWARD -j DOCKER-BRIDGE
      -A DOCKER-FORWARD -i br-abcdef012345 -j ACCEPT
      COMMIT
      """,
    ])
  }

  @Test func `CMP-4.6: an address of one interface is reached by the other one as well`() {
    #expect(host().ask("10.0.0.50", "203.0.113.10", "tcp", "8080") == "delivered")
    #expect(host().ask("10.0.0.50", "10.0.0.5", "tcp", "8080") == "blocked")
  }

  @Test func `CMP-5.2: the chains of 28 decide about what they publish`() {
    #expect(host().ask("8.8.8.8", "203.0.113.10", "tcp", "8080") == "delivered")
    #expect(host().ask("8.8.8.8", "203.0.113.10", "tcp", "80") == "blocked")
    #expect(host().ask("container:web", "8.8.8.8", "tcp", "443") == "delivered")
  }

  @Test func `CMP-5.3: DOCKER-USER names ports of the container`() {
    let byContainer = host("-A DOCKER-USER -p tcp -m tcp --dport 80 -j DROP")
    #expect(byContainer.ask("8.8.8.8", "203.0.113.10", "tcp", "8080") == "blocked")
    let byHost = host("-A DOCKER-USER -p tcp -m tcp --dport 8080 -j DROP")
    #expect(byHost.ask("8.8.8.8", "203.0.113.10", "tcp", "8080") == "delivered")
  }
}
