import Composition
import Documents
import FoundationEssentials
import Testing
import Topology

struct ComposerTests {
  @Test func `reads what it knows and lists what it does not`() async {
    let graph = await Composer.compose(SourceCatalog(texts: ExportTexts.mixed))
    #expect(graph.topology.networks.map(\.id) == ["vpc-0a1b2c3d"])
    #expect(graph.topology.subnets.map(\.id) == ["subnet-0a1b2c3d"])
    let states = graph.coverage.files.map { "\($0.path) \($0.state.rawValue)" }
    #expect(
      states == [
        "in/broken.json refused", "in/package.json unrecognised", "in/subnets.json read",
        "in/table.txt refused", "in/vpcs.json read",
      ])
    #expect(graph.hasInput)
    #expect(!graph.isComplete)
  }

  @Test func `says what was expected of a file that nobody knows`() async throws {
    let graph = await Composer.compose(SourceCatalog(texts: ExportTexts.mixed))
    let found = graph.diagnostics.all.first { $0.code == "input.unrecognised" }
    let diagnostic = try #require(found)
    #expect(diagnostic.effect == .ignored)
    #expect(diagnostic.path == "in/package.json")
    #expect(diagnostic.message.contains("expected an export of a cloud"))
  }

  @Test func `a broken file has its line and column`() async throws {
    let graph = await Composer.compose(SourceCatalog(texts: ExportTexts.mixed))
    let found = graph.diagnostics.all.first { $0.code == "json.truncated" }
    let location = try #require(found?.location)
    #expect(graph.catalog.describe(location).hasPrefix("in/broken.json:1:"))
  }

  @Test func `nothing read is an error`() async {
    for texts in [[:], ["a.json": "{\"a\": 1}"], ["a.json": ""]] {
      let graph = await Composer.compose(SourceCatalog(texts: texts))
      #expect(!graph.hasInput)
      #expect(graph.diagnostics.hasErrors)
      #expect(graph.diagnostics.all.contains { $0.code == "input.nothing" })
      #expect(ExitStatus.ofInputs(graph, allowsIncomplete: true) == .incomplete)
    }
  }

  @Test func `a graph of whole files is complete`() async {
    let texts = ["a.json": ExportTexts.networks, "b.json": ExportTexts.subnets]
    let graph = await Composer.compose(SourceCatalog(texts: texts))
    #expect(graph.isComplete)
    #expect(ExitStatus.ofInputs(graph, allowsIncomplete: false) == .success)
  }

  @Test func `what could not be read whole is a status of its own`() async {
    let graph = await Composer.compose(SourceCatalog(texts: ExportTexts.mixed))
    #expect(ExitStatus.ofInputs(graph, allowsIncomplete: false) == .incomplete)
    #expect(ExitStatus.ofInputs(graph, allowsIncomplete: true) == .success)
  }

  @Test func `a file of another tool does not make the input incomplete`() async {
    let texts = ["a.json": ExportTexts.networks, "b.json": "{\"a\": 1}", "c.txt": "a: b"]
    let graph = await Composer.compose(SourceCatalog(texts: texts))
    #expect(graph.coverage.files.map(\.state) == [.read, .unrecognised, .unrecognised])
    #expect(graph.isComplete)
  }

  @Test(arguments: ["VPCS\t10.0.0.0/16\tdopt-1\n", "-----------\n|  DescribeVpcs |\n"])
  func `what a command prints for people is refused`(text: String) async {
    let texts = ["a.json": ExportTexts.networks, "b": text]
    let graph = await Composer.compose(SourceCatalog(texts: texts))
    #expect(graph.coverage.files.map(\.state) == [.read, .refused])
    #expect(graph.diagnostics.hasErrors)
  }

  @Test func `an archive is refused with advice`() async {
    let file = SourceFile(path: "all.zip", bytes: [0x50, 0x4B, 0x03, 0x04, 0, 0])
    let graph = await Composer.compose(SourceCatalog([file]))
    #expect(graph.coverage.files.map(\.state) == [.refused])
    #expect(graph.diagnostics.all.contains { $0.code == "input.zip" && $0.advice != nil })
  }
}

