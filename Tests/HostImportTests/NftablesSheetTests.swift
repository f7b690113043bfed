import Documents
import PacketSets
import Testing

@testable import HostImport

/// One test for each statement about nftables that decides packets, named after its number.
struct NftablesSheetTests {
  private func host(_ text: String, forwards: Bool = true) -> Scenario {
    Scenario([
      Fixtures.addresses, ("ruleset.nft", text),
      ("sysctl.txt", "net.ipv4.ip_forward = \(forwards ? 1 : 0)\n"),
    ])
  }

  private func input(_ rules: String, sets: String = "") -> Scenario {
    host(
      """
      table inet filter {
        \(sets)
        chain input {
          type filter hook input priority filter; policy drop;
          \(rules)
        }
      }
      """)
  }

  @Test func `5,1 - every base chain must accept, in the order of priorities`() {
    let scenario = host(
      """
      table inet late {
        chain in { type filter hook input priority filter + 10; policy accept;
          tcp dport { 22, 5432 } drop
        }
      }
      table inet early {
        chain in { type filter hook input priority -10; policy drop;
          tcp dport { 22, 80, 5432 } accept
        }
      }
      """)
    #expect(scenario.arriving("203.0.113.50", "tcp", 22) == "blocked")
    #expect(scenario.arriving("203.0.113.50", "tcp", 80) == "delivered")
    #expect(scenario.arriving("203.0.113.50", "tcp", 81) == "blocked")
    let numbers = scenario.export.ruleset.chains(at: .input, for: .v4)
    #expect(numbers.map { scenario.export.ruleset[$0].base?.priority } == [-10, 10])
  }

  @Test func `5,2 - jump comes back, goto does not, and the default policy accepts`() {
    let scenario = host(
      """
      table ip t {
        chain in {
          type filter hook input priority filter;
          tcp dport 1 jump a
          tcp dport 2 goto a
          tcp dport 1-2 drop
        }
        chain a { tcp sport 9 accept; return; drop; }
      }
      """)
    #expect(scenario.arriving("203.0.113.50", "tcp", 1) == "blocked")
    #expect(scenario.arriving("203.0.113.50", "tcp", 1, from: 9) == "delivered")
    #expect(scenario.arriving("203.0.113.50", "tcp", 2) == "delivered")
    #expect(scenario.arriving("203.0.113.50", "tcp", 3) == "delivered")
  }

  @Test func `5,3 - verdict maps go on with the next rule where nothing matches`() {
    let scenario = input(
      """
      ct state vmap { invalid : drop, established : accept, related : accept }
      tcp dport vmap { 22 : accept, 1000-2000 : drop, 80 : jump web }
      iifname vmap @ways
      """,
      sets: """
        map ways { type ifname : verdict
          elements = { "lo" : accept, "eth1" : accept } }
        chain web { ip saddr 203.0.113.22 accept; }
        """)
    #expect(scenario.arriving("203.0.113.50", "tcp", 22) == "delivered")
    #expect(scenario.arriving("203.0.113.50", "tcp", 1500, on: "eth1") == "blocked")
    #expect(scenario.arriving("203.0.113.22", "tcp", 80) == "delivered")
    #expect(scenario.arriving("203.0.113.50", "tcp", 80) == "blocked")
    #expect(scenario.arriving("10.0.0.50", "tcp", 443, on: "eth1") == "delivered")
  }

