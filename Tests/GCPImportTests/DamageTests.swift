import Documents
import TestSupport
import Testing
import Topology

@testable import GCPImport

/// Damaged exports are read, skipped or refused, and never end the program.
@Suite struct DamageTests {
  static let count = TestEffort.isThorough ? 5000 : 300

  @Test func `a byte, a piece or a value that chance damaged does no harm`() throws {
    var project = Project()
    peer(&project)
    project.firewalls = [Project.rule("ssh", Project.ssh, Project.anySource)]
    project.others.merge(ServiceTests.balancer) { $1 }
    project.others.merge(PassThroughTests.backends("EXTERNAL", members: ["db"])) { $1 }
    project.others["more-rules.json"] =
      "[\(PassThroughTests.rule("pass", "192.0.2.91", scheme: "EXTERNAL", PassThroughTests.service))]"
    let files = project.files.sorted { $0.key < $1.key }
    var generator = SeededGenerator(seed: 20)
    var refused = 0
    for _ in 0..<Self.count {
      let victim = Int.random(in: 0..<files.count, using: &generator)
      var diagnostics = Diagnostics()
      var documents: [JSONDocument] = []
      for (number, file) in files.enumerated() {
        let text = number == victim ? damaged(file.value, using: &generator) : file.value
        let source = SourceFile(id: FileID(rawValue: UInt32(number)), path: file.key, text: text)
        do {
          documents.append(try JSONDocument.parse(source, into: &diagnostics))
        } catch {
          refused += 1
        }
      }
      let fragment = GCPImporter.fragment(
        of: documents, asOf: "2026-11-01T00:00:00Z", diagnostics: &diagnostics)
      let topology = fragment.topology
      #expect(topology.endpoints.allSatisfy { $0.subnet.index < topology.subnets.count })
      #expect(topology.subnets.allSatisfy { $0.network.index < topology.networks.count })
      #expect(
        topology.forwardings.allSatisfy { forwarding in
          forwarding.targets.allSatisfy { target in
            topology.endpoints[target.endpoint].addresses.contains { $0.address == target.address }
          }
        })
    }
    #expect(refused > 0 && refused < Self.count)
  }

  private static let values = [
    "null", "-1", "99999999999999999999", "1e400", "\"\"", "[]", "{}", "true", "\"0.0.0.0/0\"",
    "\"256.1.1.1\"", "\"::\"", "\"/\"", "\"projects//\"", "65536", "\"70000-1\"", "0.5",
  ]

  private func damaged(_ text: String, using generator: inout SeededGenerator) -> String {
    if Int.random(in: 0..<3, using: &generator) > 0 {
      // Another value behind one of the keys.
      let parts = text.split(separator: "\": ", omittingEmptySubsequences: false)
      guard parts.count > 1 else { return text }
      let place = Int.random(in: 1..<parts.count, using: &generator)
      let value = Self.values.randomElement(using: &generator) ?? "null"
      var result: [String] = []
      for (number, part) in parts.enumerated() {
        guard number == place else {
          result.append(String(part))
          continue
        }
        let end = part.firstIndex { $0 == "," || $0 == "}" || $0 == "]" } ?? part.endIndex
        result.append(value + part[end...])
      }
      return result.joined(separator: "\": ")
    }
    var bytes = Array(text.utf8)
    guard bytes.count > 2 else { return text }
    let start = Int.random(in: 0..<bytes.count - 1, using: &generator)
    if Bool.random(using: &generator) {
      bytes[start] = UInt8.random(in: 0...127, using: &generator)
    } else {
      bytes.removeSubrange(start..<min(bytes.count, start + 9))
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
