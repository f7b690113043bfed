import Documents
import Topology

extension Lowering {
  /// The account of what was read and what became of it.
  func coverage() -> Coverage {
    var coverage = Coverage()
    coverage.files = inventory.files
    var records: [String: RecordCoverage] = [:]
    for (key, count) in inventory.counts {
      var entry = records[key.kind.title] ?? entry(key.kind)
      entry.seen += count
      entry.modelled += isModelled(key.kind) ? count : 0
      records[key.kind.title] = entry
    }
    for (key, count) in inventory.unmodelled {
      let kind = UnmodelledKind(type: key.type)
      var entry =
        records[key.type]
        ?? RecordCoverage(
          scope: Scope(provider: "azure"), type: key.type.isEmpty ? "other" : key.type, seen: 0,
          modelled: 0, effect: kind.effect, note: kind.note)
      entry.seen += count
      records[key.type] = entry
    }
    coverage.records = records.values.sorted { ($0.scope, $0.type) < ($1.scope, $1.type) }
    return coverage
  }

  private func isModelled(_ kind: RecordKind) -> Bool {
    kind != .applicationGateways
      || inventory.appliances.allSatisfy { $0.role != .applicationGateway || $0.listeners != nil }
  }

  private func entry(_ kind: RecordKind) -> RecordCoverage {
    var entry = RecordCoverage(
      scope: Scope(provider: "azure"), type: kind.title, seen: 0, modelled: 0, effect: .exact)
    if inventory.incomplete.contains(kind) {
      entry.effect = .assumedClosed
      entry.note = "incomplete: export it again with \(kind.export)"
    } else if !isModelled(kind) {
      entry.effect = .assumedOpen
      entry.note = "where it stands is known; what it accepts and passes on is undecided"
    } else if kind == .firewalls {
      entry.effect = .assumedOpen
      entry.note =
        "translation rules are followed; what other rules let pass between networks is undecided"
    } else if kind == .networkGateways {
      entry.effect = .assumedOpen
      entry.note = "what stands beyond it is undecided"
    }
    return entry
  }
}
