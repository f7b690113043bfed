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

  /// The recorded projects.
  private static let projects = [
    "apigee1", "cloudasset1", "cloudrun1", "cloudrun2", "cloudsql1", "cloudsql2", "cloudsql3",
    "datafusion1", "dataproc1", "fw-policy", "gce1", "gce2", "gce3", "gce4", "gce5", "gce6", "gke1",
    "gke2", "gke5", "interconnect1", "lb1", "lb2", "lb3", "nat1", "vpc1", "vpc2", "vpn",
  ]
  /// Other collections of recorded and made-up answers.
  private static let collections = [
    "cloud-custodian", "forseti-security", "policy-library", "terraform-google-conversion",
    "cartography",
  ]

  @Test(arguments: projects) func `a recorded project is read without a fault`(project: String)
    throws
  {
    let imported = try imported("gcpdiag/\(project)")
    #expect(!imported.diagnostics.hasErrors)
    #expect(imported.coverage.isComplete || imported.codes.contains("gcp.incomplete"))
    for code in imported.codes {
      #expect(JustifiedCodes.ofProjects[code] != nil, "\(code): \(message(code, imported))")
    }
  }

  @Test(arguments: collections) func `other collections are read without a crash`(folder: String)
    throws
  {
    let imported = try imported(folder)
    #expect(!imported.coverage.files.isEmpty)
    for code in imported.codes {
      let isJustified =
        JustifiedCodes.ofProjects[code] != nil || JustifiedCodes.ofCollections[code] != nil
      #expect(isJustified, "\(code): \(message(code, imported))")
    }
  }

  private func message(_ code: String, _ imported: Imported) -> String {
    imported.diagnostics.sorted().first { $0.code == code }?.message ?? ""
  }

  @Test func `every justified code is met`() throws {
    var counts: [String: Int] = [:]
    for folder in Self.projects.map({ "gcpdiag/\($0)" }) + Self.collections {
      for (code, count) in try imported(folder).diagnostics.countsByCode {
        counts[code, default: 0] += count
      }
    }
    let table = JustifiedCodes.ofProjects.merging(JustifiedCodes.ofCollections) { $1 }
    for code in table.keys.sorted() { #expect(counts[code, default: 0] > 0, "\(code)") }
    if TestEffort.isThorough {
      for (code, count) in counts.sorted(by: { $0.key < $1.key }) { print("\(code) \(count)") }
    }
  }

  @Test func `GC-1.8: files that are empty or malformed are refused with their place`() throws {
    let path = try #require(SharedData.path("data/gcp"))
    var diagnostics = Diagnostics()
    let catalog = SourceCatalog.read(
      FileReader.inventory([path], into: &diagnostics), into: &diagnostics)
    var refused = 0
    for file in catalog.files where file.path.hasSuffix(".json") {
      do throws(JSONError) {
        _ = try JSONDocument.parse(text: file.text)
      } catch {
        refused += 1
        #expect(error.line >= 1 && error.column >= 1, "\(file.path)")
        #expect(!error.message.isEmpty, "\(file.path)")
      }
    }
    #expect(refused > 0)
  }

  @Test func `GC-T32: the steps of the recorded test are found in the dump`() throws {
    let imported = try imported("gcpdiag/vpc2")
    let topology = imported.topology
    // START_FROM_INSTANCE
    let start = try #require(imported.endpoint("/private-linux-valid/nic0"))
    #expect(start.addresses.map(\.address.description) == ["10.10.0.3"])
    let destination = try #require(IPAddress("151.101.3.5"))
    // APPLY_EGRESS_FIREWALL_RULE private-linux-egress-allow, priority 920
    let filters = topology.bindings[start.binding].outbound.flatMap(\.filters)
      .map { topology.filters[$0] }.filter { $0.layer == .instanceFilter }
    // Rules of policies that go on at the next stage decide nothing.
    let rule = filters.flatMap(\.rules).first { rule in
      if case .jump = rule.action { return false }
      return rule.peer.addresses.contains(destination)
        && rule.traffic.intersection(.tcp(443)) == .tcp(443)
    }
    #expect(rule?.id == "private-linux-egress-allow")
    #expect(rule?.text.contains("priority 920") == true)
    #expect(rule?.action == .allow)
    // APPLY_ROUTE default-route-733dd203fb86133b 0.0.0.0/0
    let routes = topology.routeTables[topology.subnets[start.subnet].routeTable].routes
    let route = try #require(
      routes.filter { $0.destinations.contains { $0.contains(destination) } }
        .max { ($0.destinations[0].length) < ($1.destinations[0].length) })
    #expect(route.text == "default-route-733dd203fb86133b 0.0.0.0/0")
    #expect(route.rank == 1000)
    // NAT CLOUD_NAT: the dump holds no routers, and the assumption names their export.
    guard case .gateway(let number) = route.target,
      case .opaque(let gateway) = topology.gateways[number].kind
    else {
      Issue.record("\(route.target)")
      return
    }
    let assumption = topology.assumptions[gateway.assumption]
    #expect(assumption.remedy == "gcloud compute routers list --format=json")
    #expect(assumption.statement.contains("Cloud NAT"))
    // DELIVER INTERNET, by that gateway
    #expect(try imported.ask("private-linux-valid", "151.101.3.5", "tcp/443") == .undecided)
    #expect(try imported.ask("public-linux-valid", "151.101.3.5", "tcp/443") == .passes)
  }

  @Test func `the policies of a recorded project are asked in their order`() throws {
    let imported = try imported("gcpdiag/fw-policy")
    #expect(imported.codes.contains("gcp.route.notExported"))
    #expect(!imported.codes.contains("gcp.firewallPolicy.hierarchyUnknown"))
  }
}