  @Test func `5,4 - sets with intervals and concatenations, in text and in JSON`() {
    let text = input(
      """
      tcp dport 22 ip saddr @bastion accept
      ip saddr . meta l4proto . th dport @services accept
      ip saddr . tcp dport != { 10.0.0.0/24 . 8000-8999 } tcp dport 8080 ip daddr 10.0.0.5 drop
      tcp dport 8080 accept
      """,
      sets: """
        set bastion { type ipv4_addr; flags interval
          elements = { 203.0.113.22, 10.0.0.0/28,
                       192.0.2.10-192.0.2.20 timeout 1h expires 59m } }
        set services { type ipv4_addr . inet_proto . inet_service; flags interval
          elements = { 10.0.0.0/24 . tcp . 5432, 203.0.113.50 . udp . 53-54 } }
        """)
    let json = Scenario([
      Fixtures.addresses,
      (
        "nft.json",
        """
        {"nftables": [{"metainfo": {"version": "1.0.6"}},
         {"table": {"family": "inet", "name": "filter"}},
         {"set": {"family": "inet", "table": "filter", "name": "bastion", "type": "ipv4_addr",
           "flags": ["interval"], "elem": ["203.0.113.22", {"prefix": {"addr": "10.0.0.0",
           "len": 28}}, {"elem": {"val": {"range": ["192.0.2.10", "192.0.2.20"]},
           "timeout": 3600}}]}},
         {"set": {"family": "inet", "table": "filter", "name": "services",
           "type": ["ipv4_addr", "inet_proto", "inet_service"], "elem": [
           {"concat": [{"prefix": {"addr": "10.0.0.0", "len": 24}}, "tcp", 5432]},
           {"concat": ["203.0.113.50", "udp", {"range": [53, 54]}]}]}},
         {"chain": {"family": "inet", "table": "filter", "name": "input", "type": "filter",
           "hook": "input", "prio": 0, "policy": "drop"}},
         {"rule": {"family": "inet", "table": "filter", "chain": "input", "expr": [
           {"match": {"op": "==", "left": {"payload": {"protocol": "tcp", "field": "dport"}},
             "right": 22}},
           {"match": {"op": "==", "left": {"payload": {"protocol": "ip", "field": "saddr"}},
             "right": "@bastion"}}, {"accept": null}]}},
         {"rule": {"family": "inet", "table": "filter", "chain": "input", "expr": [
           {"match": {"op": "==", "left": {"concat": [
             {"payload": {"protocol": "ip", "field": "saddr"}}, {"meta": {"key": "l4proto"}},
             {"payload": {"protocol": "th", "field": "dport"}}]}, "right": "@services"}},
           {"accept": null}]}},
         {"rule": {"family": "inet", "table": "filter", "chain": "input", "expr": [
           {"match": {"op": "in", "left": {"ct": {"key": "state"}},
             "right": ["established", "related"]}}, {"accept": null}]}}]}
        """
      ),
    ])
    for scenario in [text, json] {
      #expect(scenario.arriving("203.0.113.22", "tcp", 22) == "delivered")
      #expect(scenario.arriving("10.0.0.15", "tcp", 22) == "delivered")
      #expect(scenario.arriving("10.0.0.16", "tcp", 22) == "blocked")
      #expect(scenario.arriving("192.0.2.15", "tcp", 22) == "delivered")
      #expect(scenario.arriving("10.0.0.16", "tcp", 5432) == "delivered")
      #expect(scenario.arriving("10.0.0.16", "udp", 5432) == "blocked")
      #expect(scenario.arriving("203.0.113.50", "udp", 54) == "delivered")
    }
    #expect(text.arriving("10.0.0.9", "tcp", 8080, to: "10.0.0.5", on: "eth1") == "delivered")
    #expect(text.arriving("10.0.1.9", "tcp", 8080, to: "10.0.0.5", on: "eth1") == "blocked")
  }

  @Test func `5,5 - a rule without addresses opens both families`() {
    let scenario = input(
      """
      tcp dport 443 accept
      ip saddr 203.0.113.0/24 tcp dport 22 accept
      ip6 saddr != 2001:db8:1::/64 tcp dport 23 accept
      meta nfproto ipv6 udp dport 53 accept
      icmpv6 type { echo-request, nd-neighbor-solicit } accept
      ip protocol icmp icmp type echo-request accept
      meta l4proto { tcp, udp } th dport 7 accept
      """)
    let own = "2001:db8:1::10"
    #expect(scenario.arriving("2001:db8:1::50", "tcp", 443, to: own) == "delivered")
    #expect(scenario.arriving("203.0.113.50", "tcp", 443) == "delivered")
    #expect(scenario.arriving("2001:db8:1::50", "tcp", 22, to: own) == "blocked")
    #expect(scenario.arriving("203.0.113.50", "tcp", 23) == "blocked")
    #expect(scenario.arriving("2001:db8:2::50", "tcp", 23, to: own) == "delivered")
    #expect(scenario.arriving("203.0.113.50", "udp", 53) == "blocked")
    #expect(scenario.arriving("2001:db8:1::50", "udp", 53, to: own) == "delivered")
    #expect(scenario.arriving("2001:db8:1::50", "icmpv6", 128 << 8, to: own) == "delivered")
    #expect(scenario.arriving("203.0.113.50", "icmp", 8 << 8) == "delivered")
    #expect(scenario.arriving("203.0.113.50", "udp", 7) == "delivered")
  }

