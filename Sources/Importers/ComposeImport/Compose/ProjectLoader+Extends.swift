import Documents

extension ProjectLoader {
  /// The tree with every service merged onto the one that it extends (CMP-1.10).
  mutating func extended(
    _ tree: YAMLNode, path: String, folder: String, _ environment: Environment
  ) throws(ComposeFault) -> YAMLNode {
    guard case .mapping(var members) = tree.content,
      let index = members.firstIndex(where: { $0.name == "services" })
    else { return tree }
    var services = members[index].value.members
    for number in services.indices where services[number].value["extends"] != nil {
      services[number].value = try service(
        services[number].name, in: tree, path: path, environment, chain: [],
        at: services[number].key.location)
    }
    members[index].value = YAMLNode(
      .mapping(services), tag: members[index].value.tag, location: members[index].value.location)
    return YAMLNode(.mapping(members), tag: tree.tag, location: tree.location)
  }

  /// A service of a tree with what it extends.
  private mutating func service(
    _ name: String, in tree: YAMLNode, path: String, _ environment: Environment,
    chain: [String], at location: SourceLocation
  ) throws(ComposeFault) -> YAMLNode {
    try spend(at: location)
    let step = "\(path):\(name)"
    guard !chain.contains(step), chain.count < 64 else {
      throw ComposeFault(
        "compose.extends.cycle", "the service \(Escape.terminal(name)) extends itself",
        at: location)
    }
    guard let own = tree["services"]?[name] else {
      throw ComposeFault(
        "compose.extends.unknown", "no service \(Escape.terminal(name)) exists to be extended",
        at: location)
    }
    guard let extends = own["extends"] else { return own }
    let main = YAMLNode(
      .mapping(own.members.filter { $0.name != "extends" }), tag: own.tag,
      location: own.location)
    guard let target = extends.text ?? extends["service"]?.text else {
      throw ComposeFault("compose.schema", "extends names no service", at: extends.location)
    }
    var (source, other, file) = (tree, path, false)
    if let node = extends["file"], let text = node.text {
      other = FilePath.joined(FilePath.folder(of: path), text)
      file = other != path
      if file {
        guard let found = try self.tree(other, environment) else {
          noteMissing(other, named: text, by: "extends", at: node.location)
          return main
        }
        source = found
      }
    }
    let base = try service(
      target, in: source, path: other, environment, chain: chain + [step],
      at: extends.location)
    return Merge.merge(Merge.stripped(base), main, at: ["services", name])
  }
}
