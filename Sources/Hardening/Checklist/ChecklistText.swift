public import Documents

/// The judged checklist as text for people, as Markdown and as JSON for programs.
public struct ChecklistText: Sendable {
  private let checklist: Checklist
  private let files: SourceCatalog
  private let showsAll: Bool

  /// Prepares the texts of a checklist.
  ///
  /// - Parameters:
  ///   - checklist: The checklist.
  ///   - files: The files in which the evidence stands.
  ///   - showsAll: Whether the findings of passed items are shown as well.
  public init(_ checklist: Checklist, files: SourceCatalog, showsAll: Bool) {
    self.checklist = checklist
    self.files = files
    self.showsAll = showsAll
  }

  /// The text for people.
  public func text() -> String {
    var lines: [String] = []
    for level in Check.Level.allCases {
      let results = checklist.results.filter { $0.check.level == level }
      guard !results.isEmpty else { continue }
      lines += ["", level.title.uppercased()]
      for result in results { lines += self.lines(result) }
    }
    lines += ["", summary]
    return lines.dropFirst().map { Escape.terminal($0) }.joined(separator: "\n") + "\n"
  }

  private func lines(_ result: CheckResult) -> [String] {
    let word = Self.word(result)
    var lines = ["\(word)\(String(repeating: " ", count: 9 - word.count))\(result.check.title)"]
    lines[0] += "  [\(result.check.id)]"
    for finding in shown(result) {
      let place = place(finding).map { "\($0): " } ?? ""
      lines.append(
        "    \(finding.verdict.rawValue): \(place)\(finding.subject): \(finding.message)")
      lines += finding.hops.map { "        \($0)" }
      if let advice = finding.advice {
        lines.append("        \(finding.verdict == .unknown ? "give" : "change"): \(advice)")
      }
    }
    return lines
  }

  /// The findings of an item that are shown: those that someone acts on.
  private func shown(_ result: CheckResult) -> [CheckFinding] {
    result.findings.filter { showsAll || $0.verdict == .fail || $0.verdict == .unknown }
  }

  /// How many items came to what, in a sentence.
  public var summary: String {
    CheckVerdict.allCases.map { "\(checklist.count($0)) \($0.words)" }.joined(separator: ", ")
      + " of \(checklist.results.count) items"
  }

  private static func word(_ result: CheckResult) -> String {
    result.check.isInformational && result.verdict == .fail
      ? "note" : result.verdict.rawValue
  }

  private func place(_ finding: CheckFinding) -> String? {
    guard let location = finding.location, files.resolve(location) != nil else { return nil }
    return files.describe(location) + (finding.path.map { " \($0)" } ?? "")
  }

  /// The checklist as a Markdown table with its findings.
  public func markdown() -> String {
    var lines: [String] = ["| verdict | item | where | what |", "|---|---|---|---|"]
    for result in checklist.results {
      let findings = shown(result)
      lines.append(
        "| **\(Self.word(result))** | \(Escape.markdown(result.check.title)) "
          + "(`\(result.check.id)`) | | |")
      for finding in findings {
        let advice = finding.advice.map { " → \($0)" } ?? ""
        let subject = [finding.subject, place(finding)].compactMap { $0 }.joined(separator: ", ")
        lines.append(
          "| \(finding.verdict.rawValue) | | \(Escape.markdown(subject)) "
            + "| \(Escape.markdown(finding.message + advice)) |")
      }
    }
    return lines.joined(separator: "\n") + "\n\n\(summary)\n"
  }

  /// The checklist as JSON, as `docs/schema/checklist.schema.json` describes it.
  public func json() -> String {
    var writer = JSONWriter()
    writer.beginObject()
    writer.member("schema", "bailey/checklist/1")
    writer.array("items") { writer in
      for result in checklist.results { write(result, to: &writer) }
    }
    writer.endObject()
    return String(decoding: writer.finish(), as: UTF8.self)
  }

  private func write(_ result: CheckResult, to writer: inout JSONWriter) {
    writer.beginObject()
    writer.member("id", result.check.id)
    writer.member("level", result.check.level.rawValue)
    writer.member("title", result.check.title)
    writer.member("verdict", result.verdict.rawValue)
    writer.member("isInformational", result.check.isInformational)
    writer.array("references") { writer in
      for reference in result.check.references {
        writer.beginObject()
        writer.member("framework", reference.framework)
        writer.member("version", reference.version)
        writer.member("id", reference.id)
        writer.endObject()
      }
    }
    writer.array("findings") { writer in
      for finding in result.findings {
        writer.beginObject()
        writer.member("verdict", finding.verdict.rawValue)
        writer.member("subject", finding.subject)
        writer.member("message", finding.message)
        writer.member("location", place(finding) ?? "")
        writer.member("advice", finding.advice ?? "")
        writer.member("hops", finding.hops)
        writer.endObject()
      }
    }
    writer.endObject()
  }
}

extension CheckVerdict {
  /// The verdict in a summary.
  var words: String {
    switch self {
    case .fail: "failed"
    case .unknown: "unknown"
    case .pass: "passed"
    case .notApplicable: "not applicable"
    }
  }
}

extension Check.Level {
  /// The heading of the part.
  public var title: String {
    switch self {
    case .server: "Servers"
    case .container: "Containers"
    case .network: "Networks"
    case .secrets: "Secrets"
    case .identity: "Users, roles and keys"
    }
  }
}
