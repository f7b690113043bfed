import Documents

/// The values of `nft -j` (5.4).
enum NftJSONValue {
  /// How deep values may nest.
  static let depthLimit = 16

  /// The words of a string or of a list of strings and numbers.
  static func words(_ value: JSONValue) -> [String] {
    if let word = word(value) { return [word] }
    if let list = value["|"] ?? value["set"] { return words(list) }
    return value.elements.compactMap { word($0) }
  }

  private static func word(_ value: JSONValue) -> String? {
    switch value.kind {
    case .string: value.string
    case .number: value.int.map { "\($0)" }
    case .bool: value.bool.map { $0 ? "1" : "0" }
    case .null, .array, .object: nil
    }
  }

  /// A value that rules compare with or that sets hold.
  static func value(_ value: JSONValue, depth: Int = 0) -> NftValue {
    guard depth < depthLimit else { return .unknown("a value that is nested too deep") }
    switch value.kind {
    case .string:
      let text = value.string ?? ""
      return text.hasPrefix("@") ? .reference(String(text.dropFirst())) : .word(text)
    case .number, .bool: return .word(word(value) ?? "")
    case .null: return .unknown("null")
    case .array: return .set(value.elements.map { self.value($0, depth: depth + 1) })
    case .object: break
    }
    if let prefix = value["prefix"], let address = prefix["addr"]?.string,
      let length = prefix["len"]?.int
    {
      return .prefix(address, length)
    }
    if let range = value["range"], let first = range[0], let last = range[1] {
      return .range(self.value(first, depth: depth + 1), self.value(last, depth: depth + 1))
    }
    if let set = value["set"] { return self.value(set, depth: depth + 1) }
    if let parts = value["concat"] {
      return .concatenation(parts.elements.map { self.value($0, depth: depth + 1) })
    }
    if let element = value["elem"]?["val"] { return self.value(element, depth: depth + 1) }
    if let bits = value["|"] { return .set(words(bits).map { .word($0) }) }
    return .unknown("a value")
  }

  /// What a rule compares.
  static func key(_ value: JSONValue, depth: Int = 0) -> NftKey {
    guard depth < depthLimit else { return .other("a key that is nested too deep") }
    if let payload = value["payload"] {
      return .payload(payload["protocol"]?.string ?? "", payload["field"]?.string ?? "")
    }
    if let meta = value["meta"] { return .meta(meta["key"]?.string ?? "") }
    if let connection = value["ct"] {
      let name = connection["key"]?.string ?? ""
      return connection["dir"] == nil ? .connection(name) : .other("ct \(name)")
    }
    if let routing = value["fib"] {
      return .routing(
        flags: routing["flags"].map { words($0) } ?? [], result: routing["result"]?.string ?? "")
    }
    if let header = value["exthdr"] { return .extensionHeader(header["name"]?.string ?? "") }
    if value["rt"] != nil { return .other("rt") }
    if let parts = value["concat"] {
      return .concatenation(parts.elements.map { key($0, depth: depth + 1) })
    }
    if let operands = value["&"], let left = operands[0], let right = operands[1] {
      return .masked(
        key(left, depth: depth + 1), .word(words(right).joined(separator: ",")))
    }
    return .other("a condition")
  }

  /// The verdict of an object such as `{"accept": null}`; nil when it is none.
  static func verdict(_ value: JSONValue) -> Verdict? {
    guard value.kind == .object else { return nil }
    if value["accept"] != nil { return .accept }
    if value["drop"] != nil { return .drop }
    if value["return"] != nil { return .return }
    if value["continue"] != nil { return .next }
    if let target = value["jump"] { return .jump(target["target"]?.string ?? "") }
    if let target = value["goto"] { return .goto(target["target"]?.string ?? "") }
    return nil
  }

  /// The map of a rule: its entries or its name.
  static func mapping(_ value: JSONValue?) -> NftMapping {
    guard let value else { return .reference("") }
    if let name = value.string { return .reference(String(name.dropFirst())) }
    return .entries(entries(value["set"] ?? value))
  }

  /// The entries of a list of pairs.
  static func entries(_ value: JSONValue?) -> [NftEntry] {
    var result: [NftEntry] = []
    for pair in value?.elements ?? .empty {
      guard let key = pair[0], let target = pair[1] else { continue }
      let entry = verdict(target).map { NftTarget.verdict($0) } ?? .value(self.value(target))
      result.append(NftEntry(key: self.value(key), target: entry))
    }
    return result
  }
}
