import Documents
import PacketSets
import Testing
import Topology

@testable import HostImport

/// One test for each statement about UFW that decides packets, named after its number.
struct UfwSheetTests {
  /// A host with the rules of UFW as a verbose listing, and the delivered files beside it.
  private func listed(
    _ rows: [String], default policy: String = "deny (incoming), allow (outgoing), deny (routed)",
    isKnown: Bool = true
  ) -> Scenario {
    let status =
      "Status: active\nLogging: on (low)\nDefault: \(policy)\nNew profiles: skip\n\n"
      + "To                         Action      From\n--                         ------      ----\n"
      + rows.joined(separator: "\n") + "\n"
    var texts = [
      Fixtures.addresses, ("ufw-status-verbose.txt", status),
      ("default-ufw", "IPV6=yes\nDEFAULT_INPUT_POLICY=\"DROP\"\n"),
    ]
    if isKnown {
      for (suffix, prefix) in [("", "ufw"), ("6", "ufw6")] {
        texts.append(
          (
            "before\(suffix).rules",
            "*filter\n:\(prefix)-before-input - [0:0]\n:\(prefix)-before-output - [0:0]\n"
              + "-A \(prefix)-before-input -i lo -j ACCEPT\n"
              + "-A \(prefix)-before-input -m conntrack --ctstate RELATED,ESTABLISHED -j ACCEPT\n"
              + "-A \(prefix)-before-output -m conntrack --ctstate RELATED,ESTABLISHED -j ACCEPT\n"
              + "COMMIT\n"
          ))
        texts.append(
          (
            "after\(suffix).rules",
            "*filter\n:\(prefix)-after-input - [0:0]\nCOMMIT\n"
          ))
      }
    }
    return Scenario(texts)
  }

  /// A host with rules as they were typed.
  private func typed(_ commands: [String], _ defaults: String = "IPV6=yes\n") -> Scenario {
    Scenario([
      Fixtures.addresses,
      (
        "ufw-show-added.txt",
        "Added user rules (see 'ufw status' for running firewall):\n"
          + commands.map { "ufw \($0)\n" }.joined()
      ),
      ("ufw.conf", "ENABLED=yes\nLOGLEVEL=low\n"),
      (
        "default-ufw",
        "\(defaults)DEFAULT_INPUT_POLICY=\"DROP\"\nDEFAULT_OUTPUT_POLICY=\"ACCEPT\"\n"
          + "DEFAULT_FORWARD_POLICY=\"DROP\"\n"
      ),
    ])
  }

  @Test func `1 - an accept in before rules is invisible in a status`() {
    let hidden = listed(["22/tcp                     ALLOW IN    Anywhere"], isKnown: false)
    #expect(hidden.arriving("203.0.113.50", "tcp", 22) == "delivered")
    #expect(hidden.arriving("203.0.113.50", "tcp", 9090) == "undecided")
    let known = listed(["22/tcp                     ALLOW IN    Anywhere"])
    #expect(known.arriving("203.0.113.50", "tcp", 9090) == "blocked")
  }

  @Test func `1 - a status that names a profile does not tell its ports`() {
    let scenario = Scenario([
      (
        "ufw-status.txt",
        """
        Status: active

        To                         Action      From
        --                         ------      ----
        Nginx Full                 ALLOW       Anywhere
        22/tcp                     ALLOW       Anywhere
        """
      )
    ])
    #expect(scenario.arriving("203.0.113.50", "tcp", 80) == "undecided")
    #expect(scenario.arriving("203.0.113.50", "tcp", 22) == "delivered")
  }

