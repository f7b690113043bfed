import AWSImport
import Documents
import Reachability
import TestSupport
import Topology

/// Measures how fast exports of one size are read, and proves the rules on what was read.
struct ImportBench {
  let size: Int
  let repetitions: Int

  /// Measures and adds rows to the table.
  func run(into table: inout FigureTable) throws {
    let files = makeFiles()
    let bytes = files.reduce(0) { $0 + $1.count }
    table.add(
      "\(size) interfaces as exports", "", "\(bytes / 1_000_000) MB", "\(files.count) files")
    var documents: [JSONDocument] = []
    var parsing = Double.infinity
    for _ in 0..<repetitions {
      documents = []
      var diagnostics = Diagnostics()
      let (result, seconds) = try Clock.measure {
        try files.map { try JSONDocument.parse($0, into: &diagnostics) }
      }
      documents = result
      parsing = min(parsing, seconds)
    }
    table.add("  JSON parsed", FigureTable.milliseconds(parsing), Self.rate(bytes, parsing))
    var importing = Double.infinity
    var fragment: TopologyFragment?
    for _ in 0..<repetitions {
      fragment = nil
      var diagnostics = Diagnostics()
      let (result, seconds) = Clock.measure {
        AWSImporter.fragment(of: documents, diagnostics: &diagnostics)
      }
      fragment = result
      importing = min(importing, seconds)
    }
    table.add(
      "  graph made of it", FigureTable.milliseconds(importing), Self.rate(bytes, importing))
    table.add(
      "  both", FigureTable.milliseconds(parsing + importing),
      Self.rate(bytes, parsing + importing))
    table.add("  peak memory so far", "\(Clock.peakMemory) MiB")
    if let topology = fragment?.topology { try compare(topology, &table) }
  }

  private func makeFiles() -> [SourceFile] {
    var contents: [String: [UInt8]] = [:]
    SyntheticAccount(interfaceCount: size).makeExports { name, piece in
      contents[name, default: []] += piece
    }
    return contents.keys.sorted().enumerated().map { number, name in
      SourceFile(
        id: FileID(rawValue: UInt32(number)), path: name, bytes: contents[name] ?? [])
    }
  }

  /// The rules must have the same answers on what was read as on the account itself.
  private func compare(_ imported: Topology, _ table: inout FigureTable) throws {
    let direct = SyntheticAccount(interfaceCount: size).topology()
    let models = (ReachabilityModel(imported), ReachabilityModel(direct))
    var alike = 0
    let rules = zip(TierRules(imported).rules, TierRules(direct).rules)
    for (read, planned) in rules {
      let answers = (models.0.answer(read.question), models.1.answer(planned.question))
      if answers.0.pairsConnected == answers.1.pairsConnected
        && answers.0.pairsUndecided == answers.1.pairsUndecided
        && answers.0.pairsChecked == answers.1.pairsChecked
      {
        alike += 1
      } else {
        table.add(
          "  differs: \(read.name)", "", "\(answers.0.pairsConnected)",
          "\(answers.0.pairsUndecided)", "\(answers.0.pairsChecked)")
      }
    }
    table.add("  rules answered as on the plan", "\(alike)")
  }

  private static func rate(_ bytes: Int, _ seconds: Double) -> String {
    "\(FigureTable.rounded(Double(bytes) / 1e6 / seconds, digits: 0)) MB/s"
  }
}
