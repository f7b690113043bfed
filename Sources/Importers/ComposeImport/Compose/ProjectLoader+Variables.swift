import Documents

extension ProjectLoader {
  /// The tree with the values of its variables; keys are never interpolated (CMP-1.5).
  mutating func interpolated(
    _ node: YAMLNode, _ environment: Environment
  ) throws(ComposeFault) -> YAMLNode {
    var result = node
    switch node.content {
    case .scalar(let text, let style):
      guard text.utf8.contains(UInt8(ascii: "$")) else { return node }
      var template = Template(environment)
      do throws(Template.Fault) {
        result.content = .scalar(try template.substitute(text), style)
      } catch {
        throw ComposeFault(
          "compose.interpolation", "\(Escape.terminal(error.message))", at: node.location)
      }
      guard !template.uses.isEmpty else { return result }
      uses[node.location] = template.uses
      note(template.uses, at: node.location)
    case .sequence(let elements):
      var values: [YAMLNode] = []
      values.reserveCapacity(elements.count)
      for element in elements { values.append(try interpolated(element, environment)) }
      result.content = .sequence(values)
    case .mapping(let members):
      var values: [YAMLMember] = []
      values.reserveCapacity(members.count)
      for member in members {
        values.append(
          YAMLMember(key: member.key, value: try interpolated(member.value, environment)))
      }
      result.content = .mapping(values)
    }
    return result
  }

  private mutating func note(_ uses: [Template.Use], at location: SourceLocation) {
    for use in uses where use.origin == .unset {
      diagnostics.append(
        Diagnostic(
          .note, "compose.variable.unset",
          "The variable \(Escape.terminal(use.name)) is not set and stands for an empty text.",
          at: location, effect: .ignored))
    }
  }
}