  @Test func `5,6 - a translated connection is filtered by its new destination`() {
    let scenario = host(
      """
      table ip nat {
        map fwdmap { type inet_service : ipv4_addr . inet_service
          elements = { 8080 : 10.0.0.50 . 80, 8085 : 10.0.0.50 . 5432 } }
        chain pre { type nat hook prerouting priority dstnat; policy accept;
          iifname "eth0" tcp dport 9090 dnat to 10.0.0.50:443
          iifname "eth0" dnat ip to tcp dport map @fwdmap
          iifname "eth1" tcp dport 6379 redirect to :3306
        }
      }
      table ip filter {
        chain forward { type filter hook forward priority 0; policy drop;
          ct status dnat tcp dport { 80, 443 } accept
        }
        chain input { type filter hook input priority 0; policy drop; tcp dport 3306 accept; }
      }
      """)
    #expect(scenario.arriving("203.0.113.50", "tcp", 8080) == "delivered")
    #expect(scenario.arriving("203.0.113.50", "tcp", 9090) == "delivered")
    #expect(scenario.arriving("203.0.113.50", "tcp", 8085) == "blocked")
    #expect(scenario.arriving("10.0.0.50", "tcp", 6379, to: "10.0.0.5", on: "eth1") == "delivered")
    #expect(scenario.arriving("203.0.113.50", "tcp", 80, to: "10.0.0.50") == "blocked")
  }

  @Test func `5,7 - tables of iptables and native ones are both evaluated`() {
    let scenario = Scenario([
      Fixtures.addresses,
      Fixtures.iptables(["INPUT -p tcp -m tcp --dport 22:23 -j ACCEPT"]),
      (
        "ruleset.nft",
        """
        table ip filter {
          chain INPUT { type filter hook input priority filter; policy drop;
            xt match "multiport" accept
          }
          chain guard { type filter hook input priority 5; policy accept; tcp dport 23 drop; }
        }
        """
      ),
    ])
    #expect(scenario.arriving("203.0.113.50", "tcp", 22) == "delivered")
    #expect(scenario.arriving("203.0.113.50", "tcp", 23) == "blocked")
    #expect(scenario.arriving("203.0.113.50", "tcp", 24) == "blocked")
  }

  @Test func `conditions of nftables that are not modelled may match`() {
    let scenario = input(
      """
      tcp dport 1 numgen random mod 2 == 0 accept
      tcp dport 2 ct original ip saddr 10.0.0.1 accept
      tcp dport 3 ip saddr @unknown accept
      tcp dport 4 limit rate over 5/second burst 3 packets drop
      tcp dport 4 accept
      tcp dport 5 tcp flags syn / fin,syn,rst,ack accept
      tcp dport 6 tcp flags & (fin | syn | rst | ack) != syn accept
      tcp dport 7 ct count over 10 reject with tcp reset
      tcp dport 7 counter packets 1 bytes 60 log prefix "a b" level warn accept comment "x"
      meta mark & 0x000000ff == 0x00000001 accept
      fib saddr . iif oif missing drop
      """)
    for port in UInt16(1)...3 {
      #expect(scenario.arriving("203.0.113.50", "tcp", port) == "undecided")
    }
    #expect(scenario.arriving("203.0.113.50", "tcp", 4) == "delivered")
    #expect(scenario.arriving("203.0.113.50", "tcp", 5) == "delivered")
    #expect(scenario.arriving("203.0.113.50", "tcp", 6) == "blocked")
    #expect(scenario.arriving("203.0.113.50", "tcp", 7) == "delivered")
    #expect(scenario.arriving("203.0.113.50", "tcp", 8) == "blocked")
    #expect(scenario.export.diagnostics.all.isEmpty)
  }
}
