import Documents
import PacketSets
import Testing

@testable import HostImport

/// One test for each statement about iptables that decides packets, named after its number.
struct IptablesSheetTests {
  private func host(_ rules: [String], chains: [String] = []) -> Scenario {
    Scenario([Fixtures.addresses, Fixtures.iptables(rules, chains: chains)])
  }

  @Test func `4,1 - chains that translate come before routing and filters after it`() {
    let scenario = Scenario([
      Fixtures.addresses, ("sysctl.txt", "net.ipv4.ip_forward = 1\n"),
      (
        "iptables-save.txt",
        """
        *raw
        :PREROUTING ACCEPT [0:0]
        :OUTPUT ACCEPT [0:0]
        -A PREROUTING -s 203.0.113.66/32 -j DROP
        COMMIT
        *nat
        :PREROUTING ACCEPT [0:0]
        -A PREROUTING -p tcp -m tcp --dport 8080 -j DNAT --to-destination 10.0.0.50:80
        -A PREROUTING -p tcp -m tcp --dport 2222 -j REDIRECT --to-ports 22
        COMMIT
        *filter
        :INPUT DROP [0:0]
        :FORWARD DROP [0:0]
        :OUTPUT ACCEPT [0:0]
        -A INPUT -p tcp -m tcp --dport 22 -j ACCEPT
        -A FORWARD -d 10.0.0.50/32 -p tcp -m tcp --dport 80 -j ACCEPT
        COMMIT
        """
      ),
    ])
    #expect(scenario.arriving("203.0.113.50", "tcp", 8080) == "delivered")
    #expect(scenario.arriving("203.0.113.66", "tcp", 8080) == "blocked")
    #expect(scenario.arriving("203.0.113.50", "tcp", 2222) == "delivered")
    #expect(scenario.arriving("203.0.113.50", "tcp", 80) == "blocked")
  }

  @Test func `4,2 - logging and marking do not end a packet, a return goes back`() {
    let scenario = host(
      [
        "INPUT -j LOG", "INPUT -j MARK --set-xmark 0x1/0xffffffff", "INPUT -j CHECK",
        "INPUT -p tcp -m tcp --dport 80 -j ACCEPT", "INPUT -p tcp -m tcp --dport 81",
        "CHECK -p tcp -m tcp --dport 22 -j RETURN", "CHECK -p tcp -m tcp --dport 22:25 -j ACCEPT",
      ], chains: ["CHECK"])
    #expect(scenario.arriving("203.0.113.50", "tcp", 80) == "delivered")
    #expect(scenario.arriving("203.0.113.50", "tcp", 81) == "blocked")
    #expect(scenario.arriving("203.0.113.50", "tcp", 22) == "blocked")
    #expect(scenario.arriving("203.0.113.50", "tcp", 23) == "delivered")
  }

  @Test func `4,2 - the end of a chain reached by goto is the end of its caller`() {
    let scenario = host(
      [
        "INPUT -p tcp -m tcp --dport 80:90 -g WEB", "INPUT -p tcp -j ACCEPT",
        "WEB -s 203.0.113.50/32 -j RETURN", "WEB -p tcp -m tcp --dport 80 -j ACCEPT",
      ], chains: ["WEB"])
    #expect(scenario.arriving("203.0.113.22", "tcp", 80) == "delivered")
    #expect(scenario.arriving("203.0.113.50", "tcp", 80) == "blocked")
    #expect(scenario.arriving("203.0.113.22", "tcp", 85) == "blocked")
    #expect(scenario.arriving("203.0.113.50", "tcp", 22) == "delivered")
  }

  @Test func `4,3 - an accept in one table does not skip the others`() {
    let scenario = Scenario([
      Fixtures.addresses,
      (
        "iptables-save.txt",
        """
        *mangle
        :INPUT ACCEPT [0:0]
        -A INPUT -p tcp -m tcp --dport 22 -j ACCEPT
        -A INPUT -p tcp -m tcp --dport 23 -j DROP
        COMMIT
        *filter
        :INPUT DROP [0:0]
        :FORWARD DROP [0:0]
        :OUTPUT ACCEPT [0:0]
        -A INPUT -p tcp -m tcp --dport 23 -j ACCEPT
        -A INPUT -p tcp -m tcp --dport 24 -j ACCEPT
        COMMIT
        """
      ),
    ])
    #expect(scenario.arriving("203.0.113.50", "tcp", 22) == "blocked")
    #expect(scenario.arriving("203.0.113.50", "tcp", 23) == "blocked")
    #expect(scenario.arriving("203.0.113.50", "tcp", 24) == "delivered")
  }

