import Documents
import PacketSets
import TestSupport
import Testing
import Topology

@testable import HostImport

struct ImporterTests {
  private func fragment(
    _ folder: String
  ) -> (TopologyFragment, Diagnostics) {
    var diagnostics = Diagnostics()
    let documents = Scenario(folder: "\(Fixtures.root)/\(folder)").documents.map(\.document)
    let fragment = HostImporter.fragment(of: documents, diagnostics: &diagnostics)
    return (fragment, diagnostics)
  }

  @Test func `a host is one resource with an endpoint for each interface`() throws {
    let (fragment, diagnostics) = fragment("ufw/01-seed")
    let topology = fragment.topology
    #expect(topology.resources.map(\.name) == ["01-seed"])
    #expect(topology.resources.map(\.kind) == [.host])
    #expect(topology.endpoints.map(\.id) == ["01-seed/eth0", "01-seed/eth1", "01-seed/eth2"])
    #expect(topology.endpoints[0].addresses.first?.publicAddress == IPAddress("203.0.113.10"))
    #expect(topology.endpoints[1].addresses.first?.publicAddress == nil)
    #expect(topology.networks[0].prefixes.allSatisfy { $0.isSingleAddress })
    #expect(fragment.coverage.files.allSatisfy { $0.state == .read })
    #expect(diagnostics.all.isEmpty)
    #expect(!topology.endpoints[0].forwards)
    for filter in topology.filters {
      #expect(filter.layer == .hostFirewall)
      // How far a packet may still go is the only thing that the exports do not tell.
      for rule in filter.rules where rule.peer.possible != nil {
        #expect(rule.text.contains("--hl-eq"))
      }
    }
  }

  @Test func `every rule keeps its text and its place`() throws {
    let (fragment, _) = fragment("nft-iptables/n5-iptables-ipset")
    let rules = fragment.topology.filters.flatMap(\.rules)
    let rule = try #require(rules.first { $0.text.contains("--dport 9090") })
    #expect(rule.text == "-A INPUT -p tcp -m tcp --dport 9090 -j REJECT --reject-with tcp-reset")
    #expect(rule.location != .unknown)
  }

  @Test func `files of two folders are two hosts`() throws {
    var diagnostics = Diagnostics()
    let files = ["web", "db"].enumerated().map { number, name in
      SourceFile(
        id: FileID(rawValue: UInt32(number)), path: "hosts/\(name)/iptables-save.txt",
        text: Fixtures.iptables(["INPUT -j ACCEPT"]).1)
    }
    let fragment = HostImporter.fragment(of: files.map { .text($0) }, diagnostics: &diagnostics)
    #expect(fragment.topology.resources.map(\.name) == ["db", "web"])
    #expect(fragment.topology.endpoints.allSatisfy { $0.addresses.isEmpty })
  }

  @Test func `the name of a host is what it calls itself`() throws {
    let scenario = Scenario([
      Fixtures.iptables([]), ("hostname", "db-1\n"),
    ])
    #expect(scenario.export.name == "db-1")
  }

  @Test func `what cannot be read says its line and column and what was expected`() throws {
    let file = SourceFile(
      path: "host/iptables-save",
      text: "*filter\n:INPUT DROP [0:0]\n-A INPUT -p tcp --dport http;/ -j ACCEPT\nCOMMIT\n")
    let scenario = Scenario(folder: "host", [file])
    let diagnostic = try #require(scenario.export.diagnostics.all.first)
    let location = try #require(diagnostic.location)
    let position = file.position(ofByte: Int(location.offset))
    #expect(position.line == 3)
    #expect(position.column == 25)
    #expect(diagnostic.message.contains("expected ports"))
    #expect(scenario.arriving("203.0.113.50", "tcp", 80) == "undecided")
  }

  @Test func `damage in a nft listing is told with its place`() throws {
    let file = SourceFile(
      path: "host/ruleset.nft",
      text: """
        table inet filter {
          chain input {
            type filter hook input priority filter; policy drop;
            tcp dport } accept
          }
        }
        """)
    let scenario = Scenario(folder: "host", [file])
    let diagnostic = try #require(scenario.export.diagnostics.all.first)
    let location = try #require(diagnostic.location)
    #expect(file.position(ofByte: Int(location.offset)).line == 4)
    #expect(diagnostic.message.contains("expected a value"))
  }

  @Test func `random damage never ends the program`() throws {
    var generator = SeededGenerator(seed: 11)
    let folders = [
      "ufw/01-seed", "ufw/10-routed", "ufw/15-logging-comments-protos",
      "nft-iptables/n1-nft-server", "nft-iptables/n4-nft-nat", "nft-iptables/n5-iptables-ipset",
    ]
    let words = [
      "{", "}", "-j", "!", "jump", "INPUT", "goto", ":", "@", "\"", "vmap", "0/0", "65536", "-A",
      "--dport", ",", "-1", "99999999999999999999", "::", "\n", "elements = {", "[", "]",
    ]
    for folder in folders {
      let intact = Scenario(folder: "\(Fixtures.root)/\(folder)")
      for _ in 0..<(TestEffort.isThorough ? 200 : 3) {
        let files = intact.documents.enumerated().map { number, item in
          var bytes = item.document.file.bytes
          for _ in 0..<Int.random(in: 1...6, using: &generator) where !bytes.isEmpty {
            let place = Int.random(in: 0..<bytes.count, using: &generator)
            switch Int.random(in: 0..<4, using: &generator) {
            case 0: bytes[place] = UInt8.random(in: 0...255, using: &generator)
            case 1: bytes.removeSubrange(place..<min(place + 40, bytes.count))
            case 2:
              bytes.insert(
                contentsOf: (words.randomElement(using: &generator) ?? "").utf8, at: place)
            default: bytes.removeLast(bytes.count - place)
            }
          }
          return SourceFile(
            id: FileID(rawValue: UInt32(number)), path: item.document.file.path, bytes: bytes)
        }
        let damaged = Scenario(folder: "host", files)
        var diagnostics = Diagnostics()
        let fragment = HostImporter.fragment(
          of: damaged.documents.map(\.document), diagnostics: &diagnostics)
        #expect(fragment.topology.endpoints.count <= 100)
      }
    }
  }
}
