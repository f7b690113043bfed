import Documents
import Topology

extension Inventory {
  /// The names of the file that Compose reads, in the order in which it looks (CMP-1.1).
  static let baseNames = [
    "compose.yaml", "compose.yml", "docker-compose.yml", "docker-compose.yaml",
  ]
  /// The names of the file that it reads on top.
  static let overrideNames = [
    "compose.override.yml", "compose.override.yaml", "docker-compose.override.yml",
    "docker-compose.override.yaml",
  ]

  /// The projects of all compose files; a project that Compose refuses is left out.
  mutating func projects() -> [ComposeProject] {
    var loader = ProjectLoader(files: files, environments: environments)
    let folders = Set(files.keys.map { FilePath.folder(of: $0) }).sorted()
    var projects: [ComposeProject] = []
    var others: [String] = []
    let referenced = references(loader)
    for folder in folders {
      let names = files.keys.filter { FilePath.folder(of: $0) == folder }.sorted()
      func path(_ candidates: [String]) -> String? {
        candidates.map { folder.isEmpty ? $0 : "\(folder)/\($0)" }.first(where: names.contains)
      }
      var set = deployedSet(in: folder, among: names, loader)
      let isTold = set != nil
      if set == nil, let base = path(Self.baseNames), !referenced.contains(base) {
        set = [base] + [path(Self.overrideNames)].compactMap { $0 }
      }
      let used = set ?? []
      if !used.isEmpty, let project = project(used, &loader) { projects.append(project) }
      let rest = names.filter { !used.contains($0) && !referenced.contains($0) }
      if let base = used.first { noteAside(rest, besides: base, isTold) } else { others += rest }
    }
    for path in others {
      if let project = project([path], &loader) { projects.append(project) }
    }
    for diagnostic in loader.diagnostics { diagnostics.append(diagnostic) }
    for file in loader.missing {
      gaps.append(
        Assumption(
          statement: "\(file.path) is named by a compose file and was not given",
          remedy: "that file", location: file.location))
    }
    return projects
  }

  /// The files that other files include or extend.
  private func references(_ loader: ProjectLoader) -> Set<String> {
    var result: Set<String> = []
    for path in files.keys.sorted() {
      let folder = FilePath.folder(of: path)
      guard let file = files[path], let documents = try? YAML.load(file) else { continue }
      for tree in documents {
        var named = (tree["include"]?.elements ?? []).flatMap { entry in
          entry.kind == .mapping ? entry.list("path") : [entry]
        }
        for service in tree["services"]?.members ?? [] {
          if let file = service.value["extends"]?["file"] { named.append(file) }
        }
        for name in named.compactMap(\.text) {
          var template = Template(loader.environment(of: folder))
          guard let name = try? template.substitute(name) else { continue }
          let target = FilePath.joined(folder, name)
          if target != path { result.insert(target) }
        }
      }
    }
    // Files that name each other are none of them a beginning; they are all read.
    return files.keys.allSatisfy(result.contains) ? [] : result
  }

  private mutating func project(
    _ paths: [String], _ loader: inout ProjectLoader
  ) -> ComposeProject? {
    do throws(ComposeFault) {
      let tree = try loader.load(paths)
      let project = try ComposeProject(
        tree, paths: paths,
        environment: loader.environment(of: FilePath.folder(of: paths.first ?? "")),
        uses: loader.uses)
      for path in paths {
        accounts[path]?.recordCount = loader.files[path] == nil ? 0 : project.services.count
      }
      noteTraps(project)
      return project
    } catch {
      diagnostics.append(error.diagnostic)
      for path in paths { accounts[path]?.state = .refused }
      gaps.append(
        Assumption(
          statement: "Compose refuses \(paths.joined(separator: " and "))",
          remedy: "the files as they are deployed", location: error.location))
      return nil
    }
  }

  /// The files of a folder that are deployed together, where COMPOSE_FILE or the labels of running
  /// containers tell it (CMP-6.3).
  private func deployedSet(
    in folder: String, among names: [String], _ loader: ProjectLoader
  ) -> [String]? {
    let environment = loader.environment(of: folder)
    if let list = environment.values["COMPOSE_FILE"] {
      let separator = environment.values["COMPOSE_PATH_SEPARATOR"]?.first ?? ":"
      let paths = list.split(separator: separator).map { FilePath.joined(folder, String($0)) }
      if !paths.isEmpty { return paths }
    }
    let labels = Set(
      exports.values.flatMap(\.containers).compactMap {
        $0.labels["com.docker.compose.project.config_files"]
      })
    for label in labels.sorted() {
      let paths = label.split(separator: ",").map {
        FilePath.joined(folder, FilePath.name(of: String($0)))
      }
      if !paths.isEmpty, paths.allSatisfy(names.contains) { return paths }
    }
    return nil
  }

  /// Files that Compose reads only when they are named with `-f`; where it is told which files are
  /// deployed, the others are not.
  private mutating func noteAside(
    _ paths: [String], besides base: String, _ isTold: Bool
  ) {
    for path in paths {
      guard let file = files[path] else { continue }
      guard !isTold else {
        tell(
          .note, "compose.notDeployed", "This file is not among those that are deployed.",
          at: file.location(ofByte: 0))
        continue
      }
      accounts[path]?.state = .partial
      let place = file.location(ofByte: 0)
      diagnostics.append(
        Diagnostic(
          .warning, "compose.aside",
          "Compose reads \(FilePath.name(of: base)) here, and this file only when it is named "
            + "with -f: it is left out.", at: place, effect: .assumedClosed,
          advice: "Give only the files that are deployed together."))
      gaps.append(
        Assumption(
          statement: "whether \(path) is deployed with \(FilePath.name(of: base))",
          remedy: "only the files that are deployed together", location: place))
    }
  }
}
