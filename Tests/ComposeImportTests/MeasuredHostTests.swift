import Composition
import Documents
import PacketSets
import Reachability
import TestSupport
import Testing

/// Whole hosts against packets that were measured on them: each probe is a question.
struct MeasuredHostTests {
  static let folders: [String] = ["ufw", "nft-iptables", "docker"].flatMap { kind -> [String] in
    guard let root = SharedData.path("data/host/\(kind)") else { return [] }
    var diagnostics = Diagnostics()
    return Set(
      FileReader.inventory([root], into: &diagnostics).map(\.path)
        .filter { $0.hasSuffix("/probes.tsv") }.map { String($0.dropLast("/probes.tsv".count)) }
    ).sorted()
  }

  /// A packet that was sent and what became of it.
  struct Probe {
    var source: String
    var destination: String
    var proto: String
    var port: String
    var isDelivered: Bool

    /// Reads a line; nil for what no export can tell: routes and spoofing of others, the loopback
    /// interface, and ports of Docker's laboratory at which nobody listened.
    init?(_ fields: [String], header: [String], isDocker: Bool) {
      func value(_ name: String) -> String {
        header.firstIndex(of: name).flatMap { fields.indices.contains($0) ? fields[$0] : nil } ?? ""
      }
      let origin = value("from").isEmpty ? value("from_ns") : value("from")
      destination = value("dst")
      proto = value("proto")
      port = value("port")
      isDelivered = value("verdict") == "ALLOW"
      if origin.contains("(") || value("target") == "host-lo" || destination.hasPrefix("127.") {
        return nil
      }
      if isDocker, value("verdict") == "REJECT" { return nil }
      source =
        origin == "HOST"
        ? "host:hl-host" : origin.hasPrefix("hl-") ? value("src") : "container:\(origin)"
      if source.isEmpty || source == "-" { return nil }
    }
  }

  @Test(arguments: folders)
  func `answers every question as it was measured`(folder: String) async throws {
    let file = try FileReader.read("\(folder)/probes.tsv")
    let lines = file.text.split(separator: "\n").map { line in
      line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
    }
    let header = try #require(lines.first)
    let probes = lines.dropFirst().compactMap {
      Probe($0, header: header, isDocker: folder.contains("/docker/"))
    }
    #expect(probes.count >= 30)
    let graph = await Composer.compose(paths: [folder])
    let asker = FlowAsker(graph.topology)
    let passages = HostPassages(graph.catalog)
    var undecided = 0
    for probe in probes {
      let request = try TrafficRequest(proto: probe.proto, port: probe.port)
      let word: String
      do throws(ResolutionError) {
        word = try asker.rule(FlowRow(from: probe.source, to: probe.destination, request)).verdict
          .rawValue
      } catch {
        guard let source = IPAddress(probe.source), let destination = IPAddress(probe.destination),
          let proto = request.proto, let port = request.ports.intervals.first?.lowerBound
        else {
          Issue.record("\(probe): \(error)")
          continue
        }
        let packet = Packet(
          source: source, destination: destination, proto: proto,
          sourcePort: proto.hasPorts ? 49152 : 0, destinationPort: port)
        word = passages.verdict(on: packet)?.word ?? "\(error)"
      }
      if word == "undecided" {
        undecided += 1
      } else {
        #expect(word == (probe.isDelivered ? "delivered" : "blocked"), "\(probe)")
      }
    }
    // One of the exports lacks `sysctl`, so that it is not known whether the host passes packets on.
    #expect(undecided <= (folder.hasSuffix("n4-nft-nat") ? 6 : 0))
  }
}
