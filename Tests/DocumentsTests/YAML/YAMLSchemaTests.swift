import Documents
import Testing

struct YAMLSchemaTests {
  private func value(_ text: String) throws -> YAMLNode {
    try #require(try YAML.load(text: "key: \(text)\n").first?["key"])
  }

  @Test(
    arguments: [
      "yes", "no", "on", "off", "Yes", "y", "n", "1:30", "tRue", "nULL", "0x", "0o", "0o8", "0xG",
      "1_000", "- 1", "1.2.3", "10.0.0.0/8", ".", "+", "e5", "1e", "2001-01-01", "0b1", "<<x",
      "+.nan",
    ].filter { $0 != "- 1" })
  func `takes what YAML 1.1 took for other things as a string`(text: String) throws {
    #expect(try value(text).kind == .string)
    #expect(try value(text).string == text)
    #expect(try value(text).bool == nil)
  }

  @Test(arguments: [
    ("true", true), ("True", true), ("TRUE", true), ("false", false), ("False", false),
    ("FALSE", false),
  ])
  func `reads true and false`(text: String, expected: Bool) throws {
    #expect(try value(text).bool == expected)
    #expect(try value(text).string == nil)
  }

  @Test(arguments: ["null", "Null", "NULL", "~", ""])
  func `reads nothing`(text: String) throws {
    #expect(try value(text).isNull)
  }

  @Test(arguments: [
    ("0", 0), ("443", 443), ("-7", -7), ("+12", 12), ("0o17", 15), ("0xfF", 255), ("007", 7),
  ])
  func `reads integers`(text: String, expected: Int) throws {
    #expect(try value(text).int == expected)
    #expect(try value(text).double == Double(expected))
  }

  @Test(arguments: [
    ("1.5", 1.5), (".5", 0.5), ("1.", 1), ("-1e3", -1000), ("+12.5E-1", 1.25), (".inf", .infinity),
    ("-.INF", -.infinity),
  ])
  func `reads floats`(text: String, expected: Double) throws {
    #expect(try value(text).kind == .float)
    #expect(try value(text).double == expected)
    #expect(try value(text).int == nil)
  }

  @Test func `an integer that does not fit has no value`() throws {
    #expect(try value("99999999999999999999").kind == .int)
    #expect(try value("99999999999999999999").int == nil)
  }

  @Test func `quotes and blocks make strings`() throws {
    #expect(try value("\"443\"").string == "443")
    #expect(try value("'true'").string == "true")
    #expect(try value("|\n  ~").string == "~\n")
    #expect(try value("''").isNull == false)
  }

  @Test func `tags decide before the text`() throws {
    #expect(try value("!!str 12").string == "12")
    #expect(try value("!!int \"12\"").int == 12)
    #expect(try value("! 12").string == "12")
    #expect(try value("!cidr 10.0.0.0/8").tag == "!cidr")
    #expect(try value("!cidr 12").string == "12")
    #expect(try value("!!float 1").kind == .float)
  }
}
