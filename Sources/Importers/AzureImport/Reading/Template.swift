import Documents

/// A deployment template whose values may be expressions in brackets (AZ-1.7).
///
/// Parameters count with their default values. What cannot be evaluated is noted, so that nothing
/// is proven from a template that is only half understood.
final class Template {
  /// The document of the template.
  let root: JSONValue
  /// The number of the copy that is being read, in a loop.
  let copy: Int?
  /// The expressions that could not be evaluated.
  private(set) var unresolved: [Unresolved] = []

  /// An expression that could not be evaluated.
  struct Unresolved {
    var text: String
    var location: SourceLocation
  }

  /// Reads a template.
  init(_ root: JSONValue, copy: Int? = nil) {
    self.root = root
    self.copy = copy
  }

  /// Whether a document is a deployment template.
  static func isTemplate(_ root: JSONValue) -> Bool {
    guard let schema = root["$schema"]?.string?.lowercased() else { return false }
    return schema.contains("deploymenttemplate.json") && root["resources"] != nil
  }

  /// Whether a text is an expression; two brackets escape one.
  static func isExpression(_ text: String) -> Bool {
    text.utf8.first == UInt8(ascii: "[") && text.utf8.last == UInt8(ascii: "]")
      && !text.hasPrefix("[[")
  }

  /// The text that an expression makes, or nil when it cannot be told.
  func text(of expression: String, at location: SourceLocation) -> String? {
    switch evaluate(expression, at: location) {
    case .text(let text): return text
    case .value(let value):
      switch value.kind {
      case .string: return value.string
      case .number: return value.rawText
      case .bool: return value.bool == true ? "true" : "false"
      case .null: return nil
      case .array, .object: break
      }
      note(expression, location)
      return nil
    case .nothing: return nil
    case .unknown:
      note(expression, location)
      return nil
    }
  }

  /// The object or list for which an expression stands, or nil when it cannot be told.
  func value(of expression: String, at location: SourceLocation) -> JSONValue? {
    switch evaluate(expression, at: location) {
    case .value(let value): return value.isNull ? nil : value
    case .nothing: return nil
    case .text, .unknown:
      note(expression, location)
      return nil
    }
  }

  /// The text of an expression, or else the object or list for which it stands.
  func either(of expression: String, at location: SourceLocation) -> (
    text: String?, value: JSONValue?
  ) {
    switch evaluate(expression, at: location) {
    case .text(let text): return (text, nil)
    case .value(let value):
      if value.kind == .string { return (value.string, nil) }
      return (nil, value.isNull ? nil : value)
    case .nothing: return (nil, nil)
    case .unknown:
      note(expression, location)
      return (nil, nil)
    }
  }

  private func note(_ expression: String, _ location: SourceLocation) {
    unresolved.append(Unresolved(text: expression, location: location))
  }

  private func evaluate(_ expression: String, at location: SourceLocation) -> TemplateResult {
    var parser = TemplateExpression(String(expression.dropFirst().dropLast()), template: self)
    return parser.evaluate()
  }

  /// The id that a resource of the template will have; the group is not known before deployment.
  static func id(type: String, name: String) -> AzureID {
    let types = type.split(separator: "/").map(String.init)
    let names = name.split(separator: "/").map(String.init)
    var text = "\(group)/providers/\(types.first ?? "")"
    for (index, word) in types.dropFirst().enumerated() {
      text += "/\(word)/\(index < names.count ? names[index] : "?")"
    }
    return AzureID(text)
  }

  /// The group into which a template is deployed, which it does not say.
  static let group = "/subscriptions/template/resourcegroups/template"
}

/// What an expression evaluates to.
enum TemplateResult {
  case text(String)
  case value(JSONValue)
  /// The function `null()` and absent defaults.
  case nothing
  case unknown
}
