import Documents

/// Diagnostics as lines for people: of each kind the first few and a count, unless all are wanted.
struct DiagnosticText {
  let catalog: SourceCatalog
  let isVerbose: Bool
  let isQuiet: Bool
  let isColored: Bool

  /// How many of a kind are shown.
  private static let limit = 5

  /// The lines, in the order of the places that they are about.
  func lines(_ diagnostics: Diagnostics) -> [String] {
    var shown: [String: Int] = [:]
    var hidden: [(code: String, count: Int)] = []
    var lines: [String] = []
    for diagnostic in diagnostics.sorted() {
      if isQuiet, diagnostic.severity < .error { continue }
      let seen = shown[diagnostic.code, default: 0]
      shown[diagnostic.code] = seen + 1
      if isVerbose || seen < Self.limit { lines += text(diagnostic) }
    }
    for (code, count) in shown where count > Self.limit && !isVerbose {
      hidden.append((code, count - Self.limit))
    }
    for (code, count) in hidden.sorted(by: { $0.code < $1.code }) {
      lines.append("… and \(count) more [\(code)]; --verbose shows all")
    }
    return lines
  }

  private func text(_ diagnostic: Diagnostic) -> [String] {
    var place = diagnostic.path.map { "\($0): " } ?? ""
    if let location = diagnostic.location, catalog.resolve(location) != nil {
      place = "\(catalog.describe(location)): "
    }
    let severity = paint(diagnostic.severity)
    let effect = Self.words(diagnostic.effect).map { "; \($0)" } ?? ""
    var lines = [
      "\(Escape.terminal(place))\(severity): \(Escape.terminal(diagnostic.message)) "
        + "[\(diagnostic.code)\(effect)]"
    ]
    if let advice = diagnostic.advice { lines.append("    \(Escape.terminal(advice))") }
    return lines
  }

  private func paint(_ severity: Diagnostic.Severity) -> String {
    guard isColored else { return severity.rawValue }
    switch severity {
    case .note: return "\u{1B}[36mnote\u{1B}[0m"
    case .warning: return "\u{1B}[33mwarning\u{1B}[0m"
    case .error: return "\u{1B}[31merror\u{1B}[0m"
    }
  }

  private static func words(_ effect: ProofEffect) -> String? {
    switch effect {
    case .exact: nil
    case .ignored: "ignored"
    case .assumedOpen: "taken as open"
    case .assumedClosed: "taken as closed"
    }
  }
}
