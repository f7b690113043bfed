import Documents
import PacketSets
import TestSupport
import Testing
import Topology

/// Whole projects, read from the folder of shared test data where it is present.
@Suite(.enabled(if: SharedData.isPresent, "the folder of shared test data is absent"))
struct SharedDataTests {
  private func imported(_ folder: String) throws -> Imported {
    let path = try #require(SharedData.path("data/gcp/\(folder)"))
    var diagnostics = Diagnostics()
    let catalog = SourceCatalog.read(
      FileReader.inventory([path], into: &diagnostics), into: &diagnostics)
    let files = catalog.files.filter { file in
      (try? JSONDocument.parse(text: file.text)) != nil
    }
    return try Imported(
      SourceCatalog(
        files.enumerated().map { number, file in
          SourceFile(id: FileID(rawValue: UInt32(number)), path: file.path, text: file.text)
        }))
  }

  @Test(arguments: [
    "apigee1", "cloudasset1", "cloudrun1", "cloudrun2", "cloudsql1", "cloudsql2", "cloudsql3",
    "datafusion1", "dataproc1", "fw-policy", "gce1", "gce2", "gce3", "gce4", "gce5", "gce6", "gke1",
    "gke2", "gke5", "interconnect1", "lb1", "lb2", "lb3", "nat1", "vpc1", "vpc2", "vpn",
  ]) func `a recorded project is read without a fault`(project: String) throws {
    let imported = try imported("gcpdiag/\(project)")
    #expect(!imported.diagnostics.hasErrors)
  }

  @Test(arguments: [
    "cloud-custodian", "forseti-security", "policy-library", "terraform-google-conversion",
    "cartography",
  ]) func `other collections are read without a crash`(folder: String) throws {
    let imported = try imported(folder)
    #expect(!imported.coverage.files.isEmpty)
  }

  @Test func `GC-T32: the recorded way of a packet by Cloud NAT is open to it`() throws {
    let imported = try imported("gcpdiag/vpc2")
    // The dump holds no routers, so that the gateway on the recorded way may be there.
    #expect(try imported.ask("private-linux-valid", "151.101.3.5", "tcp/443") == .undecided)
    #expect(try imported.ask("public-linux-valid", "151.101.3.5", "tcp/443") == .passes)
  }

  @Test func `the policies of a recorded project are asked in their order`() throws {
    let imported = try imported("gcpdiag/fw-policy")
    #expect(imported.codes.contains("gcp.route.notExported"))
    #expect(!imported.codes.contains("gcp.firewallPolicy.hierarchyUnknown"))
  }
}
