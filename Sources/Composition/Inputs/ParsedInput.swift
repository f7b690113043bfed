import Documents
import EvidenceImport
import Topology

/// What came of reading one file.
struct ParsedInput: Sendable {
  /// The file.
  let file: SourceFile
  /// The document and the importer that knows it.
  let document: Recognised?
  /// How far the file was read, when no importer took it.
  let state: FileCoverage.ReadState
  /// What is to be said about the file.
  let diagnostics: Diagnostics

  /// A document that an importer knows, or that is evidence for the checklist.
  struct Recognised: Sendable {
    let document: InputDocument
    /// The number of the importer, nil for evidence.
    let importer: Int?
  }

  /// Reads a file and asks the importers whether it is theirs.
  ///
  /// - Parameters:
  ///   - file: The file.
  ///   - importers: The importers in the order in which they are asked.
  /// - Returns: The document, or why there is none.
  static func parse(_ file: SourceFile, importers: [RegisteredImporter]) -> ParsedInput {
    var diagnostics = Diagnostics()
    if let refusal = refusal(of: file) {
      diagnostics.append(refusal)
      return ParsedInput(file: file, document: nil, state: .refused, diagnostics: diagnostics)
    }
    let document: InputDocument
    var fault: JSONError?
    do throws(JSONError) {
      document = .json(try JSONDocument.parse(file, into: &diagnostics))
    } catch {
      fault = error
      document = .text(file)
    }
    // A file that is broken JSON is told as such and is not offered as a text.
    let isReadable = fault == nil || fault?.kind == .notJSON
    for (number, importer) in importers.enumerated()
    where isReadable && importer.recognise(document) != nil {
      return ParsedInput(
        file: file, document: Recognised(document: document, importer: number), state: .read,
        diagnostics: diagnostics)
    }
    if isReadable, EvidenceImporter.recognise(document) != nil {
      return ParsedInput(
        file: file, document: Recognised(document: document, importer: nil), state: .read,
        diagnostics: diagnostics)
    }
    if let fault {
      let isOther = fault.kind == .notJSON && !claimsToBeExport(file)
      return ParsedInput(
        file: file, document: nil, state: isOther ? .unrecognised : .refused,
        diagnostics: refused(fault, isOther: isOther, diagnostics))
    }
    diagnostics.append(
      Diagnostic(
        .warning, "input.unrecognised",
        "\(RegisteredImporter.expectation); this JSON is something else",
        at: document.json?.roots.first?.location, path: file.path, effect: .ignored,
        advice: "leave it out, or export it with the provider's own command"))
    return ParsedInput(file: file, document: nil, state: .unrecognised, diagnostics: diagnostics)
  }

  /// Why a file is refused before it is read, if it is.
  private static func refusal(of file: SourceFile) -> Diagnostic? {
    guard ContentKind.sniff(file) == .zip else { return nil }
    return Diagnostic(
      .error, "input.zip", "expected JSON, this is a ZIP archive", path: file.path,
      effect: .assumedOpen, advice: "unpack it and give the folder")
  }

  /// Whether a file that is no JSON was meant to be: by its name, or because it is the table or the
  /// listing of tabs that a provider's command prints for people.
  private static func claimsToBeExport(_ file: SourceFile) -> Bool {
    if file.path.hasSuffix(".json") || file.path == "-" { return true }
    let start = file.withBytes { String(decoding: $0.prefix(200), as: UTF8.self) }
    let tabs = start.prefix { $0 != "\n" }.split(separator: "\t")
    return start.hasPrefix("-----") && start.contains("|")
      || tabs.count > 2 && tabs[0].allSatisfy { $0.isUppercase }
  }

  /// The diagnostics of a file that is no JSON: a warning when it is some other kind of file.
  private static func refused(
    _ error: JSONError, isOther: Bool, _ before: Diagnostics
  ) -> Diagnostics {
    var result = before
    var diagnostic = error.diagnostic()
    if isOther {
      diagnostic.severity = .warning
      diagnostic.effect = .ignored
      diagnostic.path = error.path
    }
    result.append(diagnostic)
    return result
  }
}