  @Test func `1 - lost parameters of xt make a rule possible`() {
    let scenario = Scenario([
      Fixtures.addresses,
      (
        "nft.json",
        """
        {"nftables": [
         {"table": {"family": "ip", "name": "filter"}},
         {"chain": {"family": "ip", "table": "filter", "name": "INPUT", "type": "filter",
           "hook": "input", "prio": 0, "policy": "drop"}},
         {"rule": {"family": "ip", "table": "filter", "chain": "INPUT", "expr": [
           {"match": {"op": "==", "left": {"payload": {"protocol": "tcp", "field": "dport"}},
             "right": 5432}}, {"xt": {"type": "match", "name": "set"}}, {"accept": null}]}}]}
        """
      ),
    ])
    #expect(scenario.arriving("203.0.113.50", "tcp", 5432) == "undecided")
    #expect(scenario.arriving("203.0.113.50", "tcp", 22) == "blocked")
    #expect(scenario.export.diagnostics.all.contains { $0.code == "host.nft.xt" })
  }

  @Test func `2,1 - loopback, established, ping, mDNS are open whatever the rules say`() throws {
    let scenario = Scenario(folder: "\(Fixtures.root)/ufw/01-seed")
    #expect(scenario.leaving("127.0.0.1", "tcp", 5432) == "delivered")
    #expect(scenario.arriving("203.0.113.50", "icmp", 8 << 8) == "delivered")
    #expect(scenario.arriving("203.0.113.50", "icmp", 13 << 8) == "blocked")
    #expect(scenario.arriving("10.0.0.50", "udp", 5353, to: "224.0.0.251") == "delivered")
    #expect(scenario.arriving("10.0.0.50", "udp", 1900, to: "239.255.255.250") == "delivered")
    #expect(scenario.arriving("10.0.0.50", "udp", 5354, to: "224.0.0.251") == "blocked")
  }

  @Test func `2,2 - the first rule that matches decides`() {
    let scenario = listed([
      "5432/tcp                   ALLOW IN    Anywhere",
      "5432/tcp                   DENY IN     203.0.113.50",
      "443/tcp                    DENY IN     203.0.113.50",
      "443/tcp                    ALLOW IN    Anywhere",
    ])
    #expect(scenario.arriving("203.0.113.50", "tcp", 5432) == "delivered")
    #expect(scenario.arriving("203.0.113.50", "tcp", 443) == "blocked")
    #expect(scenario.arriving("203.0.113.22", "tcp", 443) == "delivered")
  }

  @Test func `2,3 - what no rule matches meets the default policy`() throws {
    let open = listed(
      ["80/tcp                     DENY IN     Anywhere"],
      default: "allow (incoming), deny (outgoing), deny (routed)")
    #expect(open.arriving("203.0.113.50", "tcp", 8080) == "delivered")
    #expect(open.arriving("203.0.113.50", "tcp", 80) == "blocked")
    #expect(open.leaving("203.0.113.50", "tcp", 80) == "blocked")
    let rejecting = listed([], default: "reject (incoming), allow (outgoing), deny (routed)")
    let packet = Packet(
      source: try #require(IPAddress("203.0.113.50")),
      destination: try #require(IPAddress("203.0.113.10")), proto: .tcp, sourcePort: 49152,
      destinationPort: 22)
    #expect(rejecting.path.arrive(packet, by: "eth0").isRefused)
    #expect(!listed([]).path.arrive(packet, by: "eth0").isRefused)
  }

