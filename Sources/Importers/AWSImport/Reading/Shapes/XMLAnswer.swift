import Documents

/// An answer of the Query APIs in XML, as EC2, RDS, ElastiCache, Redshift and the load balancers
/// send it.
enum XMLAnswer {
  /// Returns the operation of an answer by the start of its text, or nil for any other file.
  static func operation(in file: SourceFile) -> String? {
    let start = file.withBytes { String(decoding: $0.prefix(4096), as: UTF8.self) }
    guard start.drop(while: { $0.isWhitespace || $0 == "\u{FEFF}" }).first == "<" else {
      return nil
    }
    // The first tag that is neither a declaration nor a comment.
    var rest = Substring(start)
    while let open = rest.firstIndex(of: "<") {
      rest = rest[rest.index(after: open)...]
      guard let first = rest.first else { return nil }
      if first == "?" || first == "!" { continue }
      let tag = rest.prefix { $0 != ">" }
      let qualified = tag.prefix { !$0.isWhitespace && $0 != "/" }
      let name = qualified.split(separator: ":").last.map(String.init) ?? ""
      let isOfAWS = tag.contains("amazonaws.com/doc/") || tag.contains("amazonaws.com.cn/doc/")
      let verbs = ["Describe", "Get", "List", "Search"]
      guard name.hasSuffix("Response") else { return nil }
      if name == "Response", start.contains("<Errors>"), start.contains("<Code>") {
        return "error"
      }
      guard isOfAWS || verbs.contains(where: { name.hasPrefix($0) }) else { return nil }
      return name == "Response" || name == "ErrorResponse" ? "error" : String(name.dropLast(8))
    }
    return nil
  }

  /// Reads an answer.
  ///
  /// - Parameter file: The file.
  /// - Returns: One object with the records under their keys of JSON.
  /// - Throws: The first error, with its line and column.
  static func document(_ file: SourceFile) throws(XMLError) -> JSONDocument {
    let root = try XMLElement.parse(file)
    if let namespace = root.namespace {
      let host = namespace.split(separator: "/").dropFirst().first ?? ""
      guard host.hasSuffix(".amazonaws.com") || host.hasSuffix(".amazonaws.com.cn") else {
        throw error(
          "expected a namespace of AWS such as http://ec2.amazonaws.com/doc/2016-11-15/",
          root, file)
      }
    }
    var writer = Writer(file)
    try writer.write(root)
    return try writer.finish(root)
  }

  /// An error at an element.
  private static func error(
    _ message: String, _ element: XMLElement, _ file: SourceFile
  ) -> XMLError {
    let position = file.position(ofByte: element.range.lowerBound)
    return XMLError(line: position.line, column: position.column, message: message)
  }

  /// Writes the records of an answer as JSON.
  private struct Writer: ~Copyable {
    private let file: SourceFile
    private var builder: JSONBuilder

    init(_ file: SourceFile) {
      self.file = file
      builder = JSONBuilder(over: file)
    }

    consuming func finish(_ root: XMLElement) throws(XMLError) -> JSONDocument {
      guard !builder.isOverfull else {
        throw error("expected fewer records in one file", root, file)
      }
      return builder.finish()
    }

    /// Writes the answer: of EC2 the members of the response, else those of its result.
    mutating func write(_ root: XMLElement) throws(XMLError) {
      builder.beginObject(at: root.range.lowerBound)
      // A refusal of EC2 holds a list of errors, that of the other services one error.
      if let error = root.children.first(where: { $0.name == "Error" })
        ?? root.children.first(where: { $0.name == "Errors" })?.children.first
      {
        try write(error, key: "Error", in: "")
      } else if let result = root.children.first(where: { $0.name.hasSuffix("Result") }) {
        try members(of: result, in: "")
      } else {
        try members(of: root, in: "")
      }
      builder.end(at: root.range.upperBound)
    }

    private mutating func members(of element: XMLElement, in parent: String) throws(XMLError) {
      var seen: Set<String> = []
      for child in element.children
      where child.name != "requestId" && child.name != "ResponseMetadata" {
        guard seen.insert(child.name).inserted else {
          throw error("expected one element \(child.name)", child, file)
        }
        try write(child, key: XMLNames.key(of: child.name, in: parent), in: parent)
      }
    }

    private mutating func write(
      _ element: XMLElement, key: String, in parent: String
    ) throws(XMLError) {
      if XMLNames.isList(element.name) || element.children.first?.name == "item"
        || element.children.first?.name == "member"
      {
        builder.key(key)
        try writeList(element, key: key)
      } else if !element.children.isEmpty {
        builder.key(key)
        try writeObject(element, key: key)
      } else if !element.text.isEmpty {
        builder.key(key)
        writeScalar(element)
      }
      // An empty element that is no list says nothing: JSON has no such member (AWS-IO-02).
    }

    private mutating func writeList(_ list: XMLElement, key: String) throws(XMLError) {
      builder.beginArray(at: list.range.lowerBound)
      for item in list.children {
        guard item.name == list.children.first?.name else {
          throw error(
            "expected another \(list.children.first?.name ?? "item")", item, file)
        }
        if item.children.isEmpty { writeScalar(item) } else { try writeObject(item, key: key) }
      }
      builder.end(at: list.range.upperBound)
    }

    private mutating func writeObject(_ element: XMLElement, key: String) throws(XMLError) {
      builder.beginObject(at: element.range.lowerBound)
      try members(of: element, in: key)
      builder.end(at: element.range.upperBound)
    }

    private mutating func writeScalar(_ element: XMLElement) {
      let text = element.text
      if XMLNames.truths.contains(element.name), text == "true" || text == "false" {
        builder.bool(text == "true", at: element.range.lowerBound)
      } else if let range = element.textRange {
        if XMLNames.numbers.contains(element.name), Int(text) != nil {
          builder.number(in: range)
        } else {
          builder.string(in: range)
        }
      } else {
        builder.string(text)
      }
    }
  }
}
