import Documents
import Testing

@testable import TierPolicy

@Suite struct PolicySchemaTests {
  private func schema() throws -> JSONDocument {
    let root = #filePath.split(separator: "/").dropLast(4).joined(separator: "/")
    let file = try FileReader.read("/\(root)/docs/schema/policy.schema.json")
    var diagnostics = Diagnostics()
    let document = try JSONDocument.parse(file, into: &diagnostics)
    #expect(diagnostics.isEmpty)
    return document
  }

  private func words(_ value: JSONValue?) -> [String] {
    value.map { $0.elements.compactMap(\.string) } ?? []
  }

  @Test(arguments: PolicyKeys.allCases)
  func `the schema knows the keys that the reader knows`(kind: PolicyKeys) throws {
    let document = try schema()
    let root = try #require(document.roots.first)
    let object = kind == .policy ? root : try #require(root["$defs"]?[kind.rawValue])
    let properties = try #require(object["properties"])
    #expect(Set(properties.members.map(\.key.string)) == Set(kind.keys))
    #expect(Set(words(object["required"])) == Set(kind.required))
    #expect(object["additionalProperties"]?.bool == false)
  }

  @Test func `the schema knows the words that the reader knows`() throws {
    let document = try schema()
    let definitions = try #require(document.roots.first?["$defs"])
    let rule = try #require(definitions["rule"]?["properties"])
    #expect(words(rule["severity"]?["enum"]) == Severity.allCases.map(\.rawValue))
    #expect(words(rule["through"]?["enum"]) == PolicyRule.Reach.allCases.map(\.rawValue))
    let forms = try #require(definitions["rule"]?["oneOf"]).elements.map {
      words($0["required"])
    }
    #expect(forms == PolicyRule.Form.allCases.map { [$0.rawValue] })
    let names = document.roots.first?["properties"]?["tiers"]?["propertyNames"]?["not"]?["enum"]
    #expect(words(names) == Tier.builtIn.map(\.name))
  }
}
