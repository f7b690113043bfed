import Documents
import PacketSets
import TestSupport
import Testing
import Topology

@testable import HostImport

struct LoweringTests {
  @Test(arguments: MeasuredTests.folders)
  func `the filters of a host say what its rules say of measured packets`(folder: String) throws {
    let scenario = Scenario(folder: folder)
    let firewall = HostLowering.firewall(of: scenario.export)
    var compared = 0
    for probe in try Probe.all("\(folder)/probes.tsv") {
      let judgement: Judgement
      if probe.isFromHost {
        guard case .named(let name) = scenario.path.output(to: probe.packet.destination),
          let port = firewall.ports.first(where: { $0.interface == name })
        else { continue }
        judgement = FilterJudge.judge(port.outbound, probe.packet, peer: probe.packet.destination)
      } else {
        guard let port = firewall.port(at: probe.packet.destination),
          port.interface == probe.interface
        else { continue }
        judgement = FilterJudge.judge(port.inbound, probe.packet, peer: probe.packet.source)
      }
      compared += 1
      guard judgement.word != "undecided" else {
        #expect(folder.hasSuffix("n4-nft-nat"), "\(probe.line)")
        continue
      }
      #expect(judgement.word == probe.expected, "\(probe.line)")
    }
    #expect(compared > 60)
  }

