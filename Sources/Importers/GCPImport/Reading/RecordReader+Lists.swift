import Documents

extension RecordReader {
  /// The lists of the newer services, by the key under which their records stand.
  private static let keys: [(key: String, kind: RecordKind?)] = [
    ("clusters", .cluster), ("connectors", .connector), ("addressGroups", .addressGroup),
    ("policyBasedRoutes", .policyBasedRoute), ("services", nil), ("instances", nil),
    ("projects", .project), ("assets", nil), ("tagBindings", .tagBinding), ("results", nil),
    ("effectiveTags", .tagBinding),
  ]

  /// Whether an object is a page of a list.
  func isList(_ value: JSONValue) -> Bool {
    if let kind = value["kind"]?.string {
      return kind.hasSuffix("List") || value["items"]?.kind == .array
    }
    if let items = value["items"] { return items.kind == .array || items.kind == .object }
    guard value["name"] == nil else { return false }
    return Self.keys.contains { value[$0.key]?.kind == .array }
  }

  /// Reads a page: a flat list, an aggregated one, or one of the newer services.
  mutating func readList(_ value: JSONValue, _ around: Surroundings) {
    var inner = around
    inner.name = nil
    let word = listWord(value)
    inner.listKind = word.flatMap { RecordKind(rawValue: $0) }
    let own = value["selfLink"]?.string ?? value["id"]?.string ?? around.name ?? ""
    inner.project = ResourceName.segment(after: "projects", in: ResourceName.path(own)) ?? ""
    let before = records.count
    if let items = value["items"] {
      if items.kind == .object {
        readAggregate(items, inner)
      } else {
        for element in items.elements { readItemOfList(element, inner) }
      }
    } else if inner.listKind == nil {
      for (key, kind) in Self.keys {
        guard let list = value[key], list.kind == .array else { continue }
        inner.listKind = kind
        let start = records.count
        for element in list.elements { readItemOfList(element, inner) }
        if let kind, records.count > start { lists.append((kind, inner.project)) }
      }
    }
    if let kind = word.flatMap({ RecordKind(rawValue: $0) }) {
      lists.append((kind, inner.project))
    } else if let word {
      others[word, default: 0] += 0
    }
    noteGaps(value, kinds: Set(records[before...].map(\.kind)), word)
  }

  private mutating func readItemOfList(_ value: JSONValue, _ around: Surroundings) {
    guard value.kind == .object else {
      gaps.append((around.listKind, value.location))
      return
    }
    readItem(value, around)
  }

  /// An aggregated list holds a list for every scope, or a warning that the scope has nothing.
  private mutating func readAggregate(_ items: JSONValue, _ around: Surroundings) {
    for (scope, content) in items.members {
      var inner = around
      inner.place = scope.string
      for (key, list) in content.members {
        if list.kind == .array {
          for element in list.elements { readItemOfList(element, inner) }
        } else if key == "warning", let code = list["code"]?.string,
          code != "NO_RESULTS_ON_PAGE"
        {
          gaps.append((around.listKind, list.location))
        }
      }
    }
  }

  /// A list says that it goes on, or that it could not ask everybody.
  private mutating func noteGaps(
    _ value: JSONValue, kinds: Set<RecordKind>, _ word: String?
  ) {
    var locations: [SourceLocation] = []
    if let token = value["nextPageToken"], !token.isNull, !token.equals("") {
      locations.append(token.location)
    }
    for key in ["unreachable", "unreachables", "missingZones"] {
      if let list = value[key], list.count > 0 { locations.append(list.location) }
    }
    guard let location = locations.first else { return }
    var found = kinds
    if let kind = word.flatMap({ RecordKind(rawValue: $0) }) { found.insert(kind) }
    if found.isEmpty, word == nil { gaps.append((nil, location)) }
    for kind in found.sorted(by: { $0.rawValue < $1.rawValue }) { gaps.append((kind, location)) }
  }

  /// The kind of the elements of a list: `compute#instanceAggregatedList` holds `instance`.
  private func listWord(_ value: JSONValue) -> String? {
    guard let kind = value["kind"]?.string, let mark = kind.firstIndex(of: "#") else { return nil }
    var word = String(kind[kind.index(after: mark)...])
    for suffix in ["List", "Aggregated", "s"] where word.hasSuffix(suffix) {
      if suffix == "s", RecordKind(rawValue: word) != nil { continue }
      word.removeLast(suffix.utf8.count)
    }
    if kind.hasPrefix("sql#") { return "sqlInstance" }
    return word
  }

  /// `[]` tells by its name alone what there is none of, and by its folder of which project.
  mutating func noteEmptyList(_ document: JSONDocument) {
    guard records.isEmpty, others.isEmpty, lists.isEmpty, refusals.isEmpty,
      !document.roots.isEmpty,
      document.roots.allSatisfy({ $0.count == 0 && ($0.kind == .array || $0.kind == .object) })
    else { return }
    let parts = path.split(separator: "/")
    guard let kind = parts.last.flatMap({ RecordKind(fileName: $0) }) else { return }
    // One machine without tags tells nothing of others: only the script tells of all of them.
    if parts.last?.hasPrefix(GCPCollection.allTags) == true {
      foldersWithAllTags.append(parts.dropLast().last.map(String.init) ?? "")
    }
    if kind == .effectiveFirewalls, let root = document.roots.first {
      add(.effectiveFirewalls, root, Surroundings())
    } else {
      emptyLists.append((kind, parts.dropLast().last.map(String.init) ?? ""))
    }
  }
}
