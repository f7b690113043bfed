import Documents
import PacketSets
import TestSupport
import Testing

@testable import HostImport

struct MeasuredTests {
  static let folders: [String] = {
    let shared = ["ufw", "nft-iptables"].compactMap { SharedData.path("data/host/\($0)") }
    return (shared.isEmpty ? [Fixtures.root] : shared).flatMap { Fixtures.folders(in: $0) }
  }()

  @Test func `there are measured packets`() {
    #expect(Self.folders.count >= 10)
  }

  @Test(arguments: folders)
  func `judges every measured packet as it was measured`(folder: String) throws {
    let scenario = Scenario(folder: folder)
    var undecided: [String] = []
    let probes = try Probe.all("\(folder)/probes.tsv")
    #expect(probes.count >= 90)
    for probe in probes {
      let judgement = scenario.judge(probe)
      if judgement.word == "undecided" {
        undecided.append(probe.line)
      } else {
        #expect(judgement.word == probe.expected, "\(probe.line)")
        if probe.verdict == "REJECT" { #expect(judgement.isRefused, "\(probe.line)") }
      }
    }
    // Whether a host passes packets on is in `sysctl`, which one of the exports lacks.
    if scenario.export.facts.forwards[.v4] == nil {
      #expect(undecided.count <= 6, "\(undecided)")
    } else {
      #expect(undecided.isEmpty, "\(undecided)")
    }
  }

  /// The forms in which the rules of UFW are exported, and whether each tells of what is dropped.
  static let forms: [(name: String, files: [String], knowsDrops: Bool)] = [
    ("iptables-save", ["iptables-save.txt", "ip6tables-save.txt"], true),
    (
      "files",
      ["user.rules", "user6.rules", "before.rules", "after.rules", "default/ufw", "ufw.conf"], true
    ),
    (
      "verbose and files",
      ["ufw-status-verbose.txt", "before.rules", "after.rules", "default/ufw"], true
    ),
    ("verbose", ["ufw-status-verbose.txt", "default/ufw"], false),
    ("numbered", ["ufw-status-numbered.txt", "default/ufw"], false),
    ("added", ["ufw-show-added.txt", "default/ufw", "ufw.conf"], false),
    ("nft text", ["nft-ruleset.txt"], true),
    ("nft JSON", ["nft-ruleset.json"], false),
  ]

  @Test(arguments: folders.filter { $0.contains("/ufw/") })
  func `every form of an export of UFW agrees with what was measured or does not decide`(
    folder: String
  ) throws {
    let probes = try Probe.all("\(folder)/probes.tsv")
    for form in Self.forms {
      let scenario = Scenario(folder: folder) { path in
        path.hasSuffix("/ip-addr.json") || path.hasSuffix("/ip-route.json")
          || path.hasSuffix("/sysctl-net.txt")
          || form.files.contains { path.hasSuffix("/\($0)") || path.hasSuffix("-\($0)") }
      }
      guard scenario.documents.count > 3 else { continue }
      var decided = 0
      var decidedInbound4 = 0
      var inbound4 = 0
      for probe in probes {
        let word = scenario.judge(probe).word
        let isInbound4 = !probe.isFromHost && probe.packet.source.family == .v4
        if isInbound4 { inbound4 += 1 }
        guard word != "undecided" else { continue }
        decided += 1
        if isInbound4 { decidedInbound4 += 1 }
        #expect(word == probe.expected, "\(form.name): \(probe.line)")
      }
      #expect(decided > 0, "\(form.name)")
      // nft cannot print the parameters of `-m recent`, which limits are made of.
      let isLost = form.name == "nft text" && folder.hasSuffix("04-limit")
      if form.knowsDrops, !isLost { #expect(decidedInbound4 == inbound4, "\(form.name)") }
    }
  }
}
