public import Documents
import PacketSets
import Reachability
import Topology

/// What became of the verdict of a rule of the policy.
public struct RuleChange: Hashable, Sendable {
  /// The id of the rule.
  public var rule: String
  /// Its verdict before; empty when it was not judged.
  public var old: String
  /// Its verdict now; empty when it is not judged any more.
  public var new: String

  /// Creates a change.
  public init(rule: String, old: String, new: String) {
    self.rule = rule
    self.old = old
    self.new = new
  }
}

/// A comparison as text for people and as JSON for programs.
public struct DiffText: Sendable {
  private let diff: ReachabilityDiff
  private let rules: [RuleChange]
  private let oldFiles: SourceCatalog
  private let newFiles: SourceCatalog
  private let names: (added: [String], removed: [String])

  /// Prepares the texts of a comparison.
  ///
  /// - Parameters:
  ///   - diff: The changes of who can reach whom.
  ///   - rules: The verdicts of the policy's rules, before and now.
  ///   - builder: What compared the graphs.
  ///   - oldFiles: The files of the old graph.
  ///   - newFiles: The files of the new graph.
  public init(
    _ diff: ReachabilityDiff, rules: [RuleChange], by builder: DiffBuilder,
    oldFiles: SourceCatalog, newFiles: SourceCatalog
  ) {
    self.diff = diff
    self.rules = rules
    self.oldFiles = oldFiles
    self.newFiles = newFiles
    names = builder.names(of: diff)
  }

  /// The text for people.
  public func text() -> String {
    var lines: [String] = []
    for (title, list) in [("Added", names.added), ("Removed", names.removed)] where !list.isEmpty {
      let more = list.count > 12 ? " and \(list.count - 12) more" : ""
      lines.append("\(title)  \(list.prefix(12).joined(separator: ", "))\(more)")
    }
    let changed = rules.filter { $0.old != $0.new }
    for rule in changed {
      lines.append("Rule   \(rule.rule): \(word(rule.old)) -> \(word(rule.new))")
    }
    if diff.isEmpty {
      lines.append("Nobody can reach anybody whom he could not reach before, and all still can.")
    } else {
      for summary in DiffSummary.summaries(of: diff) {
        if !lines.isEmpty { lines.append("") }
        lines += self.lines(summary)
      }
    }
    return lines.map { Escape.terminal($0) }.joined(separator: "\n") + "\n"
  }

  private func word(_ verdict: String) -> String { verdict.isEmpty ? "not judged" : verdict }

  private func lines(_ summary: DiffSummary) -> [String] {
    let pairs = summary.pairCount == 1 ? "1 pair" : "\(summary.pairCount) pairs"
    var lines = ["\(title(summary.sources)) -> \(title(summary.destinations))  (\(pairs))"]
    for (mark, traffic) in [
      ("+ ", summary.change.gained), ("- ", summary.change.lost),
      ("+?", summary.change.perhapsGained), ("-?", summary.change.perhapsLost),
    ] where !traffic.isEmpty {
      lines.append("  \(mark) \(traffic)")
    }
    if let cause = summary.cause {
      for step in [cause.passes, cause.stops].compactMap({ $0 }).sorted(by: {
        !$0.isNew && $1.isNew
      }) {
        lines.append("     \(words(step))")
      }
    }
    return lines
  }

  private func title(_ parties: [DiffParty]) -> String {
    let shown = parties.prefix(4).map { party in
      party.addresses.isEmpty || party.addresses.prefixes.count > 8
        ? party.name : "\(party.name) \(party.addresses)"
    }
    let more = parties.count > 4 ? " and \(parties.count - 4) more groups" : ""
    return shown.joined(separator: ", ") + more
  }

  private func words(_ step: ChangeCause.Step) -> String {
    let passes = step.reason.isEmpty
    var text =
      "\(step.isNew ? "now" : "before"): \(passes ? "passes" : "stops") at \(step.layer.rawValue)"
    text += " \(step.name)"
    if !step.rule.isEmpty { text += "  \(step.rule)" }
    if !passes { text += "  \(step.reason)" }
    if let place = place(step) { text += "  \(place)" }
    return text
  }

  private func place(_ step: ChangeCause.Step) -> String? {
    let files = step.isNew ? newFiles : oldFiles
    return files.resolve(step.location) == nil ? nil : files.describe(step.location)
  }

  /// The comparison as JSON, as `docs/schema/diff.schema.json` describes it.
  public func json() -> String {
    var writer = JSONWriter()
    writer.beginObject()
    writer.member("schema", "bailey/diff/1")
    writer.member("added", names.added)
    writer.member("removed", names.removed)
    writer.array("rules") { writer in
      for rule in rules {
        writer.beginObject()
        writer.member("id", rule.rule)
        writer.member("old", rule.old)
        writer.member("new", rule.new)
        writer.endObject()
      }
    }
    writer.array("changes") { writer in
      for summary in DiffSummary.summaries(of: diff) { write(summary, to: &writer) }
    }
    writer.endObject()
    return String(decoding: writer.finish(), as: UTF8.self)
  }

  private func write(_ summary: DiffSummary, to writer: inout JSONWriter) {
    writer.beginObject()
    for (key, parties) in [("sources", summary.sources), ("destinations", summary.destinations)] {
      writer.array(key) { writer in
        for party in parties {
          writer.beginObject()
          writer.member("name", party.name)
          writer.member("endpoints", party.members.count)
          writer.member("addresses", party.addresses.prefixes.map(\.description))
          writer.endObject()
        }
      }
    }
    writer.member("pairs", summary.pairCount)
    writer.member("gained", summary.change.gained.description)
    writer.member("lost", summary.change.lost.description)
    writer.member("perhapsGained", summary.change.perhapsGained.description)
    writer.member("perhapsLost", summary.change.perhapsLost.description)
    if let cause = summary.cause {
      writer.member("packet", cause.packet)
      for (key, step) in [("passes", cause.passes), ("stops", cause.stops)] {
        guard let step else { continue }
        writer.object(key) { writer in
          writer.member("graph", step.isNew ? "new" : "old")
          writer.member("layer", step.layer.rawValue)
          writer.member("name", step.name)
          writer.member("rule", step.rule)
          writer.member("reason", step.reason)
          writer.member("location", place(step) ?? "")
        }
      }
    }
    writer.endObject()
  }
}

extension DiffBuilder {
  /// The names of the endpoints that are in one graph only.
  func names(of diff: ReachabilityDiff) -> (added: [String], removed: [String]) {
    (
      diff.added.map { new.topology.resource(of: $0).name },
      diff.removed.map { old.topology.resource(of: $0).name }
    )
  }
}
