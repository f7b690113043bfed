import Documents
import Topology

extension Lowering {
  /// The account of what was read and what became of it.
  func coverage() -> Coverage {
    var coverage = Coverage()
    coverage.files = files()
    coverage.capturedAt = inventory.pages.compactMap(\.capturedAt).max()
    var records: [Key: RecordCoverage] = [:]
    for (kind, count, file) in inventory.counts {
      let scope = inventory.fileScopes[file]
      let key = Key(scope: scope, type: kind.rawValue)
      let left = skipped[kind]?[file] ?? 0
      var entry =
        records[key]
        ?? RecordCoverage(
          scope: scope, type: kind.rawValue, seen: 0, modelled: 0, effect: .exact)
      entry.seen += count
      entry.modelled += max(count - left, 0)
      if inventory.incompleteKinds.contains(kind) {
        entry.effect = .assumedClosed
        entry.note = "incomplete: export it again with \(kind.command)"
      } else if kind == .vpcEndpoints {
        entry.effect = .assumedOpen
        entry.note = Self.endpointNote
      } else if kind == .endpointServices, count > 0 {
        entry.effect = .assumedClosed
        entry.note = Self.providerNote
      }
      records[key] = entry
    }
    for (kind, count, outside, file) in inventory.serviceCounts {
      let scope = inventory.fileScopes[file]
      let key = Key(scope: scope, type: kind.rawValue)
      var entry =
        records[key]
        ?? RecordCoverage(
          scope: scope, type: kind.rawValue, seen: 0, modelled: 0, effect: .exact)
      entry.seen += count
      entry.modelled += max(count - outside, 0)
      if outside > 0 { entry.note = Self.outsideNote }
      records[key] = entry
    }
    for (kind, count, file) in inventory.unmodelled {
      let scope = inventory.fileScopes[file]
      let key = Key(scope: scope, type: kind.key)
      var entry =
        records[key]
        ?? RecordCoverage(
          scope: scope, type: kind.key, seen: 0, modelled: 0,
          effect: count == 0 ? .exact : kind.effect, note: kind.note)
      entry.seen += count
      if count > 0 { entry.effect = max(entry.effect, kind.effect) }
      records[key] = entry
    }
    coverage.records = records.values.sorted {
      ($0.scope, $0.type) < ($1.scope, $1.type)
    }
    return coverage
  }

  /// The account of every file; of one that holds several accounts and regions, of all together.
  private func files() -> [FileCoverage] {
    var files: [FileCoverage] = []
    for entry in inventory.files {
      guard let last = files.last, last.file == entry.file, last.path == entry.path else {
        files.append(entry)
        continue
      }
      files[files.count - 1].recordCount += entry.recordCount
      if last.state == .read { files[files.count - 1].state = entry.state }
    }
    return files
  }

  private struct Key: Hashable {
    var scope: Scope
    var type: String
  }

  private static let outsideNote =
    "the others have no interfaces in a VPC, or do not run"

  private static let providerNote =
    "the ports of endpoints of the exports are known from it; who comes by endpoints of other accounts"
    + " is another way in, which no proof here covers"

  private static let endpointNote =
    "gateway endpoints carry TCP to their service, interface endpoints answer the port of theirs;"
    + " where routes lead to another endpoint, what it delivers is undecided"
}
