import Documents

/// Writes the page about what is read of Google Cloud, from the tables that the importer works with.
public enum GCPReference {
  /// Returns the page as Markdown.
  public static var markdown: String {
    var lines: [String] = [
      "# What is read of Google Cloud", "",
      "This page is made from the tables of the importer; a test keeps it up to date.", "",
      "## Shapes of exports", "",
    ]
    lines += table(["Shape", "How it is known"], shapes)
    lines += ["", "## Records that make the graph", ""]
    lines += table(
      ["Kind", "Command", "Members that are read", "What they decide"],
      RecordKind.allCases.map { kind in
        let reference = FieldReference.of(kind)
        return ["`\(kind.rawValue)`", "`\(kind.command)`", reference.fields, reference.effect]
      })
    lines += [
      "", "A record that cannot be read is skipped with its place, and nothing is proven that it",
      "could change. Members that are not listed decide no packet here.", "",
      "## Records that are read and counted", "",
    ]
    lines += table(
      ["Type", "Effect on proofs", "What is said"],
      UnmodelledType.all.map { type in
        let (effect, note) = UnmodelledType.treatment(of: type)
        return ["`\(type)`", phrase(effect), note]
      })
    lines += ["", "## Statements", "", "Code and tests cite these statements by their ids.", ""]
    lines += table(
      ["Id", "Statement"], StatementReference.all.map { [$0.id, $0.statement] })
    return lines.joined(separator: "\n") + "\n"
  }

  private static let shapes: [[String]] = [
    ["Lists of `gcloud … list --format=json`", "`kind`, `selfLink` or the members of objects"],
    ["Pages of the REST API, flat or aggregated", "`kind` with `items`"],
    ["Lists of newer services", "the key of the list, such as `clusters`"],
    ["Cloud Asset Inventory", "`asset_type` or `assetType`"],
    ["Effective firewalls of a network", "`firewalls` and `firewallPolicys`"],
    ["Recorded answers", "`headers` and `body`"],
    [
      "Members of groups: `get-health`, `listInstances`, `listNetworkEndpoints`",
      "`backend`, `kind`",
    ],
    ["Lists with nothing in them", "the name of the file, such as `routers-list.json`"],
    [
      "The script of `bailey collect gcp` asked for the secure tags of all machines of a project",
      "the empty list `\(GCPCollection.allTags).json` in the folder of the project",
    ],
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
    return all.map { row in
      "| " + row.map { $0.replacing("|", with: "\\|") }.joined(separator: " | ") + " |"
    }
  }
}