  @Test func `2,4 - disabled for routed packets is a fact of the kernel`() {
    let disabled = listed([], default: "deny (incoming), allow (outgoing), disabled (routed)")
    #expect(disabled.export.facts.forwards == [.v4: false])
    let routed = listed([], default: "deny (incoming), allow (outgoing), allow (routed)")
    #expect(routed.export.facts.forwards == [.v4: true])
    #expect(
      routed.arriving("203.0.113.50", "tcp", 22, to: "10.0.0.50", on: "eth0") == "delivered")
    #expect(
      disabled.arriving("203.0.113.50", "tcp", 22, to: "10.0.0.50", on: "eth0") == "blocked")
  }

  @Test func `2,6 - a port without a protocol is TCP and UDP`() {
    let scenario = typed(["allow 53", "allow 80,443,8080:8090/tcp", "allow ssh"])
    #expect(scenario.arriving("203.0.113.50", "tcp", 53) == "delivered")
    #expect(scenario.arriving("203.0.113.50", "udp", 53) == "delivered")
    #expect(scenario.arriving("203.0.113.50", "tcp", 8085) == "delivered")
    #expect(scenario.arriving("203.0.113.50", "udp", 8085) != "delivered")
    #expect(scenario.arriving("203.0.113.50", "tcp", 22) == "delivered")
  }

  @Test func `2,7 - a rule without an interface holds on every one`() {
    let scenario = typed([
      "allow from 10.0.0.0/8 to any port 5432 proto tcp",
      "allow in on eth1 to any port 80 proto tcp", "allow from 203.0.113.22 proto esp",
      "allow from 203.0.113.50 port 1024:65535 to any port 8080 proto tcp",
    ])
    #expect(scenario.arriving("10.0.0.50", "tcp", 5432, on: "eth0") == "delivered")
    #expect(scenario.arriving("10.0.0.50", "tcp", 5432, on: "eth1") == "delivered")
    #expect(scenario.arriving("10.0.0.50", "tcp", 80, on: "eth1") == "delivered")
    #expect(scenario.arriving("203.0.113.50", "tcp", 80, on: "eth0") != "delivered")
    #expect(scenario.arriving("203.0.113.22", "esp", 0) == "delivered")
    #expect(scenario.arriving("203.0.113.22", "gre", 0) != "delivered")
    #expect(scenario.arriving("203.0.113.50", "tcp", 8080) == "delivered")
    #expect(scenario.arriving("203.0.113.50", "tcp", 8080, from: 443) != "delivered")
  }

  @Test func `2,8 - a rule with an IPv4 address has no twin`() {
    let scenario = listed([
      "22/tcp                     DENY IN     203.0.113.0/24",
      "22/tcp                     ALLOW IN    Anywhere",
      "22/tcp (v6)                ALLOW IN    Anywhere (v6)",
    ])
    #expect(scenario.arriving("203.0.113.50", "tcp", 22) == "blocked")
    #expect(scenario.arriving("2001:db8:1::50", "tcp", 22, to: "2001:db8:1::10") == "delivered")
    let typed = typed(["allow from 0.0.0.0/0 to any port 22 proto tcp", "allow 80/tcp"])
    #expect(typed.arriving("203.0.113.50", "tcp", 22) == "delivered")
    #expect(typed.arriving("2001:db8:1::50", "tcp", 22, to: "2001:db8:1::10") != "delivered")
    #expect(typed.arriving("2001:db8:1::50", "tcp", 80, to: "2001:db8:1::10") == "delivered")
  }

  @Test func `2,9 - a rule with an IPv6 address has no mark`() {
    let scenario = listed(["5432/tcp                   ALLOW IN    2001:db8:1::/64"])
    #expect(scenario.arriving("2001:db8:1::50", "tcp", 5432, to: "2001:db8:1::10") == "delivered")
    #expect(scenario.arriving("203.0.113.50", "tcp", 5432) == "blocked")
  }

  @Test func `2,10 - without IPv6 only its loopback is accepted`() {
    let scenario = typed(["allow 22/tcp"], "IPV6=no\n")
    #expect(scenario.arriving("2001:db8:1::50", "tcp", 22, to: "2001:db8:1::10") == "blocked")
    #expect(scenario.leaving("2001:db8:1::50", "tcp", 80) == "blocked")
    #expect(scenario.arriving("203.0.113.50", "tcp", 22) == "delivered")
  }

  @Test func `2,11 - a limit allows a sender that is quiet`() {
    let scenario = listed(["22/tcp                     LIMIT IN    Anywhere"])
    #expect(scenario.arriving("203.0.113.50", "tcp", 22) == "delivered")
    #expect(
      Scenario(folder: "\(Fixtures.root)/ufw/04-limit")
        .arriving("203.0.113.50", "tcp", 22) == "delivered")
  }

  @Test func `2,12 - a reject answers and a deny does not`() throws {
    let scenario = listed([
      "113/tcp                    REJECT IN   Anywhere",
      "80/tcp                     DENY IN     Anywhere",
    ])
    for (port, isRefused) in [(UInt16(113), true), (80, false)] {
      let packet = Packet(
        source: try #require(IPAddress("203.0.113.50")),
        destination: try #require(IPAddress("203.0.113.10")), proto: .tcp, sourcePort: 49152,
        destinationPort: port)
      let judgement = scenario.path.arrive(packet, by: "eth0")
      #expect(!judgement.mayPass)
      #expect(judgement.isRefused == isRefused)
    }
  }

  @Test func `2,13 - rules for what leaves are apart from those for what arrives`() {
    let scenario = listed(
      [
        "53/udp                     ALLOW OUT   Anywhere",
        "10.0.0.0/24 5432/tcp       ALLOW OUT   Anywhere on eth1",
        "25/tcp                     REJECT OUT  Anywhere",
      ], default: "deny (incoming), deny (outgoing), deny (routed)")
    #expect(scenario.leaving("203.0.113.50", "udp", 53) == "delivered")
    #expect(scenario.leaving("10.0.0.50", "tcp", 5432) == "delivered")
    #expect(scenario.leaving("203.0.113.50", "tcp", 5432) == "blocked")
    #expect(scenario.leaving("203.0.113.50", "tcp", 25) == "blocked")
    #expect(scenario.arriving("203.0.113.50", "udp", 53) == "blocked")
  }

  @Test func `2,14 - rules for what arrives do not protect what is behind the host`() {
    let scenario = listed(
      [
        "10.0.0.50 443/tcp on eth1  ALLOW FWD   Anywhere on eth0",
        "22/tcp                     ALLOW IN    Anywhere",
      ])
    #expect(scenario.arriving("203.0.113.50", "tcp", 443, to: "10.0.0.50") == "delivered")
    #expect(scenario.arriving("203.0.113.50", "tcp", 22, to: "10.0.0.50") == "blocked")
    let open = listed(
      ["22/tcp                     DENY IN     Anywhere"],
      default: "deny (incoming), allow (outgoing), allow (routed)")
    #expect(open.arriving("203.0.113.50", "tcp", 22, to: "10.0.0.50") == "delivered")
  }

  @Test func `2,15 - translation in before rules opens a port that no rule names`() {
    let scenario = Scenario([
      Fixtures.addresses,
      (
        "ufw-status-verbose.txt",
        """
        Status: active
        Default: deny (incoming), allow (outgoing), deny (routed)

        To                         Action      From
        --                         ------      ----
        10.0.0.50 80/tcp           ALLOW FWD   Anywhere
        """
      ),
      (
        "before.rules",
        """
        *nat
        :PREROUTING ACCEPT [0:0]
        -A PREROUTING -i eth0 -p tcp --dport 8080 -j DNAT --to-destination 10.0.0.50:80
        COMMIT
        *filter
        :ufw-before-input - [0:0]
        -A ufw-before-input -i lo -j ACCEPT
        COMMIT
        """
      ), ("after.rules", "*filter\n:ufw-after-input - [0:0]\nCOMMIT\n"),
    ])
    #expect(scenario.arriving("203.0.113.50", "tcp", 8080) == "delivered")
    #expect(scenario.arriving("203.0.113.50", "tcp", 80) == "blocked")
    // The neutral graph does not follow the translation: the connection may pass.
    let firewall = HostLowering.firewall(of: scenario.export)
    #expect(firewall.assumptions.contains { $0.statement.contains("translated connection") })
  }

  @Test func `2,16 - an inactive UFW filters nothing`() {
    let scenario = Scenario([
      Fixtures.addresses, ("ufw-status.txt", "Status: inactive\n"),
      (
        "ufw-show-added.txt",
        "Added user rules (see 'ufw status' for running firewall):\nufw deny 22/tcp\n"
      ),
    ])
    #expect(scenario.arriving("203.0.113.50", "tcp", 22) == "delivered")
    #expect(scenario.arriving("2001:db8:1::50", "tcp", 22, to: "2001:db8:1::10") == "delivered")
  }

  @Test func `3,1 - a tuple line says what the rule below it does`() throws {
    for (text, direction, ports) in [
      (
        "allow tcp 22 0.0.0.0/0 any 203.0.113.22 in comment=5353",
        UfwRule.Direction.inbound, TrafficSet.tcp(22)
      ),
      (
        "route:allow tcp 443 192.0.2.50 any 0.0.0.0/0 in_eth0!out_eth2", .forwarded,
        .tcp(443)
      ),
      (
        "allow tcp 80,443 0.0.0.0/0 any 0.0.0.0/0 Nginx%20Full - in", .inbound, .tcp(80, 443)
      ),
      ("allow_log tcp 22 0.0.0.0/0 any 0.0.0.0/0 in", .inbound, .tcp(22)),
      ("deny any 53 0.0.0.0/0 any 0.0.0.0/0 out_eth1", .outbound, .tcp(53).union(.udp(53))),
      ("allow esp any 0.0.0.0/0 any 203.0.113.22 in", .inbound, TrafficSet(.esp)),
    ] {
      let line = TextLine(file: FileID(rawValue: 0), offset: 0, text: "### tuple ### \(text)")
      let rule = try #require(UfwRule(tuple: line), "\(text)")
      #expect(rule.direction == direction, "\(text)")
      #expect(rule.packets == ports, "\(text)")
      #expect(rule.families == [.v4], "\(text)")
    }
    let routed = try #require(
      UfwRule(
        tuple: TextLine(
          file: FileID(rawValue: 0), offset: 0,
          text: "### tuple ### route:allow tcp 443 192.0.2.50 any 0.0.0.0/0 in_eth0!out_eth2")))
    #expect(routed.input == "eth0")
    #expect(routed.output == "eth2")
  }

  @Test func `3,2 - a long column does not hide the action`() {
    let scenario = listed([
      "203.0.113.10 443/tcp on eth0 ALLOW IN    Anywhere                   (log) # ALLOW it",
      "[ 7] 22/tcp                     ALLOW IN    Anywhere",
    ])
    #expect(scenario.arriving("203.0.113.50", "tcp", 443) == "delivered")
    #expect(scenario.arriving("10.0.0.50", "tcp", 443, to: "10.0.0.5", on: "eth1") == "blocked")
    #expect(scenario.arriving("203.0.113.50", "tcp", 22) == "delivered")
  }

  @Test func `3,3 - a protocol that is glued to an address is no prefix`() {
    let scenario = listed([
      "Anywhere                   ALLOW IN    203.0.113.22/esp",
      "8080/tcp                   ALLOW IN    203.0.113.50 1024:65535/tcp",
      "80,443/tcp (Nginx Full)    ALLOW IN    Anywhere",
      "80,443/tcp (Nginx Full (v6)) ALLOW IN    Anywhere (v6)",
    ])
    #expect(scenario.arriving("203.0.113.22", "esp", 0) == "delivered")
    #expect(scenario.arriving("203.0.113.22", "tcp", 22) == "blocked")
    #expect(scenario.arriving("203.0.113.50", "tcp", 8080) == "delivered")
    #expect(scenario.arriving("203.0.113.50", "tcp", 8080, from: 80) == "blocked")
    #expect(scenario.arriving("203.0.113.50", "tcp", 443) == "delivered")
    #expect(scenario.arriving("2001:db8:1::50", "tcp", 443, to: "2001:db8:1::10") == "delivered")
  }

  @Test func `3,4 - a listing without policies does not tell what becomes of the rest`() {
    let scenario = Scenario([
      (
        "ufw-status-numbered.txt",
        """
        Status: active

             To                         Action      From
             --                         ------      ----
        [ 1] 22/tcp                     ALLOW IN    Anywhere
        [ 2] 23/tcp                     DENY IN     Anywhere
        """
      )
    ])
    #expect(scenario.arriving("203.0.113.50", "tcp", 22) == "delivered")
    #expect(scenario.arriving("203.0.113.50", "tcp", 80) == "undecided")
    #expect(scenario.leaving("203.0.113.50", "tcp", 80) == "undecided")
  }
}
