import Documents
import PacketSets
import TestSupport
import Testing

@testable import HostImport

struct MeasuredTests {
  static let folders = ["ufw", "nft-iptables"].flatMap { kind -> [String] in
    guard let root = SharedData.path("data/host/\(kind)") else { return [] }
    var diagnostics = Diagnostics()
    return Set(
      FileReader.inventory([root], into: &diagnostics).map(\.path)
        .filter { $0.hasSuffix("/probes.tsv") }.map { String($0.dropLast("/probes.tsv".count)) }
    ).sorted()
  }

  @Test(.enabled(if: SharedData.isPresent), arguments: folders)
  func `judges every measured packet as it was measured`(folder: String) throws {
    let scenario = Scenario(folder: folder)
    var undecided = 0
    for probe in try Probe.all("\(folder)/probes.tsv") {
      let word = scenario.judge(probe).word
      if word == "undecided" {
        print("undecided \(folder): \(probe.line)")
        undecided += 1
      } else {
        #expect(word == probe.expected, "\(probe.line)")
      }
    }
    print("\(folder): undecided \(undecided)")
  }
}
