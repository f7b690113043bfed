public import Documents
import PacketSets
public import Topology

/// Repairs as text for people.
public struct RepairText: Sendable {
  private let topology: Topology
  private let files: SourceCatalog

  /// Prepares texts about a graph.
  public init(_ topology: Topology, files: SourceCatalog) {
    self.topology = topology
    self.files = files
  }

  /// The repairs of a rule, each with its edits.
  public func text(_ rule: String, _ repairs: [Repair]) -> String {
    if repairs.isEmpty {
      return Escape.terminal("\(rule): no repair by rules of filters was found") + "\n"
    }
    var lines: [String] = []
    for (number, repair) in repairs.enumerated() {
      let title = number == 0 ? rule : "or"
      lines.append(
        "\(title): \(repair.edits.count == 1 ? "1 edit" : "\(repair.edits.count) edits")")
      lines += repair.edits.map { "    \(words($0))" }
    }
    return lines.map { Escape.terminal($0) }.joined(separator: "\n") + "\n"
  }

  private func words(_ edit: RuleEdit) -> String {
    let filter = topology.filters[edit.filter]
    let rule = filter.rules[edit.rule]
    let words = rule.text.isEmpty ? rule.id : rule.text
    let id = rule.id.isEmpty || rule.text.contains(rule.id) ? "" : " (\(rule.id))"
    let place =
      files.resolve(rule.location) == nil ? "" : "  \(files.describe(rule.location))"
    let change =
      switch edit.change {
      case .remove: "remove  \(words)\(id)"
      case .keepTraffic(let traffic): "keep only \(traffic) of  \(words)\(id)"
      case .keepPeers(let peers):
        peers.prefixes.count > 6
          ? "keep only the peers that the policy allows of  \(words)\(id)"
          : "keep only \(peers) of  \(words)\(id)"
      case .denyBefore(let peers, let traffic):
        peers.prefixes.count > 6
          ? "deny \(traffic) from those whom the policy does not allow, before  \(words)\(id)"
          : "deny \(traffic) from \(peers), before  \(words)\(id)"
      }
    return "\(filter.name): \(change)\(place)"
  }
}
