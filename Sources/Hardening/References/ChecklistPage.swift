/// The page that lists every item of the checklist.
public enum ChecklistPage {
  /// The page as Markdown, made of the checks themselves.
  public static var markdown: String {
    var lines = [
      "# The hardening checklist", "",
      "`bailey checklist PATH…` judges every item: **pass**, **fail**, **unknown** with the command",
      "that gives the evidence, or **n/a**. The controls are those for which an item supports evidence;",
      "no item proves one. This page is made from the code.", "",
    ]
    for level in Check.Level.allCases {
      let checks = Check.all.filter { $0.level == level }
      guard !checks.isEmpty else { continue }
      lines += ["## \(level.title)", ""]
      for check in checks { lines += section(check) }
    }
    return lines.joined(separator: "\n")
  }

  private static func section(_ check: Check) -> [String] {
    var lines = ["### \(check.title)", ""]
    lines += ["`\(check.id)`" + (check.isInformational ? ", informs only" : ""), ""]
    lines += [check.rationale, ""]
    lines += ["Evidence: " + check.evidence.map { "`\($0)`" }.joined(separator: ", "), ""]
    let references = check.references
    if !references.isEmpty {
      lines += ["Supports evidence for: " + references.map(\.text).joined(separator: "; "), ""]
    }
    return lines
  }
}