  @Test func `4,4 - addresses, interfaces and ports with their negations`() {
    let scenario = host([
      "INPUT ! -s 203.0.113.0/24 ! -i eth0 -p tcp -m tcp --dport 3306 -j ACCEPT",
      "INPUT -i eth+ -p udp -m multiport --sports 67,68 --dports 1000:1009 -j ACCEPT",
      "INPUT -p tcp -m tcp ! --dport 1:1023 -m iprange --src-range 10.0.0.10-10.0.0.30 -j ACCEPT",
      "INPUT -p tcp -m multiport --ports 7777 -j ACCEPT", "INPUT -p 47 -j ACCEPT",
      "INPUT -s 10.9.0.0/255.255.0.0 -j ACCEPT",
    ])
    let own = "10.0.0.5"
    #expect(scenario.arriving("10.0.0.50", "tcp", 3306, to: own, on: "eth1") == "delivered")
    #expect(scenario.arriving("203.0.113.50", "tcp", 3306, on: "eth1") == "blocked")
    #expect(scenario.arriving("10.0.0.50", "tcp", 3306, on: "eth0") == "blocked")
    #expect(scenario.arriving("10.0.0.50", "udp", 1005, from: 67) == "delivered")
    #expect(scenario.arriving("10.0.0.50", "udp", 1005) == "blocked")
    #expect(scenario.arriving("10.0.0.20", "tcp", 8080) == "delivered")
    #expect(scenario.arriving("10.0.0.20", "tcp", 80) == "blocked")
    #expect(scenario.arriving("10.0.0.31", "tcp", 8080) == "blocked")
    #expect(scenario.arriving("203.0.113.50", "tcp", 7777) == "delivered")
    #expect(scenario.arriving("203.0.113.50", "tcp", 9, from: 7777) == "delivered")
    #expect(scenario.arriving("203.0.113.50", "gre", 0) == "delivered")
    #expect(scenario.arriving("10.9.8.7", "tcp", 1) == "delivered")
  }

  @Test func `4,4 - sets with directions, exceptions and negation`() {
    var texts = [
      Fixtures.addresses,
      Fixtures.iptables([
        "INPUT -m set --match-set svc src,dst -j ACCEPT",
        "INPUT -p tcp -m tcp --dport 5432 -m set --match-set nomatch src -j ACCEPT",
        "INPUT -p tcp -m tcp --dport 22 -m set ! --match-set trusted src -j DROP",
        "INPUT -p tcp -m tcp --dport 22 -j ACCEPT",
      ]),
    ]
    let without = Scenario(texts)
    #expect(without.arriving("10.0.0.50", "tcp", 5432) == "undecided")
    texts.append(
      (
        "ipset-save.txt",
        """
        create trusted hash:net family inet hashsize 1024 maxelem 65536
        add trusted 203.0.113.22
        add trusted 10.0.0.0/24
        create svc hash:ip,port family inet hashsize 1024 maxelem 65536
        add svc 203.0.113.50,tcp:8080
        create nomatch hash:net family inet hashsize 1024 maxelem 65536
        add nomatch 10.0.0.50 nomatch
        add nomatch 10.0.0.0/16
        """
      ))
    let scenario = Scenario(texts)
    #expect(scenario.arriving("203.0.113.50", "tcp", 8080) == "delivered")
    #expect(scenario.arriving("203.0.113.50", "udp", 8080) == "blocked")
    #expect(scenario.arriving("10.0.0.50", "tcp", 5432) == "blocked")
    #expect(scenario.arriving("10.0.0.51", "tcp", 5432) == "delivered")
    #expect(scenario.arriving("10.0.0.51", "tcp", 22) == "delivered")
    #expect(scenario.arriving("203.0.113.50", "tcp", 22) == "blocked")
  }

  @Test func `4,4 - rates allow who is quiet and are no wall`() {
    let scenario = host([
      "INPUT -p tcp -m tcp --dport 25 -m connlimit --connlimit-above 2 -j REJECT",
      "INPUT -p tcp -m tcp --dport 25 -j ACCEPT",
      "INPUT -p tcp -m tcp --dport 80 -m limit --limit 5/min -j ACCEPT",
      "INPUT -p tcp -m tcp --dport 81 -m limit --limit 5/min -j DROP",
      "INPUT -p tcp -m tcp --dport 81 -j ACCEPT",
      "INPUT -p tcp -m tcp --dport 82 -m hashlimit --hashlimit-above 5/min --hashlimit-name a "
        + "-j DROP", "INPUT -p tcp -m tcp --dport 82 -j ACCEPT",
    ])
    #expect(scenario.arriving("203.0.113.50", "tcp", 25) == "delivered")
    #expect(scenario.arriving("203.0.113.50", "tcp", 80) == "delivered")
    #expect(scenario.arriving("203.0.113.50", "tcp", 81) == "undecided")
    #expect(scenario.arriving("203.0.113.50", "tcp", 82) == "delivered")
  }

