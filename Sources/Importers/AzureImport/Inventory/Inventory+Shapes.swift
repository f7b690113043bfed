import Documents
import PacketSets
import Topology

/// The shapes in which resources are exported (AZ-1.1, AZ-1.2, AZ-1.6, AZ-1.7).
extension Inventory {
  /// Reads a document of any shape.
  mutating func read(_ document: JSONDocument) {
    let file = files.count
    files.append(
      FileCoverage(
        file: document.file.id, path: document.file.path,
        content: AzureImporter.recognise(document) ?? "", recordCount: 0, state: .read))
    for root in document.roots { read(root, file, depth: 0) }
    if document.roots.allSatisfy({ $0.count == 0 || $0["value"]?.count == 0 }),
      let kind = RecordKind(fileName: document.file.path)
    {
      exported.insert(kind)
      if kind == .adminRules { adminAnswers.append(([], file)) }
    }
  }

  private mutating func read(_ value: JSONValue, _ file: Int, depth: Int) {
    guard depth < 4 else { return }
    if value.kind == .array {
      readList(value, file, depth: depth)
      return
    }
    guard value.kind == .object else { return }
    if Template.isTemplate(value) {
      readTemplate(value, file, depth: depth)
    } else if let error = value["error"], error["code"] != nil {
      files[file].state = .refused
      diagnose(
        .error, "azure.refusedCall",
        "This is no answer but an error: \(error["code"]?.string ?? "").", at: value.location,
        effect: .assumedClosed, advice: "Export it again.")
    } else if let data = value["data"], value["count"] != nil {
      readGraphAnswer(value, data, file)
    } else if let tags = value["values"], Self.holdsServiceTags(tags) {
      readServiceTags(tags, file)
      noteContinuation(value, [.serviceTags], file)
    } else if let list = value["value"], list.kind == .array {
      let before = exported
      readList(list, file, depth: depth)
      let kinds = list.elements.first.flatMap { Self.kind(of: $0) }.map { [$0] } ?? []
      noteContinuation(value, kinds.isEmpty ? exported.subtracting(before) : Set(kinds), file)
    } else if value["effectiveSecurityRules"] != nil {
      readEffectiveGroup(value, file)
    } else if let fields = Fields(value), Self.isResource(fields) {
      add(fields, file, below: nil)
    } else {
      // An object of lists, as scripts make it that collect the answers of many calls.
      for (_, member) in value.members where member.kind == .array || member["value"] != nil {
        read(member, file, depth: depth + 1)
      }
    }
  }

  private mutating func readList(_ list: JSONValue, _ file: Int, depth: Int) {
    if let first = list[0], Self.isEffectiveRoute(first) {
      effectiveRoutes.append((list.elements.compactMap { Fields($0) }, file))
      count(.effectiveRoutes, file, list.count)
      return
    }
    if let first = list[0], let kind = Self.managerKind(of: first) {
      readManagerAnswer(list, kind, file)
      return
    }
    for element in list.elements {
      if element["effectiveSecurityRules"] != nil {
        readEffectiveGroup(element, file)
      } else if let fields = Fields(element), Self.isResource(fields) {
        add(fields, file, below: nil)
      } else if element.kind == .array || element["value"] != nil || element["data"] != nil {
        read(element, file, depth: depth + 1)
      }
    }
  }

  /// An answer that tells that more exists than it holds.
  private mutating func noteContinuation(
    _ value: JSONValue, _ kinds: Set<RecordKind>, _ file: Int
  ) {
    let keys = ["nextLink", "$skipToken", "skipToken", "skip_token", "odata.nextLink"]
    let token = keys.lazy.compactMap { value[$0] }.first {
      !$0.isNull && !$0.equals("") && $0.kind != .bool
    }
    let isTruncated =
      value["resultTruncated"]?.string?.lowercased() == "true"
      || value["resultTruncated"]?.bool == true
    guard token != nil || isTruncated else { return }
    files[file].state = .partial
    incomplete.formUnion(kinds.isEmpty ? [.virtualNetworks] : kinds)
    diagnose(
      .warning, "azure.incomplete",
      "The export says that more pages exist: what they hold is missing here.",
      at: token?.location ?? value.location, effect: .assumedClosed,
      advice: "Export with az … list, which reads all pages.")
  }

  private mutating func readGraphAnswer(_ value: JSONValue, _ data: JSONValue, _ file: Int) {
    let before = exported
    if let columns = data["columns"], let rows = data["rows"] {
      let names = columns.elements.map { $0["name"]?.string ?? "" }
      for row in rows.elements where row.kind == .array {
        let fields = Fields(row: row, columns: names)
        if Self.isResource(fields) { add(fields, file, below: nil) }
      }
    } else {
      for element in data.elements {
        if let fields = Fields(element), Self.isResource(fields) { add(fields, file, below: nil) }
      }
    }
    noteContinuation(value, exported.subtracting(before), file)
  }

  private mutating func readEffectiveGroup(_ value: JSONValue, _ file: Int) {
    guard let fields = Fields(value) else { return }
    effectiveGroups.append((fields, file))
    count(.effectiveGroups, file, 1)
  }

  private mutating func readServiceTags(_ tags: JSONValue, _ file: Int) {
    for tag in tags.elements {
      guard let name = tag["name"]?.string, let prefixes = tag["properties"]?["addressPrefixes"]
      else { continue }
      serviceTags[name.lowercased()] = prefixes.elements.compactMap(\.string)
    }
    count(.serviceTags, file, tags.count)
  }

  /// Whether a list holds service tags (AZ-1.11).
  static func holdsServiceTags(_ list: JSONValue) -> Bool {
    list[0]?["properties"]?["addressPrefixes"] != nil
  }

  /// Whether an object is a route of `show-effective-route-table` (AZ-1.10).
  static func isEffectiveRoute(_ value: JSONValue) -> Bool {
    value["nextHopType"] != nil && value["addressPrefix"]?.kind == .array
  }

  /// Whether an object is a resource: it has an id or a type of Azure.
  static func isResource(_ fields: Fields) -> Bool {
    if let id = fields.find("id")?.string, AzureID.isID(id) { return true }
    guard let type = fields.find("type")?.string?.lowercased() else { return false }
    return type.hasPrefix("microsoft.") && type.contains("/")
  }

  /// The kind of a resource, by its id or its type.
  static func kind(of value: JSONValue) -> RecordKind? {
    Fields(value).flatMap { RecordKind(type: type(of: $0)) }
  }

  /// The type of a resource in lower case; the id tells it where there is one.
  static func type(of fields: Fields) -> String {
    if let id = fields.find("id")?.string, AzureID.isID(id) { return AzureID(id).type }
    return fields.find("type")?.string?.lowercased() ?? ""
  }
}
