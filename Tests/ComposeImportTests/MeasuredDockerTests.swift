import ComposeImport
import Documents
import PacketSets
import Reachability
import TestSupport
import Testing
import Topology

/// Packets between containers that were measured on a real engine, beside what it exported.
@Suite(.enabled(if: SharedData.path("data/host/docker") != nil)) struct MeasuredDockerTests {
  static let scenarios = [
    "01-seed-compose", "03-published-db-ufw", "04-multi-network", "06-network-modes",
    "09-two-projects-shared-external", "13-daemon-ip-loopback", "15-seed-hardened-container",
    "17-weak-containers",
  ]

  @Test(arguments: scenarios)
  func `no measured packet between containers is judged wrongly`(_ scenario: String) throws {
    let root = try #require(SharedData.path("data/host/docker/\(scenario)"))
    let topology = try topology(of: root)
    let asker = FlowAsker(topology)
    var (right, open) = (0, 0)
    for probe in try probes(root) where probe.count > 6 {
      guard let address = IPAddress(probe[2]), probe[6] == "ALLOW" || probe[6] == "DROP",
        let from = interface(of: probe[0], towards: address, in: topology),
        let to = topology.endpoints.first(where: { endpoint in
          topology.resources[endpoint.resource].kind == .container
            && endpoint.addresses.contains { $0.address == address }
        })
      else { continue }
      let ruling = try asker.rule(
        FlowRow(from: from, to: to.id, try TrafficRequest(proto: probe[3], port: probe[4])))
      let expected = probe[6] == "ALLOW" ? "delivered" : "blocked"
      if ruling.verdict == .undecided { open += 1 } else { right += 1 }
      #expect(
        ruling.verdict == .undecided || ruling.verdict.rawValue == expected,
        "\(probe.joined(separator: " "))")
    }
    // What is undecided are ports that are published, asked for at the container's own address.
    #expect(open <= right, "\(right) decided, \(open) undecided")
  }

  private func topology(of root: String) throws -> Topology {
    var diagnostics = Diagnostics()
    let entries = FileReader.inventory([root], into: &diagnostics)
    var documents: [InputDocument] = []
    for entry in entries {
      let file = try FileReader.read(entry, id: FileID(rawValue: 0))
      if let json = try? JSONDocument.parse(file, into: &diagnostics) {
        documents.append(.json(json))
      } else {
        documents.append(.text(file))
      }
    }
    return ComposeImporter.fragment(
      of: documents.filter { ComposeImporter.recognise($0) != nil }, diagnostics: &diagnostics
    ).topology
  }

  private func probes(_ root: String) throws -> [[String]] {
    let file = try FileReader.read("\(root)/probes.tsv")
    return file.text.split(separator: "\n").dropFirst().map { line in
      line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
    }
  }

  /// The interface by which a container sends to an address: the one on the same network, else the
  /// first, by which it leaves.
  private func interface(
    of container: String, towards address: IPAddress, in topology: Topology
  ) -> String? {
    let own = topology.endpoints.filter { topology.resources[$0.resource].id == container }
    let near = own.first { endpoint in
      topology.subnets[endpoint.subnet].prefixes.contains { $0.contains(address) }
    }
    return (near ?? own.first)?.id
  }
}
