import Documents
import PacketSets
import Topology

extension Inventory {
  /// Reads files, whose order does not matter: they are taken in the order of their paths.
  init(reading inputs: [InputDocument]) {
    let sorted = inputs.sorted {
      let (left, right) = ($0.file, $1.file)
      return left.path == right.path
        ? left.id < right.id : left.path.utf8.lexicographicallyPrecedes(right.path.utf8)
    }
    for input in sorted { read(input) }
    fileScopes = files.indices.map { scopes.scope(of: $0) }
    addInterfacesOfInstances()
    addDatabaseClusters()
    noteNamelessEntries()
  }

  /// Reads a file in the form that it has.
  private mutating func read(_ input: InputDocument) {
    switch input {
    case .text(let file):
      do throws(XMLError) {
        read(ExportPart(try XMLAnswer.document(file)), of: input)
      } catch {
        files.append(
          FileCoverage(
            file: file.id, path: file.path, content: AWSImporter.recognise(input) ?? "",
            recordCount: 0, state: .refused))
        scopes.add(ExportPath(file.path))
        diagnostics.append(
          Diagnostic(
            .error, "aws.xml", "The XML is refused at \(error).",
            at: file.location(line: error.line, column: error.column), effect: .assumedClosed,
            advice: "Export it again, in UTF-8 and as AWS sends it."))
      }
    case .json(let document) where ConfigurationExport.isPresent(in: document):
      let parts = ConfigurationExport.parts(of: document, into: &diagnostics)
      for part in parts { read(part, of: input) }
      if parts.isEmpty { read(ExportPart(document), of: input) }
      if let root = document.roots.first(where: { ExportPage($0, file: 0)?.continuation != nil }),
        let token = ExportPage(root, file: 0)?.continuation, let last = files.indices.last
      {
        noteContinuation(token, [], last)
        incompleteKinds.formUnion(filesOfKind.keys)
      }
    case .json(let document): read(ExportPart(document), of: input)
    }
  }

  private mutating func read(_ part: ExportPart, of input: InputDocument) {
    let document = part.document
    documents.append(document)
    let file = files.count
    var path = ExportPath(document.file.path)
    path.account = part.account ?? path.account
    path.region = part.region ?? path.region
    scopes.add(path)
    scopes.begin()
    files.append(
      FileCoverage(
        file: document.file.id, path: document.file.path,
        content: AWSImporter.recognise(input) ?? "", recordCount: 0, state: .read))
    var recognised = false
    for root in part.roots {
      guard var page = ExportPage(root, file: file) else { continue }
      page.capturedAt = part.capturedAt ?? page.capturedAt
      pages.append(page)
      if let refusal = page.refusal {
        recognised = true
        files[file].state = .refused
        diagnose(
          .error, "aws.refusedCall", "This is no answer but an error: \(refusal).",
          at: page.body.location, effect: .assumedClosed, advice: "Export it again.")
        continue
      }
      let content = page.content(at: path)
      if let account = page.body["Account"]?.string { scopes.note(account: account, in: file) }
      for item in content { read(item, page: pages.count - 1, path: path) }
      if let token = page.continuation { noteContinuation(token, content, file) }
      recognised = recognised || !content.isEmpty
    }
    if !recognised { noteUnreadable(document, file, path) }
  }

  private mutating func noteContinuation(_ token: JSONValue, _ content: [Content], _ file: Int) {
    files[file].state = .partial
    for item in content {
      if case .modelled(let kind) = item.subject { incompleteKinds.insert(kind) }
    }
    diagnose(
      .warning, "aws.incomplete",
      "The export says that more pages exist: what they hold is missing here.",
      at: token.location, effect: .assumedClosed,
      advice: "Export without --max-items and --no-paginate.")
  }

  private mutating func noteUnreadable(_ document: JSONDocument, _ file: Int, _ path: ExportPath) {
    if AWSImporter.isProjection(document) {
      files[file].state = .refused
      diagnose(
        .error, "aws.projection",
        "This is a projection made with --query, which leaves out what proofs need.",
        at: document.roots.first?.location, effect: .assumedClosed,
        advice: "Export with --output json and without --query.")
    } else {
      files[file].state = files[file].content.isEmpty ? .unrecognised : .read
    }
  }

  /// Adds a diagnostic.
  mutating func diagnose(
    _ severity: Diagnostic.Severity, _ code: String, _ message: String,
    at location: SourceLocation?, effect: ProofEffect, advice: String? = nil
  ) {
    diagnostics.append(
      Diagnostic(severity, code, message, at: location, effect: effect, advice: advice))
  }
}
