/// The core schema of YAML 1.2.2 (chapter 10.3): `yes`, `on` and `1:30` are strings.
extension YAMLNode {
  /// The kinds of nodes in the core schema.
  public enum Kind: String, Hashable, Sendable, CaseIterable {
    /// The scalars `null`, `~` and the empty one.
    case null
    /// The scalars `true` and `false`.
    case bool
    /// An integer.
    case int
    /// A number that is no integer.
    case float
    /// Every other scalar.
    case string
    /// A sequence.
    case sequence
    /// A mapping.
    case mapping

    /// The kind with its article, as messages say it.
    public var phrase: String {
      switch self {
      case .null: "nothing"
      case .bool: "true or false"
      case .int: "an integer"
      case .float: "a number"
      case .string: "a string"
      case .sequence: "a list"
      case .mapping: "a mapping"
      }
    }
  }

  /// The kind of the node: its tag decides, then its style, then its text.
  public var kind: Kind {
    switch content {
    case .sequence: .sequence
    case .mapping: .mapping
    case .scalar(let text, let style): Self.kind(ofScalar: text, style: style, tag: tag)
    }
  }

  private static func kind(ofScalar text: String, style: Style, tag: String?) -> Kind {
    let implied = YAMLSchema.kind(of: text)
    switch tag {
    case nil: return style == .plain ? implied : .string
    case "tag:yaml.org,2002:null" where implied == .null: return .null
    case "tag:yaml.org,2002:bool" where implied == .bool: return .bool
    case "tag:yaml.org,2002:int" where implied == .int: return .int
    case "tag:yaml.org,2002:float" where implied == .float || implied == .int: return .float
    default: return .string
    }
  }

  /// Whether the node is null.
  public var isNull: Bool { kind == .null }

  /// The value of `true` or `false`, nil for every other node.
  public var bool: Bool? {
    guard kind == .bool, let text else { return nil }
    return text.utf8.first.map { $0 | 0x20 == UInt8(ascii: "t") }
  }

  /// The integer, nil for every other node and for what does not fit.
  public var int: Int? {
    guard kind == .int, let text else { return nil }
    if text.hasPrefix("0o") { return Int(text.dropFirst(2), radix: 8) }
    if text.hasPrefix("0x") { return Int(text.dropFirst(2), radix: 16) }
    return Int(text)
  }

  /// The number, nil for every other node.
  public var double: Double? {
    switch kind {
    case .int: return int.map(Double.init)
    case .float: return text.flatMap(YAMLSchema.double)
    case .null, .bool, .string, .sequence, .mapping: return nil
    }
  }

  /// The text of a scalar that is a string, nil for numbers, `true`, `null` and other nodes.
  public var string: String? { kind == .string ? text : nil }

  /// Returns the diagnostic `yaml.type` that says what was expected in place of this node.
  ///
  /// - Parameters:
  ///   - expected: What was expected, such as `a list of prefixes`.
  ///   - severity: How much it matters.
  ///   - effect: What it does to proofs.
  /// - Returns: The diagnostic at the place of the node.
  public func mismatch(
    expected: String, severity: Diagnostic.Severity = .error, effect: ProofEffect = .assumedOpen
  ) -> Diagnostic {
    var found = kind.phrase
    if let text, !text.isEmpty, text.utf8.count <= 60 { found += " `\(Escape.terminal(text))`" }
    return Diagnostic(
      severity, "yaml.type", "expected \(expected), found \(found)", at: location,
      effect: effect)
  }
}

/// What plain scalars mean.
enum YAMLSchema {
  /// Returns the kind of a plain scalar.
  static func kind(of text: String) -> YAMLNode.Kind {
    switch text {
    case "", "~", "null", "Null", "NULL": return .null
    case "true", "True", "TRUE", "false", "False", "FALSE": return .bool
    case ".nan", ".NaN", ".NAN": return .float
    default: break
    }
    let bytes = Array(text.utf8)
    if bytes.starts(with: [0x30, 0x6F]) {
      let digits = bytes.dropFirst(2)
      return !digits.isEmpty && digits.allSatisfy { (0x30...0x37).contains($0) } ? .int : .string
    }
    if bytes.starts(with: [0x30, 0x78]) {
      let digits = bytes.dropFirst(2)
      return !digits.isEmpty && digits.allSatisfy(isHexadecimal) ? .int : .string
    }
    return numberKind(bytes[...])
  }

  /// Returns the number of a plain scalar of the kind `float`, or of an integer read as one.
  static func double(_ text: String) -> Double? {
    let unsigned = text.drop { $0 == "+" || $0 == "-" }
    switch unsigned {
    case ".inf", ".Inf", ".INF": return text.hasPrefix("-") ? -.infinity : .infinity
    case ".nan", ".NaN", ".NAN": return .nan
    default: return Double(text)
    }
  }

  private static func isHexadecimal(_ byte: UInt8) -> Bool {
    isDigit(byte) || (0x61...0x66).contains(byte | 0x20)
  }

  private static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }

  private static func numberKind(_ bytes: ArraySlice<UInt8>) -> YAMLNode.Kind {
    var rest = bytes
    if rest.first == UInt8(ascii: "-") || rest.first == UInt8(ascii: "+") { rest.removeFirst() }
    if [".inf", ".Inf", ".INF"].contains(where: { rest.elementsEqual($0.utf8) }) {
      return .float
    }
    let whole = rest.prefix(while: isDigit)
    rest = rest.dropFirst(whole.count)
    if rest.isEmpty { return whole.isEmpty ? .string : .int }
    var fraction = rest.prefix(0)
    if rest.first == UInt8(ascii: ".") {
      rest.removeFirst()
      fraction = rest.prefix(while: isDigit)
      rest = rest.dropFirst(fraction.count)
    }
    guard !whole.isEmpty || !fraction.isEmpty else { return .string }
    if rest.isEmpty { return .float }
    guard rest.removeFirst() | 0x20 == UInt8(ascii: "e") else { return .string }
    if rest.first == UInt8(ascii: "-") || rest.first == UInt8(ascii: "+") { rest.removeFirst() }
    return !rest.isEmpty && rest.allSatisfy(isDigit) ? .float : .string
  }
}
