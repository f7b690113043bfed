import Documents
import PacketSets
import Reachability
import Testing
import Topology

/// A host whose own addresses and firewall are exported beside its compose files.
struct MachineTests {
  private static let addresses = #"""
    [{"ifindex": 2, "ifname": "eth0", "flags": ["UP"], "operstate": "UP", "addr_info":
      [{"family": "inet", "local": "203.0.113.10", "prefixlen": 24, "scope": "global"}]}]
    """#
  private static let routes =
    #"[{"dst": "default", "gateway": "203.0.113.1", "dev": "eth0", "flags": []}]"#
  private static let firewall: [String: String] = [
    "box/ufw-status-verbose.txt": """
    Status: active
    Logging: on (low)
    Default: deny (incoming), allow (outgoing), deny (routed)
    New profiles: skip

    To                         Action      From
    --                         ------      ----
    22/tcp                     ALLOW IN    203.0.113.22

    """,
    "box/before.rules": """
    *filter
    :ufw-before-input - [0:0]
    -A ufw-before-input -i lo -j ACCEPT
    -A ufw-before-input -m conntrack --ctstate RELATED,ESTABLISHED -j ACCEPT
    COMMIT
    """,
    "box/after.rules": "*filter\n:ufw-after-input - [0:0]\nCOMMIT\n",
    "box/default/ufw": """
    IPV6=no
    DEFAULT_INPUT_POLICY="DROP"
    DEFAULT_OUTPUT_POLICY="ACCEPT"
    DEFAULT_FORWARD_POLICY="DROP"
    MANAGE_BUILTINS=no
    """,
  ]

  private func imported(_ version: String, _ services: String, backend: String? = nil) -> Imported {
    var files = Self.firewall
    files["box/compose.yaml"] = services
    files["box/ip-addr.json"] = Self.addresses
    files["box/ip-route.json"] = Self.routes
    files["box/sysctl.txt"] = "net.ipv4.ip_forward = 1\nnet.ipv6.conf.all.forwarding = 0\n"
    files["box/version.json"] = Docker.version(version)
    if let backend { files["box/info.json"] = Docker.info(version, backend: backend) }
    return Imported(files: files)
  }

  private let published = """
    services:
      redis: {image: x, networks: [back], ports: ["6379:6379"]}
      web: {image: x, networks: [front]}
      hidden: {image: x, networks: [back], ports: ["127.0.0.1:9000:9000"]}
    networks: {front: , back: }
    """

  @Test(arguments: ["20.10.24+dfsg1", "27.1.0", "28.5.2"])
  func `CMP-5.1: a published port passes the firewall by`(version: String) {
    let imported = imported(version, published)
    #expect(imported.ask("8.8.8.8", "203.0.113.10", "tcp", "6379") == "delivered")
    #expect(imported.ask("8.8.8.8", "203.0.113.10", "tcp", "22") == "blocked")
    #expect(imported.ask("203.0.113.22", "203.0.113.10", "tcp", "22") == "delivered")
    #expect(imported.ask("8.8.8.8", "203.0.113.10", "tcp", "9000") == "blocked")
    let forwarding = imported.topology.forwardings.first { $0.accepts == .tcp(6379) }
    #expect(forwarding?.name.contains("past the INPUT rules") == true)
  }

  @Test func `CMP-5.4: with nftables the firewall of the host may keep a published port closed`() {
    let imported = imported("29.7.2", published, backend: "nftables")
    #expect(imported.ask("8.8.8.8", "203.0.113.10", "tcp", "6379") == "undecided")
  }

  @Test func `containers leave behind the address of the host`() {
    let imported = imported("28.5.2", published)
    #expect(imported.ask("container:web", "8.8.8.8", "tcp", "443") == "delivered")
    #expect(imported.ask("8.8.8.8", "container:web", "tcp", "443") == "blocked")
    #expect(imported.ask("container:web", "container:redis", "tcp", "6379") == "blocked")
  }

  @Test func `the host reaches its containers on every port`() {
    let imported = imported("28.5.2", published)
    #expect(imported.ask("host:any", "container:redis", "tcp", "1234") == "delivered")
    #expect(imported.topology.resources.filter { $0.kind == .host }.count == 1)
  }
}
