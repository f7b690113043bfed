import Documents

/// Finds the objects in an export, whatever it is wrapped in (GCP-1.1, GCP-1.2, GCP-1.4).
struct RecordReader {
  /// The number of the file.
  let file: Int
  /// The path of the file.
  let path: String
  /// The objects that are lowered.
  var records: [Record] = []
  /// The objects that are counted only, by their type.
  var others: [String: Int] = [:]
  /// The kinds and projects of lists, be they empty.
  var lists: [(kind: RecordKind, project: String)] = []
  /// The kinds of empty lists, with the folders in which they stand.
  var emptyLists: [(kind: RecordKind, folder: String)] = []
  /// The folders in which a file says that the secure tags of all machines are exported.
  var foldersWithAllTags: [String] = []
  /// Where the export says that it holds not everything, and what it is that may be missing.
  var gaps: [(kind: RecordKind?, location: SourceLocation)] = []
  /// Where the export is no answer but an error.
  var refusals: [(message: String, location: SourceLocation)] = []
  /// What stands above projects.
  var ancestors: [(project: String, list: [String])] = []
  /// The projects of which assets were exported.
  var assetProjects: Set<String> = []
  /// The newest time at which the export says it was taken.
  var capturedAt: String?

  /// Reads all values of a document.
  init(_ document: JSONDocument, file: Int) {
    self.file = file
    path = document.file.path
    for root in document.roots { read(root, Surroundings()) }
    noteEmptyList(document)
  }

  /// What an object stands in.
  struct Surroundings {
    var name: String?
    var place = ""
    var project = ""
    var listKind: RecordKind?
  }

  /// Whether anything in the document is an export.
  var isRecognised: Bool {
    !records.isEmpty || !others.isEmpty || !lists.isEmpty || !refusals.isEmpty
      || !emptyLists.isEmpty
  }

  private mutating func read(_ value: JSONValue, _ around: Surroundings) {
    switch value.kind {
    case .array: for element in value.elements { readItem(element, around) }
    case .object: readObject(value, around)
    case .null, .bool, .number, .string: break
    }
  }

  mutating func readItem(_ value: JSONValue, _ around: Surroundings) {
    guard value.kind == .object else { return }
    if value["kind"] == nil, value["result"]?[0]?["natIpInfoMappings"] != nil {
      add(.routerStatus, value, around)
    } else if value["asset_type"] != nil || value["assetType"] != nil {
      readAsset(value)
    } else if value["body"]?.kind == .object, value["headers"]?.kind == .object {
      readObject(value, around)
    } else if RecordKind.isMembership(value) {
      add(.groupMembers, value, around)
    } else if isEffectiveFirewalls(value) {
      add(.effectiveFirewalls, value, around)
    } else if let kind = RecordKind(value) ?? around.listKind {
      add(kind, value, around)
    } else if let word = otherType(value) {
      others[word, default: 0] += 1
    }
  }

  private mutating func readObject(_ value: JSONValue, _ around: Surroundings) {
    if let headers = value["headers"], let body = value["body"], headers.kind == .object {
      if let date = headers["date"]?.string.flatMap(HTTPDate.iso8601) {
        capturedAt = max(capturedAt ?? "", date)
      }
      var inner = around
      inner.name = headers["content-location"]?.string.map { link in
        ResourceName.path(String(link.prefix { $0 != "?" }))
      }
      read(body, inner)
      return
    }
    if let error = value["error"], error.kind == .object, error["code"]?.int != nil {
      refusals.append((error["message"]?.string ?? "the call was refused", value.location))
      return
    }
    if !RecordKind.isMembership(value), isList(value) {
      readList(value, around)
    } else {
      readItem(value, around)
    }
  }

  private func isEffectiveFirewalls(_ value: JSONValue) -> Bool {
    value["firewallPolicys"]?.kind == .array || value["firewallPolicies"]?.kind == .array
      || (value["firewalls"]?.kind == .array && value["kind"] == nil)
  }

  /// Adds an object of a known kind.
  mutating func add(_ kind: RecordKind, _ value: JSONValue, _ around: Surroundings) {
    records.append(
      Record(
        kind: kind, value: value, name: around.name, place: around.place, project: around.project,
        file: file))
  }

  /// An asset of an inventory: its payload is the object of the API.
  private mutating func readAsset(_ value: JSONValue) {
    let written: String? = value["asset_type"]?.string ?? value["assetType"]?.string
    let type: String = written ?? ""
    let name = ResourceName.path(value["name"]?.string ?? "")
    let project = ResourceName.segment(after: "projects", in: name) ?? ""
    let time = value["update_time"]?.string ?? value["updateTime"]?.string
    if let time, time.hasSuffix("Z") { capturedAt = max(capturedAt ?? "", time) }
    if let list = value["ancestors"], list.kind == .array {
      let words = list.elements.compactMap(\.string)
      for word in words where word.hasPrefix("projects/") {
        ancestors.append((String(word.dropFirst("projects/".count)), words))
      }
    }
    guard let data = value["resource"]?["data"], data.kind == .object,
      let kind = RecordKind(assetType: type)
    else {
      others[type.split(separator: "/").last.map(String.init) ?? "Asset", default: 0] += 1
      return
    }
    if !project.isEmpty { assetProjects.insert(project) }
    add(kind, data, Surroundings(name: name, project: project))
    records[records.count - 1].isAsset = true
  }

  /// The type of an object that is of this provider and is not lowered.
  private func otherType(_ value: JSONValue) -> String? {
    if let kind = value["kind"]?.string, let mark = kind.firstIndex(of: "#") {
      let service = kind[..<mark]
      guard Self.services.contains(String(service)) else { return nil }
      return String(kind[kind.index(after: mark)...])
    }
    for key in ["selfLink", "name"] {
      guard let link = value[key]?.string, link.contains("projects/") else { continue }
      return ResourceName.collection(ResourceName.path(link)) ?? "resource"
    }
    return nil
  }

  /// The services whose objects name their kind.
  static let services: Set<String> = [
    "compute", "sql", "container", "dns", "networkconnectivity", "storage", "bigquery", "iam",
    "dataproc", "cloudresourcemanager", "appengine",
  ]
}
