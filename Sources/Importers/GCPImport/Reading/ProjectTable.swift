/// The projects by their numbers, and what stands above them.
struct ProjectTable: Sendable {
  /// The id of a project by its number.
  private(set) var ids: [String: String] = [:]
  /// The ids of the projects that are described.
  private(set) var described: Set<String> = []
  /// The folders and the organization above a project, the nearest first.
  private(set) var ancestors: [String: [String]] = [:]
  /// The projects of which the exports say that they stand below nothing.
  private(set) var orphans: Set<String> = []

  /// Notes that a project has this number.
  mutating func note(id: String, number: String) {
    described.insert(id)
    guard id != number, ids[number] == nil else { return }
    ids[number] = id
  }

  /// Notes what stands above a project.
  mutating func note(ancestors list: [String], of project: String) {
    let above = list.map { ResourceName.path($0) }.filter { !$0.hasPrefix("projects/") }
    let key = id(of: project)
    if above.isEmpty {
      orphans.insert(key)
    } else if above.count > ancestors[key]?.count ?? 0 {
      ancestors[key] = above
    }
  }

  /// Whether a word is the id or the number of a project that the exports describe.
  func isKnown(_ word: String) -> Bool {
    ids[word] != nil || described.contains(word)
  }

  /// The id of a project that is written by its id or number.
  func id(of project: String) -> String { ids[project] ?? project }

  /// Makes the spellings of the projects that were noted before their ids were known one.
  mutating func settle() {
    for (key, value) in ancestors.sorted(by: { $0.key < $1.key }) where ids[key] != nil {
      ancestors[key] = nil
      let name = id(of: key)
      if value.count > ancestors[name]?.count ?? 0 { ancestors[name] = value }
    }
    orphans = Set(orphans.map { id(of: $0) })
  }

  /// The one spelling of a reference; one without a project lies in the project given.
  func canonical(_ reference: String, in project: String) -> String {
    let path = ResourceName.path(reference)
    if path.hasPrefix("projects/") {
      var segments = path.split(separator: "/", omittingEmptySubsequences: false)
      guard segments.count > 1 else { return path }
      segments[1] = Substring(id(of: String(segments[1])))
      return segments.joined(separator: "/")
    }
    if path.hasPrefix("organizations/") || path.hasPrefix("folders/")
      || path.hasPrefix("locations/") || project.isEmpty
    {
      return path
    }
    return "projects/\(id(of: project))/\(path)"
  }

  /// The one spelling of a reference to a network, which may be its bare name.
  func network(_ reference: String, in project: String) -> String {
    let name = reference.contains("/") ? reference : "global/networks/\(reference)"
    return canonical(name, in: project)
  }
}
