import Documents
import Testing

struct YAMLTests {
  private func error(_ text: String, limits: YAMLLimits = .standard) -> YAMLError? {
    #expect(throws: YAMLError.self, "\(text)") {
      try YAML.load(text: text, path: "p.yaml", limits: limits)
    }
  }

  @Test func `knows the line and column of every node`() throws {
    let file = SourceFile(text: "# é\nrules:\n  - näme: ä\n    ports: [22, 80]\n")
    let root = try #require(try YAML.load(file).first)
    let rule = try #require(root["rules"]?.elements.first)
    func place(_ node: YAMLNode?) throws -> String {
      file.position(ofByte: Int(try #require(node).location.offset)).description
    }
    #expect(try place(root) == "2:1")
    #expect(try place(root["rules"]) == "3:3")
    #expect(try place(rule["näme"]) == "3:11")
    #expect(try place(rule.members.last?.key) == "4:5")
    #expect(try place(rule["ports"]?.elements.last) == "4:17")
    #expect(rule["ports"]?.elements.map(\.int) == [22, 80])
  }

  @Test func `reads several documents, and none from an empty file`() throws {
    #expect(try YAML.load(text: "a\n---\nb: 1\n...\n").map(\.kind) == [.string, .mapping])
    #expect(try YAML.load(text: "").isEmpty)
    #expect(try YAML.load(text: "# only a comment\n").isEmpty)
    #expect(try YAML.load(text: "\u{FEFF}a: 1\n").first?["a"]?.int == 1)
  }

  @Test func `replaces aliases and merges mappings, own keys first`() throws {
    let text = """
      base: &base {a: 1, b: 2}
      more: &more {b: 3, c: 4}
      one: {<<: *base, b: 9}
      all: {<<: [*base, *more]}
      list: [*base, *base]
      """
    let root = try #require(try YAML.load(text: text).first)
    #expect(root["one"]?["a"]?.int == 1)
    #expect(root["one"]?["b"]?.int == 9)
    #expect(root["one"]?.members.count == 2)
    #expect(root["all"]?.members.map(\.name) == ["a", "b", "c"])
    #expect(root["all"]?["b"]?.int == 2)
    #expect(root["list"]?.elements.count == 2)
    #expect(root["list"]?.elements.first == root["base"])
  }

  @Test func `refuses a key that stands twice and names both places`() throws {
    let refusal = try #require(error("a: 1\nb:\n  c: 1\n  'c': 2\n"))
    #expect(refusal.kind == .duplicateKey)
    #expect(refusal.description == "p.yaml:4:3: the key `c` stands twice, first at 3:3")
    #expect(refusal.diagnostic.code == "yaml.duplicateKey")
  }

  @Test func `tells the number 1 from the string 1 as keys`() throws {
    #expect(try YAML.load(text: "1: a\n'1': b\n").first?.members.count == 2)
  }

  @Test func `refuses aliases without an anchor or into themselves`() {
    #expect(error("a: *b\n")?.kind == .alias)
    #expect(error("&a [*a]\n")?.kind == .alias)
    #expect(error("a: &x 1\n---\nb: *x\n")?.kind == .alias)
  }

  @Test func `refuses an alias bomb quickly`() {
    var text = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n"
    for level in 1..<20 {
      let aliases = Array(repeating: "*a\(level - 1)", count: 10).joined(separator: ", ")
      text += "a\(level): &a\(level) [\(aliases)]\n"
    }
    let found = error(text)
    #expect(found?.kind == .limit)
    #expect(found?.line == 5)
  }

  @Test func `refuses what nests too deeply, also through aliases`() {
    #expect(error(String(repeating: "[", count: 100_000))?.kind == .limit)
    let limits = YAMLLimits(maximumDepth: 4)
    #expect(throws: Never.self) { try YAML.load(text: "[[[x]]]", limits: limits) }
    #expect(error("[[[[x]]]]", limits: limits)?.kind == .limit)
    #expect(error("- &a [[x]]\n- [[*a]]\n", limits: limits)?.kind == .limit)
  }

  @Test func `refuses other limits`() {
    #expect(error("abc", limits: YAMLLimits(maximumBytes: 2))?.kind == .limit)
    #expect(error("[a, b]", limits: YAMLLimits(maximumNodes: 2))?.kind == .limit)
    #expect(error(String(repeating: "%TAG !a! b\n", count: 1001))?.kind == .limit)
  }

  @Test func `says where the grammar is broken`() {
    let found = error("a: 1\nb: [1, 2\nc: 3\n")
    #expect(found?.kind == .syntax)
    #expect(found?.line == 3)
    #expect(error("a: \"x\n")?.kind == .syntax)
    #expect(error("a:\n\tb: 1\n")?.line == 2)
    #expect(error("{a: 1}: b\n")?.kind == .unsupported)
    #expect(error("<<: 1\n")?.kind == .unsupported)
  }

  @Test func `refuses what is no text`() {
    for bytes: [UInt8] in [[0xFF, 0xFE, 0x61, 0], [0x61, 0, 0x62], [0x61, 0xFF, 0x62]] {
      let found = #expect(throws: YAMLError.self) { try YAML.load(SourceFile(bytes: bytes)) }
      #expect(found?.kind == .encoding)
    }
  }

  @Test func `says what was expected in place of a node`() throws {
    let node = try #require(try YAML.load(text: "a: 12").first?["a"])
    let diagnostic = node.mismatch(expected: "a string")
    #expect(diagnostic.message == "expected a string, found an integer `12`")
    #expect(diagnostic.location == node.location)
  }

  @Test func `survives every mutation of a text`() {
    let sample = """
      tiers: &t {web: [10.0.0.0/8, "é"], <<: {x: ~}}
      rules:
        - name: 'one' # comment
          ports: [22, 0x1F, 1e3]
          text: |
            a
             b
          ref: *t
      ---
      !foo "\\u00e9\\n"
      """
    var generator = SeededGenerator(seed: 5)
    var accepted = 0
    for _ in 0..<3000 {
      var bytes = Array(sample.utf8)
      for _ in 0..<Int.random(in: 1...3, using: &generator) where !bytes.isEmpty {
        let place = Int.random(in: 0..<bytes.count, using: &generator)
        switch Int.random(in: 0..<4, using: &generator) {
        case 0: bytes[place] = UInt8.random(in: 0...255, using: &generator)
        case 1: bytes[place] ^= 1 << UInt8.random(in: 0..<8, using: &generator)
        case 2: bytes.remove(at: place)
        default: bytes.removeSubrange(max(place, 1)...)
        }
      }
      do throws(YAMLError) {
        _ = try YAML.load(SourceFile(bytes: bytes)).map { ($0.kind, $0.int, $0.double) }
        accepted += 1
      } catch {
        #expect(Int(error.location.offset) <= bytes.count)
      }
    }
    #expect(accepted > 50)
  }
}
