extension JSONValue {
  /// Returns the JSON path of the value, such as `$.Vpcs[3].Tags[0].Value`.
  ///
  /// Among several roots the path starts with the number of the root: `$[1].Vpcs[0]`.
  ///
  /// - Complexity: O(*values before it*): for messages, not for walks.
  public func path() -> String {
    var path = "$"
    var root = 0
    var position = 0
    while behind(root) <= Int(index) {
      root = behind(root)
      position += 1
    }
    if position > 0 { path += "[\(position)]" }
    var container = at(root)
    while container.index != index {
      guard let (step, inner) = container.step(towards: Int(index)) else { return path }
      path += step
      container = inner
    }
    return path
  }

  /// Returns the member or element that holds the word at `target`, and how a path writes it.
  private func step(towards target: Int) -> (String, JSONValue)? {
    for (position, element) in elements.enumerated() where target < element.next {
      return ("[\(position)]", element)
    }
    for (key, value) in members where target < value.next {
      return (Self.pathStep(key.string), value)
    }
    return nil
  }

  private static func pathStep(_ key: String) -> String {
    let isPlain =
      !key.isEmpty
      && key.utf8.allSatisfy {
        ($0 | 0x20) >= 0x61 && ($0 | 0x20) <= 0x7A || $0 >= 0x30 && $0 <= 0x39 || $0 == 0x5F
      }
    guard !isPlain else { return ".\(key)" }
    var writer = JSONWriter(indent: nil)
    writer.string(key)
    return "[\(writer.text)]"
  }

  /// Returns the diagnostic `json.type` that says what was expected in place of this value.
  ///
  /// - Parameters:
  ///   - expected: What was expected, such as `a string`.
  ///   - severity: How much it matters.
  ///   - effect: What it does to proofs.
  /// - Returns: The diagnostic at the place of the value.
  public func mismatch(
    expected: String, severity: Diagnostic.Severity = .warning,
    effect: ProofEffect = .assumedOpen
  ) -> Diagnostic {
    let shown = kind == .bool ? rawText : kind.phrase
    return Diagnostic(
      severity, "json.type", "expected \(expected), found \(shown)", at: location, path: path(),
      effect: effect)
  }
}
