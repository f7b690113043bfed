import Documents
import Topology

/// Reading deployment templates (AZ-1.7).
extension Inventory {
  /// The most copies of a resource that are made of one loop.
  private static var largestLoop: Int { 1_000 }

  /// Reads a template and the templates nested in it.
  mutating func readTemplate(_ root: JSONValue, _ file: Int, depth: Int) {
    guard depth < 4 else { return }
    let template = Template(root)
    templates.append((template, file))
    guard let resources = root["resources"] else { return }
    let list =
      resources.kind == .object ? resources.members.map(\.value) : Array(resources.elements)
    for resource in list {
      readTemplateResource(resource, template, file, below: nil, depth: depth)
    }
  }

  private mutating func readTemplateResource(
    _ resource: JSONValue, _ template: Template, _ file: Int,
    below parent: (type: String, name: String)?, depth: Int
  ) {
    guard depth < 8, let loop = resource["copy"], template.copy == nil else {
      addTemplateResource(resource, template, file, below: parent, depth: depth)
      return
    }
    let count = Fields(loop, template: template).flatMap { (try? $0.number("count")) ?? nil }
    let largest = Self.largestLoop
    for number in 0..<min(max(count ?? 1, 0), largest) {
      let copy = Template(template.root, copy: number)
      templates.append((copy, file))
      addTemplateResource(resource, copy, file, below: parent, depth: depth)
    }
    if (count ?? 0) > largest { incomplete.insert(.interfaces) }
  }

  private mutating func addTemplateResource(
    _ resource: JSONValue, _ template: Template, _ file: Int,
    below parent: (type: String, name: String)?, depth: Int
  ) {
    guard depth < 8, let fields = Fields(resource, template: template) else { return }
    do throws(ReadFault) {
      if try fields.flag("condition") == false { return }
      guard var type = try fields.text("type"), var name = try fields.text("name") else { return }
      if let parent {
        type = "\(parent.type)/\(type)"
        name = "\(parent.name)/\(name)"
      }
      if type.lowercased() == "microsoft.resources/deployments" {
        files[file].recordCount += 1
        if let inner = resource["properties"]?["template"], inner["resources"] != nil {
          // What the outer template passes to the inner one is not followed.
          readTemplate(inner, file, depth: depth + 1)
        }
        return
      }
      for child in resource["resources"]?.elements ?? .empty {
        readTemplateResource(child, template, file, below: (type, name), depth: depth + 1)
      }
      guard let kind = RecordKind(type: type) else {
        files[file].recordCount += 1
        unmodelled[UnmodelledKey(type: type.lowercased(), file: file), default: 0] += 1
        return
      }
      count(kind, file, 1)
      add(
        RawRecord(
          id: Template.id(type: type, name: name), kind: kind, type: type.lowercased(),
          name: Self.short(name), fields: fields, file: file))
    } catch {
      refuse(error, .virtualNetworks, file: file)
    }
  }
}
