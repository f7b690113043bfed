/// The table of controls by check, which stands as a data file beside this one.
enum ReferenceTable {
  /// The controls by the id of their check.
  static let references: [String: [ControlReference]] = read(
    String(decoding: PackageResources.references_tsv, as: UTF8.self))

  /// Reads a table of tabs whose first line names the columns; a line of other than four columns is
  /// left out.
  static func read(_ text: String) -> [String: [ControlReference]] {
    var result: [String: [ControlReference]] = [:]
    for line in text.split(whereSeparator: \.isNewline).dropFirst() {
      let fields = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
      guard fields.count == 4 else { continue }
      result[fields[0], default: []].append(
        ControlReference(framework: fields[1], version: fields[2], id: fields[3]))
    }
    return result.mapValues { $0.sorted() }
  }
}
