import Documents

/// Reading nodes as what they should be, with an error where they are something else.
extension PolicyReader {
  /// The values of an object by key.
  struct Fields {
    var location: SourceLocation
    var values: [String: (value: YAMLNode, location: SourceLocation)] = [:]

    subscript(key: String) -> YAMLNode? { values[key]?.value }

    func location(of key: String) -> SourceLocation { values[key]?.location ?? location }

    /// Where the value of a key stands, or the object when it has none.
    func valueLocation(_ key: String) -> SourceLocation { self[key]?.location ?? location }
  }

  /// A word and where it stands.
  typealias Word = (text: String, location: SourceLocation)

  /// Notes an error.
  mutating func report(
    _ code: String, _ message: String, _ location: SourceLocation, advice: String? = nil
  ) {
    problems.append(
      Diagnostic(.error, code, message, at: location, effect: .exact, advice: advice))
  }

  /// Notes an error about an unknown word, with the known word that is nearest to it.
  mutating func report(
    _ code: String, _ message: String, _ word: Word, among known: [String]
  ) {
    let nearest = EditDistance.nearest(to: word.text, among: known)
    report(code, message, word.location, advice: nearest.map { "did you mean \(quoted($0))?" })
  }

  /// The word in quotation marks, without what a terminal would obey.
  func quoted(_ word: String) -> String {
    let shown = word.unicodeScalars.prefix(80).map { scalar -> Character in
      scalar.properties.generalCategory == .control ? "\u{FFFD}" : Character(scalar)
    }
    return "\"\(String(shown))\(word.unicodeScalars.count > 80 ? "…" : "")\""
  }

  /// Reads an object whose keys are known beforehand.
  mutating func fields(of node: YAMLNode, as kind: PolicyKeys) -> Fields? {
    guard let pairs = pairs(node, kind.title) else { return nil }
    var fields = Fields(location: node.location)
    for pair in pairs {
      let (key, value) = (pair.key, pair.value)
      guard let name = text(key, "a key") else { continue }
      if kind.keys.contains(name) {
        fields.values[name] = (value, key.location)
      } else {
        report(
          "policy.unknownKey", "unknown key \(quoted(name)) in \(kind.title)",
          (name, key.location), among: kind.keys)
      }
    }
    for key in kind.required where fields[key] == nil {
      report("policy.missingKey", "\(kind.title) needs \(quoted(key))", node.location)
    }
    return fields
  }

  /// Reads a list of objects whose keys are known beforehand.
  mutating func objects(_ node: YAMLNode?, _ kind: PolicyKeys) -> [Fields] {
    guard let node, !node.isNull else { return [] }
    guard let items = items(node) else {
      report("policy.type", "a list is expected here, each item \(kind.title)", node.location)
      return []
    }
    return items.compactMap { fields(of: $0, as: kind) }
  }

  /// Reads a text; numbers and dates are texts as they were written.
  mutating func text(_ node: YAMLNode, _ title: String) -> String? {
    if let text = scalar(node), !text.isEmpty, !node.isNull { return text }
    report("policy.type", "\(title) must be a text", node.location)
    return nil
  }

  /// Reads a text that may be absent.
  mutating func text(_ fields: Fields, _ key: String) -> String {
    fields[key].flatMap { text($0, quoted(key)) } ?? ""
  }

  /// Reads one word or a list of words, at least one.
  mutating func words(_ node: YAMLNode, _ title: String) -> [Word] {
    let nodes = items(node) ?? [node]
    if nodes.isEmpty {
      report("policy.type", "\(title) must not be an empty list", node.location)
    }
    return nodes.compactMap { item in
      text(item, title).map { ($0, item.location) }
    }
  }

  /// Reads the pairs of a mapping, in order.
  mutating func pairs(_ node: YAMLNode, _ title: String) -> [YAMLMember]? {
    if let pairs = mapping(node) { return pairs }
    report("policy.type", "\(title) must be a mapping of keys to values", node.location)
    return nil
  }
}
