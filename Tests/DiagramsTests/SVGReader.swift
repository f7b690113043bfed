/// Reads the little XML that an SVG picture is made of, independently of what wrote it.
struct SVGReader {
  /// An element with what is in it.
  struct Element {
    var name: String
    var attributes: [String: String]
    var children: [Element] = []
    var text = ""

    /// This element and all below it.
    var all: [Element] { [self] + children.flatMap(\.all) }

    func first(_ name: String) -> Element? { children.first { $0.name == name } }

    func number(_ key: String) -> Int { attributes[key].flatMap { Int($0) } ?? 0 }
  }

  enum Failure: Error {
    case malformed(String)
  }

  private var rest: Substring

  static func read(_ text: String) throws -> Element {
    var reader = SVGReader(rest: text[...])
    if text.hasPrefix("<?xml"), let end = text.firstIndex(of: ">") {
      reader.rest = text[end...].dropFirst().drop(while: \.isWhitespace)
    }
    let root = try reader.element()
    guard reader.rest.allSatisfy({ $0.isWhitespace }) else { throw Failure.malformed("tail") }
    return root
  }

  private mutating func take(_ prefix: String) throws {
    guard rest.hasPrefix(prefix) else { throw Failure.malformed("\(prefix) at \(rest.prefix(40))") }
    rest.removeFirst(prefix.count)
  }

  private mutating func take(until stop: (Character) -> Bool) -> String {
    let end = rest.firstIndex(where: stop) ?? rest.endIndex
    defer { rest = rest[end...] }
    return String(rest[..<end])
  }

  private mutating func element() throws -> Element {
    try take("<")
    let name = take { " />".contains($0) }
    var element = Element(name: name, attributes: [:])
    while rest.first == " " {
      rest.removeFirst()
      let key = take { $0 == "=" }
      try take("=\"")
      guard element.attributes[key] == nil else { throw Failure.malformed("twice \(key)") }
      element.attributes[key] = try Self.unescaped(take { $0 == "\"" || $0 == "<" })
      try take("\"")
    }
    if rest.hasPrefix("/>") {
      rest.removeFirst(2)
      return element
    }
    try take(">")
    while !rest.hasPrefix("</") {
      if rest.first == "<" {
        element.children.append(try self.element())
      } else {
        guard !rest.isEmpty else { throw Failure.malformed("end in \(name)") }
        element.text += try Self.unescaped(take { $0 == "<" })
      }
    }
    try take("</\(name)>")
    return element
  }

  private static func unescaped(_ text: String) throws -> String {
    var result = ""
    var rest = text[...]
    while let letter = rest.first {
      guard letter == "&" else {
        result.append(letter)
        rest.removeFirst()
        continue
      }
      if rest.hasPrefix("&#"), let end = rest.firstIndex(of: ";"),
        let code = UInt32(rest[..<end].dropFirst(2)), let scalar = Unicode.Scalar(code)
      {
        result.unicodeScalars.append(scalar)
        rest = rest[end...].dropFirst()
        continue
      }
      let names = ["&amp;": "&", "&lt;": "<", "&gt;": ">", "&quot;": "\""]
      guard let name = names.keys.first(where: { rest.hasPrefix($0) }), let value = names[name]
      else { throw Failure.malformed("entity") }
      result += value
      rest.removeFirst(name.count)
    }
    return result
  }
}

/// What a picture says, read back from its SVG alone.
struct ReadPicture {
  /// A box with its place.
  struct Box {
    var x: Int
    var y: Int
    var width: Int
    var height: Int
    var members: [String]
  }

  var nodes: [String: Box] = [:]
  /// Source, target, traffic and verdict of every edge that lines really join.
  var edges: Set<[String]> = []
  /// The ends that no line reaches.
  var loose: [String] = []
  var ids: [String] = []

  init(_ root: SVGReader.Element) {
    ids = root.all.compactMap { $0.attributes["id"] }
    for element in root.all where element.attributes["class"]?.hasPrefix("node") == true {
      guard let rect = element.first("rect"), let id = element.attributes["data-id"] else {
        continue
      }
      nodes[id] = Box(
        x: rect.number("x"), y: rect.number("y"), width: rect.number("width"),
        height: rect.number("height"), members: Self.words(element.attributes["data-members"]))
    }
    for element in root.all where element.attributes["class"]?.hasPrefix("net ") == true {
      readNet(element)
    }
  }

  private static func words(_ text: String?) -> [String] {
    (text ?? "").split(separator: " ").map(String.init)
  }

  private mutating func readNet(_ net: SVGReader.Element) {
    let line = net.children.first { $0.attributes["class"] == "line" }
    let points = Self.points(line?.attributes["d"] ?? "")
    func touches(_ id: String) -> Bool {
      guard let box = nodes[id] else { return false }
      return points.contains { point in
        point[0] > box.x && point[0] < box.x + box.width
          && (point[1] == box.y || point[1] == box.y + box.height)
      }
    }
    let sources = Self.words(net.attributes["data-sources"])
    let targets = Self.words(net.attributes["data-targets"])
    for end in sources + targets where !touches(end) { loose.append(end) }
    let isLoop = sources == targets && sources.count == 1
    for source in sources where touches(source) {
      for target in targets where touches(target) {
        if source == target, !isLoop, nodes[source]?.members.isEmpty == true { continue }
        for first in expanded(source) {
          for second in expanded(target) {
            if first == second, source == target, nodes[source]?.members.isEmpty == false {
              continue
            }
            edges.insert([
              first, second, net.attributes["data-traffic"] ?? "",
              net.attributes["data-verdict"] ?? "",
            ])
          }
        }
      }
    }
  }

  private func expanded(_ id: String) -> [String] {
    guard let members = nodes[id]?.members, !members.isEmpty else { return [id] }
    return members
  }

  /// The ends of the pieces of a path of horizontal and vertical lines.
  private static func points(_ path: String) -> [[Int]] {
    var result: [[Int]] = []
    for piece in path.split(separator: "M") {
      let isVertical = piece.contains("V")
      let numbers = piece.split(whereSeparator: { " HV".contains($0) }).compactMap { Int($0) }
      guard numbers.count == 3 else { continue }
      result.append([numbers[0], numbers[1]])
      result.append(isVertical ? [numbers[0], numbers[2]] : [numbers[2], numbers[1]])
    }
    return result
  }
}