  @Test func `4,4 - conditions that no export decides may match`() {
    let scenario = host([
      "INPUT -p tcp -m tcp --dport 80 -m string --string evil --algo bm -j DROP",
      "INPUT -p tcp -m tcp --dport 80 -j ACCEPT",
      "INPUT -p tcp -m tcp --dport 81 -m time --timestart 08:00:00 -j ACCEPT",
      "INPUT -p tcp -m tcp --dport 82 -m mark --mark 0x1 -j ACCEPT",
      "INPUT -p tcp -m tcp --dport 83 -m recent --rcheck --name knock --rsource -j ACCEPT",
      "OUTPUT -m owner --uid-owner 1000 -j REJECT",
    ])
    #expect(scenario.arriving("203.0.113.50", "tcp", 80) == "undecided")
    #expect(scenario.arriving("203.0.113.50", "tcp", 81) == "undecided")
    #expect(scenario.arriving("203.0.113.50", "tcp", 82) == "blocked")
    #expect(scenario.arriving("203.0.113.50", "tcp", 83) == "undecided")
    #expect(scenario.leaving("203.0.113.50", "tcp", 80) == "delivered")
    let marked = host([
      "INPUT -j MARK --set-mark 1", "INPUT -p tcp -m tcp --dport 82 -m mark --mark 0x1 -j ACCEPT",
    ])
    #expect(marked.arriving("203.0.113.50", "tcp", 82) == "undecided")
  }

  @Test func `4,4 - kinds of addresses and flags`() {
    let scenario = host([
      "INPUT -m addrtype --dst-type BROADCAST,MULTICAST -j DROP",
      "INPUT -p tcp -m tcp --tcp-flags FIN,SYN,RST,ACK FIN -j ACCEPT",
      "INPUT -p tcp -m tcp --dport 22 --tcp-flags FIN,SYN,RST,ACK SYN -j ACCEPT",
      "INPUT -p tcp -m tcp --dport 23 ! --syn -j ACCEPT",
      "INPUT -p udp -m addrtype --dst-type LOCAL -m addrtype ! --src-type LOCAL -j ACCEPT",
    ])
    #expect(scenario.arriving("203.0.113.50", "tcp", 22) == "delivered")
    #expect(scenario.arriving("203.0.113.50", "tcp", 23) == "blocked")
    #expect(scenario.arriving("203.0.113.50", "udp", 67, to: "203.0.113.255") == "blocked")
    #expect(scenario.arriving("203.0.113.50", "udp", 67) == "delivered")
  }

  @Test func `4,5 - the first packet of a connection is new`() {
    let scenario = host([
      "INPUT -m conntrack --ctstate RELATED,ESTABLISHED -j ACCEPT",
      "INPUT -m conntrack --ctstate INVALID -j DROP",
      "INPUT -p tcp -m tcp --dport 22 -m state --state NEW -j ACCEPT",
    ])
    #expect(scenario.arriving("203.0.113.50", "tcp", 22) == "delivered")
    #expect(scenario.arriving("203.0.113.50", "tcp", 23) == "blocked")
  }

  @Test func `4,6 - counters, insertions and unnormalised rules`() {
    let scenario = Scenario([
      Fixtures.addresses,
      (
        "iptables-save.txt",
        """
        # Generated by iptables-save v1.8.9 (nf_tables)
        *filter
        :INPUT DROP [12:800]
        :FORWARD DROP [0:0]
        :OUTPUT ACCEPT [0:0]
        [3:180] -A INPUT -p tcp --dport http -j ACCEPT
        [0:0] -A INPUT -p icmp --icmp-type echo-request -j ACCEPT
        -I INPUT -s 203.0.113.22 -j DROP -m comment --comment "a -j ACCEPT in quotes"
        -I INPUT 2 -s 203.0.113.23,203.0.113.24 -j DROP
        COMMIT
        """
      ),
    ])
    #expect(scenario.arriving("203.0.113.50", "tcp", 80) == "delivered")
    #expect(scenario.arriving("203.0.113.50", "icmp", 8 << 8) == "delivered")
    #expect(scenario.arriving("203.0.113.22", "tcp", 80) == "blocked")
    #expect(scenario.arriving("203.0.113.24", "tcp", 80) == "blocked")
  }

  @Test func `4,7 - rules of the older back end are asked for`() {
    let rules = Fixtures.iptables(["INPUT -j ACCEPT"])
    let scenario = Scenario([
      Fixtures.addresses,
      (
        rules.0,
        rules.1
          + "# Warning: iptables-legacy tables present, use iptables-legacy-save to see them\n"
      ),
    ])
    #expect(scenario.arriving("203.0.113.50", "tcp", 22) == "undecided")
  }
}
