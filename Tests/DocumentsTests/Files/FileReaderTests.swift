import Documents
import Testing

struct FileReaderTests {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
  }

  private func inventory(
    _ paths: [String]? = nil, limits: FileLimits = .standard
  ) -> (paths: [String], codes: [String]) {
    var diagnostics = Diagnostics()
    let entries = FileReader.inventory(
      paths ?? [folder.path], limits: limits, into: &diagnostics)
    return (folder.relative(entries), diagnostics.sorted().map(\.code))
  }

  @Test func `lists folders by the bytes of the paths and leaves git out`() throws {
    for name in ["b/x.json", "b.json", "a/z/deep.json", "a/a.json", ".git/config", "B.json"] {
      try folder.write("{}", to: name)
    }
    let found = inventory()
    #expect(found.paths == ["B.json", "a/a.json", "a/z/deep.json", "b.json", "b/x.json"])
    #expect(found.codes.isEmpty)
  }

  @Test func `lists a file once when it is given twice`() throws {
    try folder.write("{}", to: "a.json")
    let path = folder.path
    let found = inventory([path, "\(path)//./a.json", "\(path)/"])
    #expect(found.paths == ["a.json"])
  }

  @Test func `follows links to files inside the folder and refuses all others`() throws {
    let outside = try TemporaryFolder()
    try outside.write("{}", to: "secret.json")
    try folder.write("{\"a\": 1}", to: "real/a.json")
    folder.link("inside.json", to: "real/a.json")
    folder.link("outside.json", to: "\(outside.path)/secret.json")
    folder.link("folder", to: "real")
    folder.link("gone.json", to: "nowhere.json")
    folder.link("loop", to: "loop")
    folder.link("real/up", to: "..")
    var diagnostics = Diagnostics()
    let entries = FileReader.inventory([folder.path], into: &diagnostics)
    #expect(folder.relative(entries) == ["inside.json", "real/a.json"])
    #expect(diagnostics.count == 5)
    #expect(diagnostics.countsByCode.map(\.code) == ["file.link"])
    let catalog = SourceCatalog.read(entries, into: &diagnostics)
    #expect(catalog.files.map(\.text) == ["{\"a\": 1}", "{\"a\": 1}"])
  }

  @Test func `refuses pipes and devices without waiting for them`() throws {
    try folder.write("{}", to: "a.json")
    folder.makePipe("pipe")
    #expect(inventory().codes == ["file.special"])
    #expect(inventory(["/dev/null"]).codes == ["file.special"])
    let error = #expect(throws: FileError.self) { try FileReader.read("\(folder.path)/pipe") }
    #expect(error?.kind == .special)
    #expect(throws: FileError.self) { try FileReader.read(folder.path) }
  }

  @Test func `says that a folder is empty and that a path is not there`() {
    #expect(inventory().codes == ["file.emptyFolder"])
    folder.makeFolder("inner")
    #expect(inventory().codes == ["file.emptyFolder"])
    #expect(inventory(["\(folder.path)/none"]).codes == ["file.missing"])
    let error = #expect(throws: FileError.self) { try FileReader.read("\(folder.path)/none") }
    #expect(error?.kind == .missing)
  }

  @Test func `stops at the limits of depth and number`() throws {
    for name in ["a/b/c/d.json", "1.json", "2.json", "3.json"] {
      try folder.write("{}", to: name)
    }
    let deep = inventory(limits: FileLimits(maximumDepth: 3))
    #expect(deep.paths == ["1.json", "2.json", "3.json"])
    #expect(deep.codes == ["file.limit"])
    let many = inventory(limits: FileLimits(maximumEntries: 2))
    #expect(many.paths.count == 2)
    #expect(many.codes == ["file.limit"])
  }

  @Test func `reads what can be read when one file is damaged`() throws {
    try folder.write("{}", to: "a.json")
    try folder.write([0x1F, 0x8B, 0x08], to: "b.json.gz")
    try folder.write(GzipTests.hello, to: "c.json.gz")
    try folder.write("", to: "d.json")
    var diagnostics = Diagnostics()
    let entries = FileReader.inventory([folder.path], into: &diagnostics)
    let catalog = SourceCatalog.read(entries, into: &diagnostics)
    #expect(catalog.files.map(\.text) == ["{}", "hello gzip\n", ""])
    #expect(catalog.files.map(\.id.rawValue) == [0, 1, 2])
    #expect(diagnostics.all.map(\.code) == ["file.gzip"])
    #expect(diagnostics.all.first?.path?.hasSuffix("b.json.gz") == true)
  }

  @Test(arguments: [0, 1, 4095, 65_535, 65_536, 65_537, 300_000])
  func `reads back files of every size`(count: Int) throws {
    let bytes = (0..<count).map { UInt8(truncatingIfNeeded: $0 &* 31 | 0x20) }
    try folder.write(bytes, to: "x/y/z.bin")
    let file = try FileReader.read("\(folder.path)/x/y/z.bin")
    #expect(file.bytes == bytes)
    #expect(file.count == count)
  }

  @Test func `replaces a file whole and leaves no partial one`() throws {
    try folder.write("a long first text", to: "out/a.txt")
    try folder.write("short", to: "out/a.txt")
    #expect(try FileReader.read("\(folder.path)/out/a.txt").text == "short")
    #expect(inventory().paths == ["out/a.txt"])
  }

  @Test func `says why a file cannot be written`() throws {
    try folder.write("x", to: "file")
    for name in ["file/below", "."] {
      let error = #expect(throws: FileError.self) { try folder.write("y", to: name) }
      #expect(error?.kind == .unwritable)
    }
    try OutputFile.write("to a device", to: "/dev/null")
  }
}
