import Documents
import Testing

struct JSONValueTests {
  private let document: JSONDocument
  private let root: JSONValue

  init() throws {
    let text = """
      {
        "Vpcs": [
          {"VpcId": "vpc-1", "IsDefault": true, "Tags": []},
          {"VpcId": "vpc-2", "IsDefault": false, "Owner": null}
        ],
        "numbers": [0, -1, 443, 9223372036854775807, -9223372036854775808,
          9223372036854775808, 1.5, 1e3, 1e400, -0],
        "te\\u0078t": "tab\\t \\"\\u00e9\\ud83d\\ude00\\/",
        "odd key": {"é": 1}
      }
      """
    document = try JSONDocument.parse(text: text)
    root = try #require(document.roots.first)
  }

  @Test func `finds members by key, also by one that is escaped in the text`() {
    #expect(root["Vpcs"]?.count == 2)
    #expect(root["text"]?.string == "tab\t \"é😀/")
    #expect(root["missing"] == nil)
    #expect(root["Vpc"] == nil)
    #expect(root["Vpcs"]?["VpcId"] == nil)
    let key = "Vpcs"
    #expect(root[key]?.kind == .array)
  }

  @Test func `walks over elements and members in their order`() {
    let ids = (root["Vpcs"]?.elements ?? .empty).compactMap { $0["VpcId"]?.string }
    #expect(ids == ["vpc-1", "vpc-2"])
    #expect(root.members.map { $0.key.string } == ["Vpcs", "numbers", "text", "odd key"])
    #expect(root["Vpcs"]?[1]?["Owner"]?.isNull == true)
    #expect(root["Vpcs"]?[2] == nil)
    #expect(root["Vpcs"]?[-1] == nil)
    #expect(root["Vpcs"]?.members.isEmpty == true)
    #expect(root.elements.isEmpty)
  }

  @Test func `reads integers exactly and refuses what does not fit`() {
    let numbers = root["numbers"]?.elements ?? .empty
    #expect(
      numbers.map(\.int) == [0, -1, 443, .max, .min, nil, nil, 1000, nil, 0])
    #expect(numbers.map(\.double)[5...] == [9_223_372_036_854_775_808, 1.5, 1000, nil, 0])
    #expect(root["text"]?.int == nil)
    #expect(root["text"]?.double == nil)
  }

  @Test func `gives a value only for its own kind`() {
    let vpc = root["Vpcs"]?[0]
    #expect(vpc?["IsDefault"]?.bool == true)
    #expect(root["Vpcs"]?[1]?["IsDefault"]?.bool == false)
    #expect(vpc?["VpcId"]?.bool == nil)
    #expect(vpc?["IsDefault"]?.string == nil)
    #expect(vpc?.kind == .object)
    #expect(vpc?["Tags"]?.kind == .array)
  }

  @Test func `compares strings without making them`() {
    let id = root["Vpcs"]?[0]?["VpcId"]
    #expect(id?.equals("vpc-1") == true)
    #expect(id?.equals("vpc-") == false)
    #expect(id?.equals("vpc-10") == false)
    #expect(root["text"]?.equals("tab\t \"é😀/") == true)
    #expect(root["numbers"]?.equals("numbers") == false)
    #expect(id?.withUTF8 { Array($0) } == Array("vpc-1".utf8))
    #expect(root["text"]?.withUTF8 { $0.count } == "tab\t \"é😀/".utf8.count)
    #expect(root["numbers"]?.withUTF8 { $0.count } == nil)
  }

  @Test func `matches keys in a switch`() {
    var seen: [String] = []
    for (key, _) in root.members {
      switch key {
      case "Vpcs": seen.append("networks")
      case "text": seen.append("text")
      default: seen.append("-")
      }
    }
    #expect(seen == ["networks", "-", "text", "-"])
  }

  @Test func `knows its place and its path`() throws {
    let owner = try #require(root["Vpcs"]?[1]?["Owner"])
    #expect(owner.path() == "$.Vpcs[1].Owner")
    #expect(document.file.position(ofByte: Int(owner.location.offset)).description == "4:53")
    #expect(root["odd key"]?["é"]?.path() == "$[\"odd key\"][\"é\"]")
    #expect(root.path() == "$")
    #expect(root["numbers"]?[2]?.rawText == "443")
    #expect(root["Vpcs"]?[0]?["VpcId"]?.rawText == "\"vpc-1\"")
    #expect(root["Vpcs"]?[0]?["Tags"]?.rawText == "[]")
    #expect(root["odd key"]?.rawText == "{\"é\": 1}")
    let mismatch = owner.mismatch(expected: "a string")
    #expect(mismatch.message == "expected a string, found null")
    #expect(mismatch.code == "json.type")
  }

  @Test func `takes the last of several equal keys and warns with both places`() throws {
    var diagnostics = Diagnostics()
    let file = SourceFile(text: "{\"a\": 1,\n \"b\": {\"a\": 2}, \"\\u0061\": 3}")
    let document = try JSONDocument.parse(file, into: &diagnostics)
    #expect(document.roots.first?["a"]?.int == 3)
    #expect(document.roots.first?["b"]?.int == nil)
    #expect(document.roots.first?.count == 3)
    #expect(diagnostics.all.map(\.code) == ["json.duplicateKey"])
    #expect(
      diagnostics.all.first?.message == "the key \"a\" at 2:17 replaces the one at 1:2")
  }

  @Test(arguments: [2, 23, 24, 25, 26, 1000])
  func `finds the one duplicate among many keys`(count: Int) throws {
    for repeated in [0, count / 2, count - 1] {
      let members = (0..<count).map { "\"a long enough key \($0) of them\": \($0)" }
      let again = "\"a long enough key \(repeated) of them\": -1"
      var diagnostics = Diagnostics()
      let clean = SourceFile(text: "{\(members.joined(separator: ","))}")
      let first = try JSONDocument.parse(clean, into: &diagnostics)
      #expect(diagnostics.isEmpty)
      #expect(first.roots.first?.count == count)
      let file = SourceFile(text: "{\(members.joined(separator: ",")),\(again)}")
      let document = try JSONDocument.parse(file, into: &diagnostics)
      #expect(diagnostics.count == 1)
      #expect(document.roots.first?["a long enough key \(repeated) of them"]?.int == -1)
    }
  }

  @Test func `sums up when very many keys stand twice`() throws {
    let text = "{" + Array(repeating: "\"k\": 0", count: 1000).joined(separator: ",") + "}"
    var diagnostics = Diagnostics()
    _ = try JSONDocument.parse(SourceFile(text: text), into: &diagnostics)
    #expect(diagnostics.count == 101)
    #expect(diagnostics.all.last?.message == "899 more keys stand twice in their objects")
  }

  @Test func `skips a byte order mark and does not count it`() throws {
    var diagnostics = Diagnostics()
    let file = SourceFile(bytes: [0xEF, 0xBB, 0xBF] + Array("{\"a\": 1}".utf8))
    let document = try JSONDocument.parse(file, into: &diagnostics)
    let value = try #require(document.roots.first?["a"])
    #expect(file.position(ofByte: Int(value.location.offset)).description == "1:7")
  }
}
