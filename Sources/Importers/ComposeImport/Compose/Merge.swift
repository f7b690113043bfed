import Documents

/// How Compose merges a file onto the files before it, and a service onto the one it extends
/// (CMP-1.8): mappings key by key, lists appended, everything else replaced.
enum Merge {
  /// The keys whose lists replace each other.
  private static let replaced: Set<String> = ["command", "entrypoint", "test"]
  /// The keys of a service that may be a list of `key=value` and are a mapping in truth.
  private static let keyed: Set<String> = [
    "networks", "depends_on", "labels", "environment", "annotations", "sysctls", "extra_hosts",
  ]

  /// The base with another node merged onto it.
  ///
  /// - Parameters:
  ///   - base: What stands already.
  ///   - over: What comes on top; it wins.
  ///   - path: The keys that lead to the node from the root of a file.
  /// - Returns: The merged node, without the marks `!reset` and `!override` of `over`.
  static func merge(_ base: YAMLNode, _ over: YAMLNode, at path: [String]) -> YAMLNode {
    if over.tag == "!override" { return stripped(over) }
    let isServiceKey = path.count == 3 && path[0] == "services"
    var (base, over) = (base, over)
    if isServiceKey, keyed.contains(path[2]) {
      (base, over) = (asMapping(base), asMapping(over))
    }
    switch (base.content, over.content) {
    case (.mapping(let first), .mapping(let second)):
      if isServiceKey, path[2] == "logging", let driver = over["driver"]?.text,
        let before = base["driver"]?.text, driver != before
      {
        return stripped(over)
      }
      var result = first
      for member in second {
        let index = result.firstIndex { $0.name == member.name }
        if member.value.tag == "!reset" {
          if let index { result.remove(at: index) }
          continue
        }
        if let index {
          result[index].value = merge(
            result[index].value, member.value, at: path + [member.name])
        } else {
          result.append(YAMLMember(key: member.key, value: stripped(member.value)))
        }
      }
      return YAMLNode(.mapping(result), location: over.location)
    case (.sequence(let first), .sequence(let second)):
      guard let key = path.last, !replaced.contains(key) else { return stripped(over) }
      if key == "config", path.contains("ipam") { return mergedRanges(first, over) }
      let added = second.filter { $0.tag != "!reset" }.map(stripped)
      return YAMLNode(.sequence(first + added), location: over.location)
    case (_, .scalar) where over.isNull && base.kind != .null:
      // An empty key on top of a mapping changes nothing.
      return base
    default:
      return stripped(over)
    }
  }

  /// The node with its marks carried out where there is nothing below it.
  static func stripped(_ node: YAMLNode) -> YAMLNode {
    var result = node
    if node.tag == "!override" || node.tag == "!reset" { result.tag = nil }
    switch node.content {
    case .scalar: break
    case .sequence(let elements):
      result.content = .sequence(elements.filter { $0.tag != "!reset" }.map(stripped))
    case .mapping(let members):
      result.content = .mapping(
        members.filter { $0.value.tag != "!reset" }
          .map { YAMLMember(key: $0.key, value: stripped($0.value)) })
    }
    return result
  }

  /// A list of names or of `key=value` as the mapping that it stands for.
  static func asMapping(_ node: YAMLNode) -> YAMLNode {
    guard case .sequence(let elements) = node.content else { return node }
    var members: [YAMLMember] = []
    for element in elements {
      guard let text = element.text else { continue }
      let separator = text.firstIndex { $0 == "=" }
      let key = separator.map { String(text[..<$0]) } ?? text
      let value = separator.map { String(text[text.index(after: $0)...]) }
      let member = YAMLMember(
        key: YAMLNode(.scalar(key, .doubleQuoted), location: element.location),
        value: YAMLNode(
          .scalar(value ?? "", value == nil ? .plain : .doubleQuoted),
          location: element.location))
      if let known = members.firstIndex(where: { $0.name == key }) {
        members[known] = member
      } else {
        members.append(member)
      }
    }
    return YAMLNode(.mapping(members), tag: node.tag, location: node.location)
  }

  /// Ranges of addresses, of which those with an equal subnet are one.
  private static func mergedRanges(_ first: [YAMLNode], _ over: YAMLNode) -> YAMLNode {
    var result = first
    for range in over.elements {
      if let known = result.firstIndex(where: { $0["subnet"]?.text == range["subnet"]?.text }) {
        result[known] = merge(result[known], range, at: ["networks", "", "ipam", "range"])
      } else {
        result.append(stripped(range))
      }
    }
    return YAMLNode(.sequence(result), location: over.location)
  }
}
