import Documents

/// A JSON value as plain Swift values, to compare with.
indirect enum ModelValue: Equatable {
  case null
  case bool(Bool)
  case int(Int)
  case double(Double)
  case string(String)
  case array([ModelValue])
  case object([String], [ModelValue])

  init(random generator: inout SeededGenerator, depth: Int) {
    switch Int.random(in: 0..<(depth > 0 ? 9 : 6), using: &generator) {
    case 0: self = .null
    case 1: self = .bool(Bool.random(using: &generator))
    case 2: self = .int(Int.random(in: .min ... .max, using: &generator))
    case 3: self = .double(Double.random(in: -1e9...1e9, using: &generator) + 0.3)
    case 4, 5: self = .string(Self.text(&generator))
    case 6, 7:
      let count = Int.random(in: 0..<8, using: &generator)
      self = .array((0..<count).map { _ in ModelValue(random: &generator, depth: depth - 1) })
    default:
      let keys = (0..<Int.random(in: 0..<40, using: &generator)).map { _ in
        Self.text(&generator)
      }
      var unique: [String] = []
      for key in keys where !unique.contains(key) { unique.append(key) }
      self = .object(unique, unique.map { _ in ModelValue(random: &generator, depth: depth - 1) })
    }
  }

  private static func text(_ generator: inout SeededGenerator) -> String {
    let scalars: [Unicode.Scalar] = [
      "a", "b", "Z", "0", " ", "\"", "\\", "/", "<", "\n", "\t", "\u{1}", "\u{7F}", "é", "€",
      "😀", "\u{2028}", "\u{FFFD}", "\u{10FFFF}",
    ]
    var text = ""
    for _ in 0..<Int.random(in: 0..<24, using: &generator) {
      text.unicodeScalars.append(scalars.randomElement(using: &generator) ?? "a")
    }
    return text
  }

  func write(to writer: inout JSONWriter) {
    switch self {
    case .null: writer.null()
    case .bool(let value): writer.bool(value)
    case .int(let value): writer.int(value)
    case .double(let value): writer.double(value)
    case .string(let value): writer.string(value)
    case .array(let values):
      writer.beginArray()
      for value in values { value.write(to: &writer) }
      writer.endArray()
    case .object(let keys, let values):
      writer.beginObject()
      for (key, value) in zip(keys, values) {
        writer.key(key)
        value.write(to: &writer)
      }
      writer.endObject()
    }
  }

  /// Compares byte by byte, because equal Swift strings may differ in their bytes.
  func isRead(as value: JSONValue) -> Bool {
    switch self {
    case .null: value.isNull
    case .bool(let expected): value.bool == expected
    case .int(let expected): value.int == expected
    case .double(let expected): value.double == expected
    case .string(let expected): Array((value.string ?? "-").utf8) == Array(expected.utf8)
    case .array(let expected):
      value.kind == .array && value.count == expected.count
        && zip(expected, value.elements).allSatisfy { $0.isRead(as: $1) }
    case .object(let keys, let expected):
      value.kind == .object && value.count == keys.count
        && zip(keys, value.members).allSatisfy { $1.key.equals($0) }
        && zip(keys, expected).allSatisfy { key, expected in
          value[key].map { expected.isRead(as: $0) } ?? false
        }
    }
  }
}
