import Composition
import Documents
import Reachability
import TestSupport
import Testing
import TierPolicy

/// Damage to an export never makes a proof appear.
@Suite struct `Damaged exports` {
  /// Changes of the sample's files, by the file, that once turned a violation into a proof.
  static let damages: [(name: String, file: String, from: String, to: String)] = [
    ("another page exists", "describe-network-interfaces.json", "{", "{ \"NextToken\": \"x\","),
    ("a token that is no text", "describe-network-interfaces.json", "{", "{ \"NextToken\": 7,"),
    ("a truncated file", "describe-instances.json", "\"Reservations\"", "\"Reservations"),
    (
      "rules that are null", "describe-security-groups.json", "\"IpPermissions\": [",
      "\"IpPermissions\": null, \"Old\": ["
    ),
    (
      "rules that are cut out", "describe-security-groups.json", "\"IpPermissions\": [",
      "\"Old\": ["
    ),
    (
      "entries that are null", "describe-network-acls.json", "\"Entries\": [",
      "\"Entries\": null, \"Old\": ["
    ),
    (
      "a state that is a number", "describe-instances.json", "\"State\": {",
      "\"State\": 16, \"Old\": {"
    ),
    (
      "tags that are a text", "describe-instances.json", "\"Tags\": [",
      "\"Tags\": \"x\", \"Old\": ["
    ),
    ("a destination without a length", "describe-route-tables.json", "0.0.0.0/0", "0.0.0.0"),
  ]

  @Test(arguments: damages.indices)
  func `make no rule proven that was not`(_ number: Int) async throws {
    let damage = Self.damages[number]
    let whole = try await verdicts(of: Sample.exportFiles("aws-three-tier"))
    let damaged = try await verdicts(
      of: Sample.exportFiles("aws-three-tier").map { file in
        guard file.path.hasSuffix(damage.file) else { return file }
        let text = file.text.replacing(damage.from, with: damage.to)
        #expect(text != file.text, "\(damage.name) changes nothing")
        return SourceFile(id: file.id, path: file.path, text: text)
      })
    for (rule, verdict) in damaged where verdict == .proven {
      #expect(whole[rule] == .proven, "\(damage.name): \(rule)")
    }
    #expect(damaged.values.allSatisfy { $0 != .proven }, "\(damage.name)")
  }

  @Test func `a second listing of a group that differs proves nothing`() async throws {
    var files = try Sample.exportFiles("aws-three-tier")
    let groups = try #require(files.first { $0.path.hasSuffix("describe-security-groups.json") })
    files.append(
      SourceFile(
        id: FileID(rawValue: UInt32(files.count)), path: "samples/zzz.json",
        text: groups.text.replacing("0.0.0.0/0", with: "10.0.0.0/16")))
    #expect(try await verdicts(of: files).values.allSatisfy { $0 != .proven })
  }

  private func verdicts(of files: [SourceFile]) async throws -> [String: Verdict] {
    let day = try #require(`The samples`.day)
    let graph = await Composer.compose(SourceCatalog(files))
    let policy = try Policy(reading: Sample.policyFile("aws-three-tier"), asOf: day)
    let review = PolicyReview(policy, model: ReachabilityModel(graph.topology), asOf: day)
    return Dictionary(uniqueKeysWithValues: review.rules.map { ($0.id, $0.verdict) })
  }
}
