/// A file as an importer meets it: JSON already read, or a text of some other format.
public enum InputDocument: Sendable {
  /// A file that holds JSON.
  case json(JSONDocument)
  /// A file that holds no JSON: YAML, XML, a firewall's rules, the output of a command.
  case text(SourceFile)

  /// The file that was read.
  public var file: SourceFile {
    switch self {
    case .json(let document): document.file
    case .text(let file): file
    }
  }

  /// The JSON of the file, or nil when it holds something else.
  public var json: JSONDocument? {
    if case .json(let document) = self { document } else { nil }
  }
}
