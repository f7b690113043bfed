import Documents
import PacketSets
import Topology

extension Inventory {
  /// Reads documents, whose order does not matter: they are taken in the order of their paths.
  init(reading documents: [JSONDocument]) {
    let sorted = documents.sorted {
      let (left, right) = ($0.file, $1.file)
      return left.path == right.path
        ? left.id < right.id : left.path.utf8.lexicographicallyPrecedes(right.path.utf8)
    }
    let readers = sorted.enumerated().map { RecordReader($1, file: $0) }
    for (document, reader) in zip(sorted, readers) { note(reader, of: document) }
    settleProjects(readers)
    for reader in readers {
      for record in reader.records { read(record) }
    }
  }

  private mutating func note(_ reader: RecordReader, of document: JSONDocument) {
    var coverage = FileCoverage(
      file: document.file.id, path: document.file.path,
      content: GCPImporter.title(of: reader) ?? "", recordCount: reader.records.count, state: .read)
    coverage.recordCount += reader.others.values.reduce(0, +)
    for (kind, location) in reader.gaps {
      coverage.state = .partial
      if let kind { incompleteKinds.insert(kind) }
      diagnose(
        .warning, "gcp.incomplete",
        "The export says that it does not hold everything\(kind.map { " (\($0.rawValue))" } ?? ""): "
          + "what is missing is unknown.", at: location, effect: .assumedClosed,
        advice: "Export without --limit, follow nextPageToken to the end.")
    }
    for (message, location) in reader.refusals {
      coverage.state = .refused
      diagnose(
        .error, "gcp.refusedCall", "This is no answer but an error: \(message)", at: location,
        effect: .assumedClosed, advice: "Export it again.")
    }
    for (type, count) in reader.others { others[type, default: 0] += count }
    capturedAt = [capturedAt, reader.capturedAt].compactMap { $0 }.max()
    files.append(coverage)
  }

  /// Learns the numbers of projects and what stands above them before any name is read.
  private mutating func settleProjects(_ readers: [RecordReader]) {
    for reader in readers {
      for record in reader.records where record.kind == .project {
        let value = record.value
        guard let id = value["projectId"]?.string else { continue }
        let name = ResourceName.path(value["name"]?.string ?? "")
        let written = value["projectNumber"]?.string ?? value["projectNumber"]?.int.map { "\($0)" }
        let number = written ?? ResourceName.segment(after: "projects", in: name)
        if let number { projects.note(id: id, number: number) }
        noteParent(of: id, value)
      }
    }
    for reader in readers {
      for (project, list) in reader.ancestors { projects.note(ancestors: list, of: project) }
    }
    projects.settle()
    for reader in readers {
      for (kind, project) in reader.lists {
        exported[kind, default: []].insert(projects.id(of: project))
      }
      // An empty list names no project: its folder may.
      for (kind, folder) in reader.emptyLists {
        let project = projects.isKnown(folder) ? projects.id(of: folder) : ""
        exported[kind, default: []].insert(project)
      }
      for folder in reader.foldersWithAllTags {
        projectsWithAllTags.insert(projects.id(of: folder))
      }
      for project in reader.assetProjects { assetProjects.insert(projects.id(of: project)) }
    }
  }

  private mutating func noteParent(of id: String, _ value: JSONValue) {
    guard let parent = value["parent"], !parent.isNull else {
      if value["lifecycleState"] != nil || value["state"] != nil {
        projects.note(ancestors: [], of: id)
      }
      return
    }
    if let text = parent.string {
      projects.note(ancestors: [text], of: id)
    } else if let type = parent["type"]?.string, let number = parent["id"]?.string {
      projects.note(ancestors: ["\(type)s/\(number)"], of: id)
    }
  }
}