  @Test(arguments: MeasuredTests.folders)
  func `the filters of a host never decide against its rules`(folder: String) throws {
    let scenario = Scenario(folder: folder)
    let firewall = HostLowering.firewall(of: scenario.export)
    var generator = SeededGenerator(seed: 7)
    let addresses = [
      "203.0.113.22", "203.0.113.50", "10.0.0.20", "10.0.0.50", "10.0.0.15", "192.0.2.50",
      "8.8.8.8", "172.16.0.9", "2001:db8:1::22", "2001:db8:1::50", "fd00:10::50", "fe80::9",
    ].compactMap { IPAddress($0) }
    let ports: [UInt16] = [
      21, 22, 25, 53, 67, 68, 80, 113, 123, 137, 443, 445, 3306, 5353, 5432, 6000, 6007, 6379,
      8080, 8085, 8090, 9090, 60001,
    ]
    var differences = 0
    var total = 0
    for port in firewall.ports {
      for _ in 0..<(TestEffort.isThorough ? 4000 : 60) {
        guard let peer = addresses.randomElement(using: &generator),
          let own = port.addresses.first(where: { $0.family == peer.family })
        else { continue }
        let proto: IPProtocol = [.tcp, .udp, .tcp, .esp].randomElement(using: &generator) ?? .tcp
        let destination = ports.randomElement(using: &generator) ?? 22
        let source: UInt16 = Bool.random(using: &generator) ? 49152 : 67
        var packet = Packet(
          source: peer, destination: own, proto: proto, sourcePort: proto.hasPorts ? source : 0,
          destinationPort: proto.hasPorts ? destination : 0)
        // The graph has packets come by the interface by which their answers leave.
        let interface = scenario.export.facts.interface(towards: peer)
        let expected = scenario.path.arrive(packet, by: interface)
        let found = FilterJudge.judge(port.inbound, packet, peer: peer)
        #expect(!found.certainlyPasses || expected.certainlyPasses, "\(packet)")
        #expect(found.mayPass || !expected.mayPass, "\(packet)")
        total += 1
        if found.word != expected.word { differences += 1 }
        packet.source = own
        packet.destination = peer
        let view = PacketView(
          packet: packet, input: .none, output: interface.map { .named($0) } ?? .external,
          state: .new,
          isTranslated: false)
        let sent = scenario.path.evaluator.judge(.output, view)
        let lowered = FilterJudge.judge(port.outbound, packet, peer: peer)
        #expect(!lowered.certainlyPasses || sent.certainlyPasses, "\(packet)")
        #expect(lowered.mayPass || !sent.mayPass, "\(packet)")
      }
    }
    // Only connections that are passed on are less certain than the rules say.
    if !folder.hasSuffix("n4-nft-nat") { #expect(differences == 0, "of \(total)") }
  }

  @Test func `an old ruleset that lets answers out by their ports is two filters`() throws {
    let scenario = Scenario([
      Fixtures.addresses,
      (
        "iptables-save.txt",
        """
        *filter
        :INPUT DROP [0:0]
        :FORWARD DROP [0:0]
        :OUTPUT DROP [0:0]
        -A INPUT -p tcp -m tcp --dport 22 -m state --state NEW,ESTABLISHED -j ACCEPT
        -A INPUT -p tcp -m tcp --dport 80 -j ACCEPT
        -A OUTPUT -p tcp -m tcp --sport 22 -m state --state ESTABLISHED -j ACCEPT
        COMMIT
        """
      ), ("ip6tables-save.txt", Fixtures.closed + "COMMIT\n"),
    ])
    let firewall = HostLowering.firewall(of: scenario.export)
    let address = try #require(IPAddress("203.0.113.10"))
    let peer = try #require(IPAddress("203.0.113.50"))
    let port = try #require(firewall.port(at: address))
    func word(_ destinationPort: UInt16) -> String {
      FilterJudge.judge(
        port.inbound,
        Packet(
          source: peer, destination: address, proto: .tcp, sourcePort: 49152,
          destinationPort: destinationPort), peer: peer
      ).word
    }
    #expect(word(22) == "delivered")
    // 80 is accepted, but its answers are dropped on their way out.
    #expect(word(80) == "blocked")
    #expect(port.inbound.allSatisfy { $0.isStateful })
  }

  @Test func `a port without a listener today is closed by the rules alone`() throws {
    let scenario = Scenario([
      Fixtures.addresses, Fixtures.iptables(["INPUT -j ACCEPT"]),
      (
        "ss.txt",
        """
        Netid State  Recv-Q Send-Q Local Address:Port Peer Address:Port Process
        tcp   LISTEN 0      128          0.0.0.0:22        0.0.0.0:*    users:(("sshd",pid=1,fd=3))
        udp   UNCONN 0      0            0.0.0.0:53        0.0.0.0:*    users:(("dns",pid=2,fd=4))
        udp   UNCONN 0      0          127.0.0.1:54        0.0.0.0:*    users:(("dns",pid=2,fd=5))
        """
      ),
    ])
    let firewall = HostLowering.firewall(of: scenario.export)
    let first = try #require(IPAddress("203.0.113.10").flatMap { firewall.port(at: $0) })
    #expect(first.offers == .all)
    let rules = HostRules(scenario.export)
    #expect(rules.datagramPorts(of: "dns") == [53])
    #expect(rules.datagramPorts(of: "sshd").isEmpty)
  }

  @Test func `addresses that rules tell apart become endpoints of their own`() throws {
    let addresses = (
      "ip-addr.txt",
      """
      2: eth0: <UP> mtu 1500
          inet 203.0.113.10/24 scope global eth0
          inet 203.0.113.11/24 scope global secondary eth0
          inet 203.0.113.12/24 scope global secondary eth0
      """
    )
    let scenario = Scenario([
      addresses, Fixtures.iptables(["INPUT -d 203.0.113.11/32 -p tcp --dport 443 -j ACCEPT"]),
    ])
    let firewall = HostLowering.firewall(of: scenario.export)
    #expect(
      firewall.ports.map { $0.addresses.map(\.description) } == [
        ["203.0.113.10", "203.0.113.12"], ["203.0.113.11"],
      ])
  }

  @Test func `a family without rules in the exports may pass and certainly does not`() throws {
    let scenario = Scenario([Fixtures.addresses, Fixtures.iptables(["INPUT -j ACCEPT"])])
    #expect(scenario.arriving("203.0.113.50", "tcp", 22) == "delivered")
    #expect(scenario.arriving("2001:db8:1::50", "tcp", 22, to: "2001:db8:1::10") == "undecided")
    let firewall = HostLowering.firewall(of: scenario.export)
    let address = try #require(IPAddress("2001:db8:1::10"))
    let peer = try #require(IPAddress("2001:db8:1::50"))
    let port = try #require(firewall.port(at: address))
    let packet = Packet(
      source: peer, destination: address, proto: .tcp, sourcePort: 49152, destinationPort: 22)
    #expect(FilterJudge.judge(port.inbound, packet, peer: peer).word == "undecided")
    #expect(firewall.assumptions.contains { $0.remedy == "ip6tables-save" })
  }
}
