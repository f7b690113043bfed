import Documents

/// The functions of template expressions.
enum TemplateFunctions {
  /// Calls a function by its name in lower case.
  static func call(
    _ name: String, _ arguments: [TemplateResult], in template: Template
  ) -> TemplateResult {
    switch name {
    case "parameters": return parameter(arguments, template)
    case "variables":
      guard let name = text(arguments, 0) else { return .unknown }
      return template.root["variables"]?[name].map { .value($0) } ?? .unknown
    case "concat", "uri": return joined(arguments)
    case "format": return formatted(arguments)
    case "resourceid", "subscriptionresourceid": return resourceID(arguments)
    case "resourcegroup", "subscription", "tenant", "deployment": return .text("template")
    case "tolower": return text(arguments, 0).map { .text($0.lowercased()) } ?? .unknown
    case "toupper": return text(arguments, 0).map { .text($0.uppercased()) } ?? .unknown
    case "string", "int": return text(arguments, 0).map { .text($0) } ?? .unknown
    // The result is a hash that only serves to make names differ.
    case "uniquestring": return .text("unique")
    case "guid", "newguid": return .text("guid")
    case "copyindex":
      guard let copy = template.copy else { return .unknown }
      return .text("\(copy.addingReportingOverflow(Int(last(arguments) ?? "") ?? 0).partialValue)")
    case "null": return .nothing
    case "true", "false": return .text(name)
    case "equals":
      guard let left = text(arguments, 0), let right = text(arguments, 1) else { return .unknown }
      return .text(left.lowercased() == right.lowercased() ? "true" : "false")
    case "not":
      guard let value = text(arguments, 0)?.lowercased() else { return .unknown }
      return .text(value == "true" ? "false" : "true")
    case "if":
      guard arguments.count == 3, let condition = text(arguments, 0)?.lowercased() else {
        return .unknown
      }
      return condition == "true" ? arguments[1] : arguments[2]
    case "add", "sub", "mul": return arithmetic(name, arguments)
    default: return .unknown
    }
  }

  private static func text(_ arguments: [TemplateResult], _ index: Int) -> String? {
    guard index < arguments.count else { return nil }
    switch arguments[index] {
    case .text(let text): return text
    case .value(let value):
      switch value.kind {
      case .string: return value.string
      case .number: return value.rawText
      case .bool: return value.bool == true ? "true" : "false"
      case .null, .array, .object: return nil
      }
    case .nothing, .unknown: return nil
    }
  }

  private static func last(_ arguments: [TemplateResult]) -> String? {
    arguments.isEmpty ? nil : text(arguments, arguments.count - 1)
  }

  private static func parameter(
    _ arguments: [TemplateResult], _ template: Template
  ) -> TemplateResult {
    guard let name = text(arguments, 0), let parameters = template.root["parameters"],
      let parameter = parameters.members.first(where: { Fields.matches($0.key.string, name) })
    else { return .unknown }
    return parameter.value["defaultValue"].map { .value($0) } ?? .unknown
  }

  private static func joined(_ arguments: [TemplateResult]) -> TemplateResult {
    var result = ""
    for index in arguments.indices {
      guard let text = text(arguments, index), result.utf8.count < 65_536 else { return .unknown }
      result += text
    }
    return .text(result)
  }

  /// Replaces `{0}`, `{1}`… by the further arguments.
  private static func formatted(_ arguments: [TemplateResult]) -> TemplateResult {
    guard let pattern = text(arguments, 0) else { return .unknown }
    var result = ""
    var rest = pattern[...]
    while let open = rest.firstIndex(of: "{") {
      result += rest[..<open]
      guard let close = rest[open...].firstIndex(of: "}"),
        let number = Int(rest[rest.index(after: open)..<close]), number >= 0, number < 64,
        let text = text(arguments, number + 1), result.utf8.count < 65_536
      else { return .unknown }
      result += text
      rest = rest[rest.index(after: close)...]
    }
    return .text(result + rest)
  }

  /// The words before the type are a subscription and a group; they are not known here either.
  private static func resourceID(_ arguments: [TemplateResult]) -> TemplateResult {
    var words: [String] = []
    for index in arguments.indices {
      guard let word = text(arguments, index) else { return .unknown }
      words.append(word)
    }
    guard let start = words.firstIndex(where: { $0.contains("/") }) else { return .unknown }
    let names = words[(start + 1)...].joined(separator: "/")
    return .text(Template.id(type: words[start], name: names).text)
  }

  private static func arithmetic(
    _ name: String, _ arguments: [TemplateResult]
  ) -> TemplateResult {
    guard let left = text(arguments, 0).flatMap({ Int($0) }),
      let right = text(arguments, 1).flatMap({ Int($0) })
    else { return .unknown }
    switch name {
    case "add": return .text("\(left &+ right)")
    case "sub": return .text("\(left &- right)")
    default: return .text("\(left &* right)")
    }
  }
}
