import Composition
import Diagrams
import Documents
import Reachability
import Reports
import TestSupport
import Testing
import TierPolicy

/// Whole folders, from exports to every output, held against what stands in `expected/`.
///
/// `make accept` writes the outputs anew; the change is read as a diff.
@Suite struct `The samples` {
  /// The day on which all samples are judged.
  static let day = CalendarDate(year: 2026, month: 11, day: 1)

  @Test(arguments: [
    "aws-three-tier", "aws-ipv6", "aws-with-compose", "security-groups-only", "azure-three-tier",
    "azure-hub-spoke",
    "gcp-three-tier", "gcp-hierarchical-policies", "seed-compose", "compose-corrected",
  ])
  func `give what is expected of them`(_ name: String) async throws {
    let sample = try await Sample(name)
    for (file, text) in sample.outputs {
      let outcome = try Golden.compare(text, with: "\(sample.folder)/expected/\(file)")
      #expect(outcome.isGood, "\(name)/expected/\(file): \(outcome)")
    }
  }

  @Test func `the three-tier account breaks three rules and no other`() async throws {
    let review = try await Sample("aws-three-tier").review
    let violated = review.rules.filter { $0.verdict == .violated }.map(\.id).sorted()
    #expect(violated == ["db-only-from-app", "ssh-only-from-bastion"])
    #expect(review.rules.first { $0.id == "batch-not-from-internet" }?.verdict == .proven)
    #expect(review.rules.count == 12)
  }

  @Test func `an exposure over IPv6 alone is found`() async throws {
    let review = try await Sample("aws-ipv6").review
    let violated = review.rules.filter { $0.verdict == .violated }.map(\.id)
    #expect(violated == ["ssh-only-from-bastion"])
    #expect(review.rules.filter { $0.verdict == .proven }.count == 4)
    let exposure = try #require(review.findings.first)
    #expect(exposure.packet.contains("[2600:1f14:7a3:d00::20]:22"))
  }

  @Test func `in the guide's compose file the proxy reaches the database`() async throws {
    let review = try await Sample("seed-compose").review
    let violated = review.rules.filter { $0.verdict == .violated }.map(\.id)
    #expect(violated == ["db-only-from-app"])
    let open = review.rules.filter { $0.verdict == .undecided }.map(\.id)
    #expect(open == ["customers-reach-the-proxy"])
  }

  @Test func `the corrected compose file proves every rule, each kept by two layers`() async throws
  {
    let review = try await Sample("compose-corrected").review
    #expect(review.rules.allSatisfy { $0.verdict == .proven })
    let kept = review.rules.filter { $0.form != .must }
    #expect(kept.count == 5)
    for rule in kept {
      #expect(rule.notes.contains { $0.hasPrefix("at least 2 layers must fail") }, "\(rule.id)")
    }
  }

  @Test func `pictures of the samples keep to their width and are well formed`() async throws {
    let sample = try await Sample("aws-three-tier")
    let scene = try #require(sample.review.diagrams.first?.scene)
    for width in [80, 100, 120] {
      for charset in [Charset.unicode, .ascii] {
        let text = TextRenderer(width: width, charset: charset).render(scene)
        for line in text.split(separator: "\n") { #expect(DisplayWidth.of(String(line)) <= width) }
      }
    }
    #expect(try XMLChecker.parse(Array(SVGRenderer().render(scene).utf8)) > 50)
  }
}
