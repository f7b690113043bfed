public import Documents

/// Findings as text for people and as JSON for programs.
public struct LintText: Sendable {
  private let findings: [LintFinding]
  private let hidden: Int
  private let files: SourceCatalog

  /// Prepares the texts of some findings.
  ///
  /// - Parameters:
  ///   - findings: The findings.
  ///   - files: The files in which they stand.
  ///   - showsAll: Whether those are shown on which nobody would act.
  public init(_ findings: [LintFinding], files: SourceCatalog, showsAll: Bool) {
    self.findings = showsAll ? findings : findings.filter(\.isActionable)
    hidden = findings.count - self.findings.count
    self.files = files
  }

  /// The text for people.
  public func text() -> String {
    var lines: [String] = []
    for finding in findings {
      let rule = finding.rule.isEmpty ? "" : "  \(finding.rule)"
      let id = finding.holderID == finding.holder ? "" : " (\(finding.holderID))"
      lines.append(
        "\(place(finding.location).map { "\($0): " } ?? "")\(finding.kind.rawValue): "
          + "\(finding.holder)\(id)\(rule)")
      lines.append("    \(finding.message)")
      for reason in finding.reasons {
        lines.append("    by  \(reason.rule)\(place(reason.location).map { "  \($0)" } ?? "")")
      }
    }
    let count = findings.count == 1 ? "1 finding" : "\(findings.count) findings"
    lines.append(hidden == 0 ? count : "\(count); --all shows \(hidden) more")
    return lines.map { Escape.terminal($0) }.joined(separator: "\n") + "\n"
  }

  private func place(_ location: SourceLocation) -> String? {
    files.resolve(location) == nil ? nil : files.describe(location)
  }

  /// The findings as JSON, as `docs/schema/lint.schema.json` describes them.
  public func json() -> String {
    var writer = JSONWriter()
    writer.beginObject()
    writer.member("schema", "bailey/lint/1")
    writer.array("findings") { writer in
      for finding in findings {
        writer.beginObject()
        writer.member("kind", finding.kind.rawValue)
        writer.member("holder", finding.holder)
        writer.member("holderId", finding.holderID)
        writer.member("rule", finding.rule)
        writer.member("message", finding.message)
        writer.member("location", place(finding.location) ?? "")
        writer.member("isActionable", finding.isActionable)
        writer.array("reasons") { writer in
          for reason in finding.reasons {
            writer.beginObject()
            writer.member("rule", reason.rule)
            writer.member("location", place(reason.location) ?? "")
            writer.endObject()
          }
        }
        writer.endObject()
      }
    }
    writer.member("hidden", hidden)
    writer.endObject()
    return String(decoding: writer.finish(), as: UTF8.self)
  }
}
