import Documents

/// Evaluates the expressions of templates as far as names and addresses need them (AZ-1.7).
///
/// `parameters`, `variables`, `resourceId`, `concat`, `format`, `if`, `equals`, `copyIndex` and a few
/// more; every other function is unknown.
struct TemplateExpression {
  private var rest: Substring
  private let template: Template
  private var budget = 2_000
  private var depth: Int

  /// Prepares the evaluation of the text between the brackets.
  init(_ text: String, template: Template, depth: Int = 0) {
    rest = text[...]
    self.template = template
    self.depth = depth
  }

  /// Evaluates the whole expression.
  mutating func evaluate() -> TemplateResult {
    if depth > 24 { return .unknown }
    let result = term()
    skipSpace()
    return rest.isEmpty ? result : .unknown
  }

  private mutating func skipSpace() {
    rest = rest.drop { $0.isWhitespace }
  }

  private mutating func take(_ character: Character) -> Bool {
    skipSpace()
    guard rest.first == character else { return false }
    rest.removeFirst()
    return true
  }

  /// A literal or a call, with the members that are taken of it.
  private mutating func term() -> TemplateResult {
    budget -= 1
    depth += 1
    defer { depth -= 1 }
    if budget < 0 || depth > 24 { return .unknown }
    skipSpace()
    var result: TemplateResult
    if rest.first == "'" {
      result = .text(literal())
    } else if let first = rest.first, first.isNumber || first == "-" {
      let digits = rest.prefix { $0.isNumber || $0 == "-" }
      rest = rest.dropFirst(digits.count)
      result = .text(String(digits))
    } else {
      result = call()
    }
    while let next = rest.first, next == "." || next == "[" {
      rest.removeFirst()
      if next == "." {
        let key = rest.prefix { $0.isLetter || $0.isNumber || $0 == "_" }
        rest = rest.dropFirst(key.count)
        result = Self.member(String(key), of: result)
      } else {
        let index = term()
        if !take("]") { return .unknown }
        result = Self.element(index, of: result)
      }
    }
    return evaluated(result)
  }

  /// A value of the template that is an expression itself, evaluated.
  private func evaluated(_ result: TemplateResult) -> TemplateResult {
    guard case .value(let value) = result, let text = value.string else { return result }
    guard Template.isExpression(text) else { return .text(text) }
    var inner = TemplateExpression(
      String(text.dropFirst().dropLast()), template: template, depth: depth + 1)
    return inner.evaluate()
  }

  private mutating func literal() -> String {
    rest.removeFirst()
    var text = ""
    while let character = rest.popFirst() {
      if character != "'" {
        text.append(character)
      } else if rest.first == "'" {
        rest.removeFirst()
        text.append("'")
      } else {
        break
      }
    }
    return text
  }

  private mutating func call() -> TemplateResult {
    let name = rest.prefix { $0.isLetter || $0.isNumber || $0 == "_" || $0 == "." }
    rest = rest.dropFirst(name.count)
    guard !name.isEmpty, take("(") else { return .unknown }
    var arguments: [TemplateResult] = []
    if !take(")") {
      repeat { arguments.append(term()) } while take(",") && budget > 0
      if !take(")") { return .unknown }
    }
    return TemplateFunctions.call(name.lowercased(), arguments, in: template)
  }

  private static func member(_ key: String, of result: TemplateResult) -> TemplateResult {
    switch result {
    case .value(let value): value[key].map { .value($0) } ?? .unknown
    case .text(let text):
      // Of the group and the subscription only names are known, which are made up.
      text == "template" && ["id", "name", "location", "subscriptionId"].contains(key)
        ? .text(key == "id" ? Template.group : key == "location" ? "" : "template") : .unknown
    case .nothing, .unknown: .unknown
    }
  }

  private static func element(
    _ index: TemplateResult, of result: TemplateResult
  ) -> TemplateResult {
    guard case .value(let value) = result, case .text(let text) = index else { return .unknown }
    if let number = Int(text) { return value[number].map { .value($0) } ?? .unknown }
    return value[text].map { .value($0) } ?? .unknown
  }
}
