import Documents

/// Checks a document against a JSON Schema, as far as the project's schemas use the language.
///
/// A keyword that it does not know is a complaint, so that no schema promises what is not checked.
struct SchemaValidator {
  let root: JSONValue

  /// What is wrong with a value, each complaint with the place; empty when nothing is.
  func complaints(about value: JSONValue) -> [String] { check(value, root, "$") }

  private func check(_ value: JSONValue, _ schema: JSONValue, _ path: String) -> [String] {
    var result: [String] = []
    for member in schema.members {
      switch member.key.string {
      case "$schema", "$id", "$defs", "title", "description", "additionalProperties": continue
      case "$ref": result += reference(value, member.value, path)
      case "type": result += type(value, member.value.string ?? "", path)
      case "const": result += isEqual(value, member.value) ? [] : ["\(path): not the constant"]
      case "enum":
        let isOne = member.value.elements.contains { isEqual(value, $0) }
        result += isOne ? [] : ["\(path): \(value.string ?? "?") is not one of the choices"]
      case "pattern": result += pattern(value, member.value.string ?? "", path)
      case "minimum":
        result += value.int ?? 0 < member.value.int ?? 0 ? ["\(path): too small"] : []
      case "maximum":
        result += value.int ?? 0 > member.value.int ?? 0 ? ["\(path): too large"] : []
      case "required":
        for key in member.value.elements where value[key.string ?? ""] == nil {
          result.append("\(path): \(key.string ?? "?") is missing")
        }
      case "properties": result += properties(value, schema, path)
      case "items":
        for (index, element) in value.elements.enumerated() {
          result += check(element, member.value, "\(path)[\(index)]")
        }
      default: result.append("\(path): the schema uses \(member.key), which is not known")
      }
    }
    return result
  }

  private func reference(_ value: JSONValue, _ target: JSONValue, _ path: String) -> [String] {
    let name = (target.string ?? "").split(separator: "/").last.map(String.init) ?? ""
    guard let definition = root["$defs"]?[name] else { return ["\(path): no definition \(name)"] }
    return check(value, definition, path)
  }

  private func type(_ value: JSONValue, _ type: String, _ path: String) -> [String] {
    let isRight =
      switch (type, value.kind) {
      case ("object", .object), ("array", .array), ("string", .string), ("boolean", .bool): true
      case ("integer", .number): value.int != nil
      default: false
      }
    return isRight ? [] : ["\(path): is no \(type)"]
  }

  private func properties(_ value: JSONValue, _ schema: JSONValue, _ path: String) -> [String] {
    guard let known = schema["properties"] else { return [] }
    return value.members.flatMap { member -> [String] in
      let key = member.key.string
      if let part = known[key] { return check(member.value, part, "\(path).\(key)") }
      return schema["additionalProperties"]?.bool == false ? ["\(path): unknown \(key)"] : []
    }
  }

  private func pattern(_ value: JSONValue, _ pattern: String, _ path: String) -> [String] {
    guard let text = value.string else { return [] }
    do {
      let isMatch = try Regex(pattern).firstMatch(in: text) != nil
      return isMatch ? [] : ["\(path): \(text) does not match \(pattern)"]
    } catch { return ["\(path): \(pattern) is no pattern"] }
  }

  private func isEqual(_ left: JSONValue, _ right: JSONValue) -> Bool {
    switch (left.kind, right.kind) {
    case (.string, .string): left.string == right.string
    case (.bool, .bool): left.bool == right.bool
    case (.number, .number): left.double == right.double
    default: false
    }
  }
}
