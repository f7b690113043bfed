/// A value of an export, printed as the AWS command line prints JSON: four spaces a level.
enum SyntheticAccountValue {
  case text(String)
  case number(Int)
  case flag(Bool)
  case list([SyntheticAccountValue])
  case record([(String, SyntheticAccountValue)])

  /// Appends the value to some bytes, as it looks at an indentation.
  func append(to bytes: inout [UInt8], indent: Int) {
    switch self {
    case .text(let text):
      bytes.append(UInt8(ascii: "\""))
      bytes.append(contentsOf: text.utf8)
      bytes.append(UInt8(ascii: "\""))
    case .number(let number): bytes.append(contentsOf: String(number).utf8)
    case .flag(let flag): bytes.append(contentsOf: (flag ? "true" : "false").utf8)
    case .list(let values):
      Self.appendAll(values.count, "[", "]", to: &bytes, indent) { position, bytes in
        values[position].append(to: &bytes, indent: indent + 4)
      }
    case .record(let fields):
      Self.appendAll(fields.count, "{", "}", to: &bytes, indent) { position, bytes in
        bytes.append(UInt8(ascii: "\""))
        bytes.append(contentsOf: fields[position].0.utf8)
        bytes.append(contentsOf: "\": ".utf8)
        fields[position].1.append(to: &bytes, indent: indent + 4)
      }
    }
  }

  private static func appendAll(
    _ count: Int, _ open: String, _ close: String, to bytes: inout [UInt8], _ indent: Int,
    _ appendOne: (Int, inout [UInt8]) -> Void
  ) {
    bytes.append(contentsOf: open.utf8)
    for position in 0..<count {
      bytes.append(contentsOf: (position == 0 ? "\n" : ",\n").utf8)
      appendSpace(indent + 4, to: &bytes)
      appendOne(position, &bytes)
    }
    if count > 0 {
      bytes.append(UInt8(ascii: "\n"))
      appendSpace(indent, to: &bytes)
    }
    bytes.append(contentsOf: close.utf8)
  }

  private static func appendSpace(_ count: Int, to bytes: inout [UInt8]) {
    for _ in 0..<count { bytes.append(UInt8(ascii: " ")) }
  }
}

extension SyntheticAccountValue: ExpressibleByStringLiteral, ExpressibleByArrayLiteral,
  ExpressibleByBooleanLiteral, ExpressibleByIntegerLiteral, ExpressibleByDictionaryLiteral
{
  init(stringLiteral value: String) { self = .text(value) }
  init(integerLiteral value: Int) { self = .number(value) }
  init(booleanLiteral value: Bool) { self = .flag(value) }
  init(arrayLiteral elements: SyntheticAccountValue...) { self = .list(elements) }
  init(dictionaryLiteral elements: (String, SyntheticAccountValue)...) { self = .record(elements) }

  /// The tags of a thing.
  static func tags(_ name: String, tier: String? = nil) -> SyntheticAccountValue {
    var tags: [SyntheticAccountValue] = [["Key": "Name", "Value": .text(name)]]
    if let tier { tags.append(["Key": "Tier", "Value": .text(tier)]) }
    return .list(tags)
  }
}
