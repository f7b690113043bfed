import Documents
import PacketSets

extension PortMapping {
  /// Reads an entry of `ports`: a number, the short form or the long one.
  init(_ node: YAMLNode) throws(ComposeFault) {
    do throws(Fault) {
      if let text = node.text, !node.isNull {
        try self.init(short: text, at: node.location)
      } else if node.kind == .mapping {
        try self.init(long: node)
      } else {
        throw Fault(message: "expected a port, found \(node.kind.phrase)")
      }
    } catch {
      throw ComposeFault("compose.port", "ports: \(error.message)", at: node.location)
    }
    if node.kind == .mapping { try SchemaKeys.check(node, SchemaKeys.port, at: "ports") }
  }

  /// Reads the long form (CMP-4.3).
  private init(long node: YAMLNode) throws(Fault) {
    guard let target = node["target"]?.text, !target.isEmpty else {
      throw Fault(message: "the long form names no target")
    }
    let targets = try Self.range(target, "container")
    self.init(
      hostAddress: try Self.address(node["host_ip"]?.text ?? ""),
      published: try Self.published(node["published"]?.text ?? "", for: targets),
      target: targets, proto: try Self.proto(node["protocol"]?.text ?? "tcp"),
      mode: node["mode"]?.text == "host" ? .host : .ingress, location: node.location)
  }

  /// The entries of `ports`, each once (CMP-1.9).
  static func all(
    of node: YAMLNode?, uses: [SourceLocation: [Template.Use]]
  ) throws(ComposeFault) -> [PortMapping] {
    guard let node, !node.isNull else { return [] }
    guard node.kind == .sequence else {
      throw ComposeFault(
        "compose.schema", "ports must be a list, found \(node.kind.phrase)", at: node.location)
    }
    var result: [PortMapping] = []
    var known: Set<String> = []
    for element in node.elements {
      var port = try PortMapping(element)
      for part in [element] + element.members.map(\.value) {
        port.variables += uses[part.location] ?? []
      }
      guard known.insert(port.identity).inserted else { continue }
      result.append(port)
    }
    return result
  }
}
