import AzureImport
import Documents
import PacketSets
import TestSupport
import Testing
import Topology

/// Real answers and templates, read from the folder of shared test data where it is present.
@Suite(.enabled(if: SharedData.isPresent, "the folder of shared test data is absent"))
struct ConformanceTests {
  private func files(_ folder: String) throws -> [SourceFile] {
    let path = try #require(SharedData.path("data/azure/\(folder)"))
    var diagnostics = Diagnostics()
    let catalog = SourceCatalog.read(
      FileReader.inventory([path], into: &diagnostics), into: &diagnostics)
    // Licences and tables lie between the answers.
    let answers = catalog.files.filter { (try? JSONDocument.parse(text: $0.text)) != nil }
    return answers.enumerated().map { number, file in
      SourceFile(id: FileID(rawValue: UInt32(number)), path: file.path, text: file.text)
    }
  }

  private func imported(_ folder: String) throws -> Imported {
    try Imported(SourceCatalog(try files(folder)))
  }

  @Test func `every file alone is read without a crash, and what is said of it is justified`()
    throws
  {
    var files = 0
    var counts: [String: Int] = [:]
    for file in try self.files("") {
      let only = SourceFile(id: FileID(rawValue: 0), path: file.path, text: file.text)
      let imported = try Imported(SourceCatalog([only]))
      files += 1
      for endpoint in imported.topology.endpoints {
        #expect(imported.topology.subnets.indices.contains(endpoint.subnet.index))
      }
      for (code, count) in imported.diagnostics.countsByCode {
        counts[code, default: 0] += count
        let message = imported.diagnostic(code)?.message ?? ""
        #expect(JustifiedCodes.table[code] != nil, "\(code) in \(file.path): \(message)")
      }
    }
    #expect(files > 150)
    for code in JustifiedCodes.table.keys.sorted() {
      #expect(counts[code, default: 0] > 0, "\(code)")
    }
    if TestEffort.isThorough {
      for (code, count) in counts.sorted(by: { $0.key < $1.key }) { print("\(code) \(count)") }
    }
  }

  @Test func `recorded answers are read together`() throws {
    let imported = try imported("cloud-custodian")
    #expect(imported.topology.endpoints.count > 5)
    #expect(!imported.codes.contains("azure.record"))
    // Recorded at different times, the answers disagree, which proves nothing.
    #expect(!imported.topology.omissions.isEmpty)
  }

  @Test func `the measured pair of machines is read whole`() throws {
    let imported = try imported("batfish")
    #expect(imported.topology.networks.count == 1)
    #expect(imported.resource("VM1")?.kind == .instance)
    #expect(!imported.diagnostics.hasErrors)
    #expect(imported.connect("203.0.113.9", "VM1", 22) == .allowed)
    #expect(imported.connect("203.0.113.9", "VM2", 22) == .denied)
  }

  @Test func `the three tiers of the quick start are read from their template`() throws {
    let imported = try imported("azure-quickstart-templates")
    #expect(imported.topology.networks.map(\.name) == ["First_ARM_VNet"])
    #expect(imported.topology.subnets.count == 3)
    #expect(imported.coverage.files.allSatisfy { $0.state == .read })
    // No interfaces are in it: each subnet with a group is judged as one member.
    #expect(imported.topology.endpoints.count == 3)
    let rules = imported.topology.filters.flatMap { $0.rules.map(\.id) }
    #expect(rules.contains("Block_FE") && rules.contains("AllowVnetInBound"))
  }

  @Test(arguments: ["mspnp-samples", "Azure-Network-Security"])
  func `large templates are read, and what cannot be evaluated is said`(folder: String) throws {
    let imported = try imported(folder)
    #expect(imported.topology.networks.count >= 3)
    #expect(imported.topology.gateways.contains { $0.networks.count == 2 })
    #expect(!imported.topology.omissions.isEmpty)
  }
}
