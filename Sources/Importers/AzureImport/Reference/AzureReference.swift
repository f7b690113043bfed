import Documents

/// Writes the page about what is read of Azure, from the tables that the importer works with.
public enum AzureReference {
  /// Returns the page as Markdown.
  public static var markdown: String {
    var lines: [String] = [
      "# What is read of Azure", "",
      "This page is made from the tables of the importer; a test keeps it up to date.", "",
      "## Shapes of exports", "",
    ]
    lines += table(["Shape", "How it is known"], shapes)
    lines += [
      "", "Keys, types and ids are compared without regard to the case of letters. The level of",
      "`properties` may be there or not, at every depth.", "", "## Records that make the graph", "",
    ]
    lines += table(
      ["Records", "Command", "Members that are read", "What they decide"],
      RecordKind.allCases.map { kind in
        let reference = FieldReference(kind)
        return ["`\(kind.rawValue)`", "`\(kind.export)`", reference.fields, reference.effect]
      })
    lines += [
      "", "A record that cannot be read is skipped with its place, and nothing is proven that it",
      "could change. Members that are not listed decide no packet here.", "",
      "## Records that are read and counted", "",
    ]
    lines += table(
      ["Type", "Effect on proofs", "What is said"],
      UnmodelledKind.modelledNowhere.map { type in
        let kind = UnmodelledKind(type: type)
        return ["`\(type)`", phrase(kind.effect), kind.note]
      })
    return lines.joined(separator: "\n") + "\n"
  }

  private static let shapes: [[String]] = [
    ["Output of `az … list` and `az … show`", "the ids of resources"],
    ["Answers of the REST interface", "`value`, or one resource with `properties`"],
    ["Answers of Resource Graph, as objects or as a table", "`count` and `data`"],
    [
      "Deployment templates", "`$schema` and `resources`; expressions are evaluated where possible",
    ],
    ["Effective rules and routes of an interface", "`effectiveSecurityRules`, `nextHopType`"],
    ["Effective answers of a network manager", "`ruleGroups`, `configurationGroups`"],
    ["The file of service tags", "`values` with `addressPrefixes`"],
    ["Several answers in one file, one after the other or in one object", "their content"],
  ]

  private static func phrase(_ effect: ProofEffect) -> String {
    switch effect {
    case .exact: "none"
    case .ignored: "none here: it is left out"
    case .assumedOpen: "what depends on it is undecided"
    case .assumedClosed: "ways in may be missing"
    }
  }

  private static func table(_ header: [String], _ rows: [[String]]) -> [String] {
    let all = [header, header.map { _ in "---" }] + rows
    return all.map { "| " + $0.map { cell($0) }.joined(separator: " | ") + " |" }
  }

  private static func cell(_ text: String) -> String { text.replacing("|", with: "\\|") }
}