/// Composition from paths.
struct ComposerPathTests {
  private let folder: Folder

  init() throws { folder = try Folder(ExportTexts.mixed) }

  @Test func `the order of paths does not matter`() async {
    let paths = ["vpcs.json", "subnets.json", "broken.json", "package.json"]
      .map { "\(folder.path)/in/\($0)" }
    let forwards = await Composer.compose(paths: paths)
    let backwards = await Composer.compose(paths: paths.reversed() + paths)
    let folderwise = await Composer.compose(paths: ["\(folder.path)//in/./"])
    #expect(forwards.topology == backwards.topology)
    #expect(forwards.coverage == backwards.coverage)
    #expect(forwards.diagnostics.sorted() == backwards.diagnostics.sorted())
    #expect(folderwise.topology.networks.map(\.id) == forwards.topology.networks.map(\.id))
    #expect(folderwise.coverage.files.count == 5)
  }

  @Test func `a missing path is listed and stops nothing`() async {
    let graph = await Composer.compose(paths: ["\(folder.path)/none", "\(folder.path)/in"])
    #expect(graph.hasInput)
    let missing = graph.coverage.files.first { $0.path.hasSuffix("/none") }
    #expect(missing?.state == .refused)
    #expect(missing?.file == FileID.none)
  }

  @Test func `policies and notes and expected outputs are no inputs`() async throws {
    let sample = try Folder([
      "bailey.yaml": "version: 1", "README.md": "# Sample",
      "export/vpcs.json": ExportTexts.networks,
      "expected/report.json": "{}", "export/.note": "x",
    ])
    let graph = await Composer.compose(paths: [sample.path])
    #expect(graph.coverage.files.map(\.path) == ["\(sample.path)/export/vpcs.json"])
    #expect(graph.isComplete)
  }

  @Test func `a folder called expected is an input where no policy stands beside it`() async throws
  {
    let sample = try Folder(["expected/vpcs.json": ExportTexts.networks])
    let graph = await Composer.compose(paths: [sample.path])
    #expect(graph.coverage.files.count == 1)
  }

  @Test func `what the run uses otherwise is no input`() async throws {
    let sample = try Folder([
      "vpcs.json": ExportTexts.networks, "rules.yaml": "version: 1", "out/report.json": "{}",
      "outer.json": ExportTexts.subnets,
    ])
    let graph = await Composer.compose(
      paths: [sample.path], besides: ["\(sample.path)/./rules.yaml", "\(sample.path)/x/../out"])
    let names = graph.coverage.files.map { String($0.path.dropFirst(sample.path.count + 1)) }
    #expect(names == ["outer.json", "vpcs.json"])
  }

  @Test func `results beside the exports do not hide them`() async throws {
    let sample = try Folder(["vpcs.json": ExportTexts.networks])
    for out in [sample.path, "\(sample.path)/.."] {
      let graph = await Composer.compose(paths: [sample.path], besides: [out])
      #expect(graph.coverage.files.count == 1)
    }
  }

  @Test func `the policy is found in the folder or next to it`() throws {
    let sample = try Folder(["bailey.yaml": "version: 1", "export/vpcs.json": "{}"])
    let expected = "\(sample.path)/bailey.yaml"
    #expect(PolicyLocation.find(besides: [sample.path]) == expected)
    #expect(PolicyLocation.find(besides: ["\(sample.path)/export/"]) == expected)
    #expect(PolicyLocation.find(besides: ["\(sample.path)/export/vpcs.json"]) == nil)
    #expect(PolicyLocation.find(besides: ["-"]) == nil)
  }
}

/// A folder of files that goes with the test.
final class Folder: Sendable {
  let path: String

  init(_ texts: [String: String]) throws {
    let base = FileManager.default.temporaryDirectory.path()
    let parent = base.hasSuffix("/") ? String(base.dropLast()) : base
    path = "\(parent)/bailey-\(UUID().uuidString)"
    for (name, text) in texts {
      try OutputFile.write(text, to: "\(path)/\(name)")
    }
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }
}
