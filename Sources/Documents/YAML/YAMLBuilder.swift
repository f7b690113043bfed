/// Builds the nodes of a file from its events.
struct YAMLBuilder {
  /// A node with the number of nodes in it, itself included, and the levels below it.
  private struct Built {
    var node: YAMLNode
    var size: Int
    var height: Int
  }

  /// A sequence or mapping that is not complete yet.
  private struct Frame {
    var isMapping: Bool
    var tag: String?
    var anchor: String?
    var offset: Int
    var elements: [YAMLNode] = []
    var members: [YAMLMember] = []
    var key: YAMLNode?
    var size = 1
    var height = 1
  }

  private let file: SourceFile
  private let limits: YAMLLimits
  private var frames: [Frame] = []
  private var anchors: [String: Built] = [:]
  private var openAnchors: Set<String> = []
  private var nodes = 0
  private var roots: [YAMLNode] = []

  init(file: SourceFile, limits: YAMLLimits) {
    self.file = file
    self.limits = limits
  }

  /// Reads all documents.
  mutating func build() throws(YAMLError) -> [YAMLNode] {
    var events = YAMLEvents(file)
    while true {
      let (event, offset) = try events.next()
      switch event {
      case .scalar(let text, let style, let tag, let anchor):
        try spend(1, at: offset)
        let node = YAMLNode(
          .scalar(text, style), tag: tag, location: file.location(ofByte: offset))
        try add(Built(node: node, size: 1, height: 1), anchor: anchor, at: offset)
      case .alias(let anchor):
        let target = try resolve(anchor, at: offset)
        try spend(target.size, at: offset)
        try add(target, anchor: nil, at: offset)
      case .sequenceStart(let tag, let anchor):
        try open(isMapping: false, tag: tag, anchor: anchor, at: offset)
      case .mappingStart(let tag, let anchor):
        try open(isMapping: true, tag: tag, anchor: anchor, at: offset)
      case .end: try close()
      case .documentStart:
        anchors = [:]
        openAnchors = []
      case .documentEnd, .other: break
      case .streamEnd: return roots
      }
    }
  }

  private mutating func spend(_ count: Int, at offset: Int) throws(YAMLError) {
    nodes += count
    guard nodes <= limits.maximumNodes else {
      throw YAMLError(
        .limit, "the file has more than \(limits.maximumNodes) nodes with its aliases expanded",
        at: offset, in: file)
    }
  }

  private mutating func open(
    isMapping: Bool, tag: String?, anchor: String?, at offset: Int
  ) throws(YAMLError) {
    try spend(1, at: offset)
    try checkDepth(1, at: offset)
    if let anchor {
      openAnchors.insert(anchor)
      anchors[anchor] = nil
    }
    frames.append(Frame(isMapping: isMapping, tag: tag, anchor: anchor, offset: offset))
  }

  private func checkDepth(_ height: Int, at offset: Int) throws(YAMLError) {
    guard frames.count + height <= limits.maximumDepth else {
      throw YAMLError(
        .limit, "nodes nest deeper than \(limits.maximumDepth) levels", at: offset, in: file)
    }
  }

  private func resolve(_ anchor: String, at offset: Int) throws(YAMLError) -> Built {
    if let target = anchors[anchor] { return target }
    let problem = openAnchors.contains(anchor) ? "names the node it is in" : "names no anchor"
    throw YAMLError(
      .alias, "the alias *\(Escape.terminal(anchor)) \(problem)", at: offset, in: file)
  }

  private mutating func close() throws(YAMLError) {
    guard let frame = frames.popLast() else { return }
    let content: YAMLNode.Content =
      frame.isMapping ? .mapping(try merged(frame.members)) : .sequence(frame.elements)
    let node = YAMLNode(
      content, tag: frame.tag, location: file.location(ofByte: frame.offset))
    if let anchor = frame.anchor { openAnchors.remove(anchor) }
    try add(
      Built(node: node, size: frame.size, height: frame.height), anchor: frame.anchor,
      at: frame.offset)
  }

  /// Adds a complete node to the innermost frame.
  private mutating func add(
    _ built: Built, anchor: String?, at offset: Int
  ) throws(YAMLError) {
    try checkDepth(built.height, at: offset)
    if let anchor { anchors[anchor] = built }
    guard !frames.isEmpty else {
      roots.append(built.node)
      return
    }
    let last = frames.count - 1
    frames[last].size += built.size
    frames[last].height = max(frames[last].height, built.height + 1)
    guard frames[last].isMapping else {
      frames[last].elements.append(built.node)
      return
    }
    if let key = frames[last].key {
      frames[last].members.append(YAMLMember(key: key, value: built.node))
      frames[last].key = nil
    } else {
      guard built.node.text != nil else {
        throw YAMLError(
          .unsupported, "expected a scalar as a key, found \(built.node.kind.phrase)",
          at: offset, in: file)
      }
      frames[last].key = built.node
    }
  }

  /// Returns the members with merges done, own members first; refuses a key that stands twice.
  private func merged(_ members: [YAMLMember]) throws(YAMLError) -> [YAMLMember] {
    var result: [YAMLMember] = []
    var merges: [YAMLMember] = []
    var places: [Key: SourceLocation] = [:]
    for member in members {
      if let first = places.updateValue(member.key.location, forKey: Key(member.key)) {
        throw duplicate(member.key, first: first)
      }
      if Self.isMerge(member.key) { merges.append(member) } else { result.append(member) }
    }
    for merge in merges {
      let sources: [YAMLNode] =
        switch merge.value.content {
        case .mapping: [merge.value]
        case .sequence(let elements): elements
        case .scalar: []
        }
      guard !sources.isEmpty, sources.allSatisfy({ $0.kind == .mapping }) else {
        throw YAMLError(
          .unsupported, "expected a mapping or a list of mappings to merge",
          at: Int(merge.value.location.offset), in: file)
      }
      for member in sources.flatMap(\.members) where places[Key(member.key)] == nil {
        places[Key(member.key)] = member.key.location
        result.append(member)
      }
    }
    return result
  }

  private static func isMerge(_ key: YAMLNode) -> Bool {
    key.tag == "tag:yaml.org,2002:merge" || key.content == .scalar("<<", .plain)
  }

  private func duplicate(_ key: YAMLNode, first: SourceLocation) -> YAMLError {
    let place = file.position(ofByte: Int(first.offset))
    return YAMLError(
      .duplicateKey,
      "the key `\(Escape.terminal(key.text ?? ""))` stands twice, first at \(place)",
      at: Int(key.location.offset), in: file)
  }

  /// What makes keys equal: their text and their kind.
  private struct Key: Hashable {
    let text: String
    let kind: YAMLNode.Kind

    init(_ node: YAMLNode) {
      text = node.text ?? ""
      kind = node.kind
    }
  }
}
