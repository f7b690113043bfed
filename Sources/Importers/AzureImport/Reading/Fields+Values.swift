import Documents
import PacketSets
import Topology

/// Reading members; what has another kind than expected is a fault of the record.
extension Fields {
  /// The text of a member; numbers count as text.
  func text(_ key: StaticString) throws(ReadFault) -> String? {
    guard let value = find(key) else { return nil }
    return try Self.text(of: value, "\(key)", template)
  }

  /// The text of a member that a record cannot do without.
  func requiredText(_ key: StaticString) throws(ReadFault) -> String {
    guard let text = try text(key), !text.isEmpty else {
      throw ReadFault(location, "a record has no \(key)")
    }
    return text
  }

  /// The truth of a member.
  func flag(_ key: StaticString) throws(ReadFault) -> Bool? {
    guard let value = find(key) else { return nil }
    if let flag = value.bool { return flag }
    guard let text = try Self.text(of: value, "\(key)", template) else { return nil }
    switch text.lowercased() {
    case "true", "enabled": return true
    case "false", "disabled", "": return false
    default: throw ReadFault(value.location, "\(key) is not true or false")
    }
  }

  /// The integer of a member, which may also be written as text.
  func number(_ key: StaticString) throws(ReadFault) -> Int? {
    guard let value = find(key) else { return nil }
    if let number = value.int { return number }
    guard let text = try Self.text(of: value, "\(key)", template) else { return nil }
    guard let number = Int(text) else {
      throw ReadFault(value.location, "\(key) is not an integer")
    }
    return number
  }

  /// The object of a member.
  func object(_ key: StaticString) throws(ReadFault) -> Fields? {
    guard let value = find(key), let found = resolved(value) else { return nil }
    guard let fields = Fields(found, template: template) else {
      throw ReadFault(value.location, "\(key) is not an object")
    }
    return fields
  }

  /// The objects of a member that is a list of objects.
  func objects(_ key: StaticString) throws(ReadFault) -> [Fields] {
    guard let value = find(key), let list = resolved(value) else { return [] }
    guard list.kind == .array else { throw ReadFault(value.location, "\(key) is not a list") }
    var result: [Fields] = []
    for element in list.elements {
      guard let found = resolved(element) else { continue }
      guard let fields = Fields(found, template: template) else {
        throw ReadFault(element.location, "an element of \(key) is not an object")
      }
      result.append(fields)
    }
    return result
  }

  /// The texts of a member that is a list of texts, or of one text.
  func texts(_ key: StaticString) throws(ReadFault) -> [String] {
    guard let value = find(key) else { return [] }
    var list = value
    if let template, let text = value.string, Template.isExpression(text) {
      let found = template.either(of: text, at: value.location)
      if let text = found.text { return [text] }
      guard let value = found.value else { return [] }
      list = value
    }
    guard list.kind == .array else {
      if list.kind == .object { throw ReadFault(value.location, "\(key) is not a list") }
      return try Self.text(of: list, "\(key)", template).map { [$0] } ?? []
    }
    var texts: [String] = []
    for element in list.elements {
      if let text = try Self.text(of: element, "an element of \(key)", template) {
        texts.append(text)
      }
    }
    return texts
  }

  /// The prefixes of a list of texts.
  func prefixes(_ key: StaticString) throws(ReadFault) -> [Prefix] {
    var prefixes: [Prefix] = []
    for text in try texts(key) where !text.isEmpty {
      guard let prefix = Prefix(text) else {
        throw ReadFault(find(key)?.location ?? location, "\(key) is not an address range")
      }
      prefixes.append(prefix)
    }
    return prefixes
  }

  /// The address of a member.
  func address(_ key: StaticString) throws(ReadFault) -> IPAddress? {
    guard let text = try text(key), !text.isEmpty else { return nil }
    guard let address = IPAddress(text) else {
      throw ReadFault(find(key)?.location ?? location, "\(key) is not an address")
    }
    return address
  }

  /// The id in a member: of an object with an `id`, or a text.
  func reference(_ key: StaticString) throws(ReadFault) -> AzureID? {
    guard let value = find(key) else { return nil }
    var found = value
    if let text = value.string {
      guard let template, Template.isExpression(text) else {
        return text.isEmpty ? nil : AzureID(text)
      }
      let result = template.either(of: text, at: value.location)
      if let text = result.text { return AzureID(text) }
      guard let object = result.value else { return nil }
      found = object
    }
    guard let fields = Fields(found, template: template) else {
      throw ReadFault(value.location, "\(key) is not a reference")
    }
    return try fields.text("id").map { AzureID($0) }
  }

  /// The ids in a list of references.
  func references(_ key: StaticString) throws(ReadFault) -> [AzureID] {
    guard let value = find(key), let list = resolved(value) else { return [] }
    if list.kind == .object { return try reference(key).map { [$0] } ?? [] }
    var ids: [AzureID] = []
    for element in list.elements {
      if element.kind == .string {
        if let text = try Self.text(of: element, "\(key)", template) { ids.append(AzureID(text)) }
      } else if let text = try Fields(element, template: template)?.text("id") {
        ids.append(AzureID(text))
      }
    }
    return ids
  }

  /// The tags of a record, a map from keys to values.
  func tags() throws(ReadFault) -> [Tag] {
    guard let value = find("tags"), let found = resolved(value) else { return [] }
    guard found.kind == .object else {
      throw ReadFault(value.location, "tags is not an object")
    }
    var tags: [Tag] = []
    for (key, value) in found.members {
      tags.append(Tag(key.string, (try Self.text(of: value, "a tag", template)) ?? ""))
    }
    return tags.sorted()
  }

  /// A value with the expression of a template evaluated where it stands for an object or a list.
  private func resolved(_ value: JSONValue) -> JSONValue? {
    guard let template, let text = value.string, Template.isExpression(text) else { return value }
    return template.value(of: text, at: value.location)
  }

  private static func text(
    of value: JSONValue, _ key: String, _ template: Template?
  ) throws(ReadFault) -> String? {
    switch value.kind {
    case .string:
      let text = value.string ?? ""
      guard let template, Template.isExpression(text) else { return text }
      return template.text(of: text, at: value.location)
    case .number: return value.rawText
    case .bool: return value.bool == true ? "true" : "false"
    case .null: return nil
    case .array, .object: throw ReadFault(value.location, "\(key) is not a string")
    }
  }
}
