import Certificates
import Documents
import PacketSets
import TestSupport
import Testing
import Topology

@Suite struct `Certificate files` {
  @Test func `read back as they were written`() throws {
    for (topology, certificate) in Claims.certified(seed: 75_000, count: 20) {
      let file = CertificateFile(
        certificates: [certificate],
        uncertified: [CertificateFile.Uncertified(rule: "other", reason: "it is not")])
      let read = try Self.read(file.json(topology), topology)
      #expect(read == file)
      #expect(read.json(topology) == file.json(topology))
    }
  }

  @Test func `say what they lack`() throws {
    let (topology, certificate) = try #require(Claims.certified(seed: 75_000, count: 1).first)
    let text = String(
      decoding: CertificateFile(certificates: [certificate]).json(topology), as: UTF8.self)
    for (old, new) in [
      ("bailey/certificate/1", "bailey/certificate/9"), ("\"traffic\": \"", "\"traffic\": \"x"),
      ("\"addressSets\": [", "\"addressSets\": [\"1.2.3.4-1.2.3.3\","),
      ("\"trafficSets\": [", "\"trafficSets\": [\"6/9-1/0-1\","),
      ("\"boxes\": [", "\"boxes\": [\"9999 0 0\","),
      ("\"boxes\": [", "\"boxes\": [\"-1\","), ("\"place\": [", "\"place\": [\"nowhere\","),
    ] {
      let range = try #require(text.firstRange(of: old), "\(old)")
      let changed = text.replacingCharacters(in: range, with: new)
      #expect(throws: CertificateFault.self, "\(new)") {
        try Self.read(Array(changed.utf8), topology)
      }
    }
  }

  /// Whatever a certificate says, reading and checking it ends.
  @Test func `with damage anywhere are read or refused`() throws {
    let (topology, certificate) = try #require(Claims.certified(seed: 75_001, count: 1).first)
    let bytes = CertificateFile(certificates: [certificate]).json(topology)
    var generator = SeededGenerator(seed: 1)
    var refused = 0
    for _ in 0..<(TestEffort.isThorough ? 20_000 : 300) {
      var damaged = bytes
      for _ in 0..<3 {
        let place = Int.random(in: 0..<damaged.count, using: &generator)
        damaged[place] = UInt8.random(in: 0x20..<0x7F, using: &generator)
      }
      do {
        let file = try Self.read(damaged, topology)
        for certificate in file.certificates {
          try CertificateChecker(topology).check(certificate)
        }
      } catch {
        refused += 1
      }
    }
    #expect(refused > 100)
  }

  static func read(_ bytes: [UInt8], _ topology: Topology) throws -> CertificateFile {
    var diagnostics = Diagnostics()
    let source = SourceFile(id: FileID(rawValue: 0), path: "certificate.json", bytes: bytes)
    let document = try JSONDocument.parse(source, limits: JSONLimits(), into: &diagnostics)
    return try CertificateFile(reading: document, about: topology)
  }
}

extension String {
  /// The text with a part of it replaced.
  fileprivate func replacingCharacters(in range: Range<String.Index>, with text: String) -> String {
    String(self[..<range.lowerBound]) + text + String(self[range.upperBound...])
  }
}
