import Documents

/// Writes the page about what is read of AWS, from the tables that the importer works with.
public enum AWSReference {
  /// Returns the page as Markdown.
  public static var markdown: String {
    var lines: [String] = [
      "# What is read of AWS",
      "",
      "This page is made from the tables of the importer; a test keeps it up to date.",
      "",
      "## Shapes of exports",
      "",
    ]
    lines += table(["Shape", "How it is known"], shapes)
    lines += ["", "## Records that make the graph", ""]
    lines += table(
      ["Key", "Command", "Members that are read", "What they decide"],
      RecordKind.allCases.map { kind in
        let reference = FieldReference.byKey[kind.rawValue]
        return [
          "`\(kind.rawValue)`", "[`\(kind.command)`](\(page(ofCommand: kind.command)))",
          reference?.fields ?? "", reference?.effect ?? "",
        ]
      })
    lines += [
      "", "A record that cannot be read is skipped with its place, and nothing is proven that it",
      "could change. Members that are not listed decide no packet here.", "",
      "## Records of managed services", "",
      "Addresses and filters come from network interfaces. These records give an interface its",
      "name, kind, tags and ports. They are joined by the id of the interface, by address, by",
      "description, or by subnets and groups, in this order. A service without an interface in the",
      "exports is placed into its subnets with an unknown address, as an assumption.", "",
    ]
    lines += table(
      ["Key", "Command", "Members that are read", "What they decide"],
      ServiceKind.allCases.map { kind in
        let reference = FieldReference.byKey[kind.rawValue]
        let commands = kind.source.commands.map { "[`\($0)`](\(page(ofCommand: $0)))" }
        return [
          "`\(kind.rawValue)`", commands.joined(separator: ", "), reference?.fields ?? "",
          reference?.effect ?? "",
        ]
      })
    lines += ["", "## Records that are read and counted", ""]
    lines += table(
      ["Key", "Operation", "Effect on proofs", "What is said"],
      UnmodelledKind.all.map { kind in
        ["`\(kind.key)`", kind.operation, phrase(kind.effect), kind.note]
      })
    lines += ["", "## Types of AWS Config", ""]
    lines += table(
      ["Type", "Read as"], ConfigurationType.all.map { ["`\($0.name)`", "`\($0.key)`"] })
    lines += [
      "", "Deleted resources and older states are left out. Other types are told once each.", "",
      "## A complete export", "",
      "`bailey collect aws` prints a script that makes these calls, with the least permissions.",
      "",
    ]
    lines += table(
      ["Command", "Permissions", "Once for each"],
      CollectedCall.all.map { call in
        [
          "`aws \(call.service) \(call.command)`",
          call.actions.map { "`\($0)`" }.joined(separator: ", "),
          call.subjects.map { "`\($0.option.dropFirst(2))`" }.joined(separator: ", "),
        ]
      })
    lines += [
      "",
      "## Rules", "",
      "Code and tests cite the rules of AWS by these ids.", "",
    ]
    lines += table(
      ["Id", "Rule", "Page"],
      RuleReference.all.map { rule in
        [rule.id, rule.statement, "[\(pageName(rule.page))](\(rule.page))"]
      })
    return lines.joined(separator: "\n") + "\n"
  }

  /// The operations of which answers are read.
  public static var operations: [String] {
    let all =
      RecordKind.allCases.map(\.operation) + ServiceKind.allCases.map(\.source.operation)
      + UnmodelledKind.all.map(\.operation)
    return Set(all).sorted()
  }

  /// The commands that advice names.
  public static var commands: [String] {
    RecordKind.allCases.map(\.command) + ServiceKind.allCases.flatMap(\.source.commands)
  }

  private static let shapes: [[String]] = [
    ["Answers of the command line as JSON", "the top-level key, such as `Vpcs`"],
    ["Several answers in one file, one after the other or one object", "their keys"],
    ["Folders of CloudMapper: `account/region/service-operation.json`", "the path"],
    ["Folders of Batfish: `aws_configs/accounts/account/region/Key.json`", "the path"],
    ["Recorded answers of boto3", "`status_code` and `data`, or `ResponseMetadata`"],
    [
      "XML of EC2, Elastic Load Balancing, RDS, ElastiCache and Redshift",
      "the root `…Response` in a namespace of `amazonaws.com`",
    ],
    [
      "Snapshots, histories and notifications of AWS Config",
      "`configurationItems`, `baseConfigurationItems`, `configurationItem`",
    ],
    ["Rows of `aws configservice select-resource-config`", "`Results` and `QueryInfo`"],
  ]

  private static func phrase(_ effect: ProofEffect) -> String {
    switch effect {
    case .exact: "none"
    case .ignored: "none here: it is left out"
    case .assumedOpen: "what depends on it is undecided"
    case .assumedClosed: "ways in may be missing"
    }
  }

  /// The page of the command line about a command with or without options.
  private static func page(ofCommand command: String) -> String {
    let words = command.split(separator: " ").prefix { !$0.hasPrefix("--") }
    return "https://docs.aws.amazon.com/cli/latest/reference/"
      + words.dropFirst().joined(separator: "/") + ".html"
  }

  private static func pageName(_ page: String) -> String {
    let name = page.split(separator: "/").last.map(String.init) ?? page
    return name.hasSuffix(".html") ? String(name.dropLast(5)) : name
  }

  private static func table(_ header: [String], _ rows: [[String]]) -> [String] {
    let all = [header, header.map { _ in "---" }] + rows
    return all.map { "| " + $0.map { cell($0) }.joined(separator: " | ") + " |" }
  }

  private static func cell(_ text: String) -> String { text.replacing("|", with: "\\|") }
}
