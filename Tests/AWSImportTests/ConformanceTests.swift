import Documents
import PacketSets
import TestSupport
import Testing
import Topology

/// Whole accounts, read from the folder of shared test data where it is present.
@Suite(.enabled(if: SharedData.isPresent, "the folder of shared test data is absent"))
struct ConformanceTests {
  private func imported(
    _ folder: String, where isWanted: (String) -> Bool = { _ in true }
  ) throws -> Imported {
    let path = try #require(SharedData.path("data/aws/\(folder)"))
    var diagnostics = Diagnostics()
    let catalog = SourceCatalog.read(
      FileReader.inventory([path], into: &diagnostics), into: &diagnostics)
    let files = catalog.files.filter { file in
      // Licences, tables and text output lie between the exports.
      isWanted(file.path)
        && (file.path.hasSuffix(".xml") || (try? JSONDocument.parse(text: file.text)) != nil)
    }
    return try Imported(
      SourceCatalog(
        files.enumerated().map { number, file in
          SourceFile(
            id: FileID(rawValue: UInt32(number)), path: file.path, text: file.text)
        }))
  }

  @Test func `the mock account is read whole`() throws {
    let imported = try imported("mock-account/corrected/json")
    let topology = imported.topology
    #expect(topology.networks.count == 3)
    #expect(topology.subnets.count == 17)
    let placed = topology.endpoints.filter { !$0.id.hasPrefix("eni-") }
    #expect(topology.endpoints.count - placed.count == 26)
    // The mock makes no interfaces for the cluster and the search domain.
    #expect(placed.map { topology.resources[$0.resource].name } == ["apps", "apps", "logs"])
    #expect(topology.groups.count == 12)
    #expect(topology.routeTables.allSatisfy { $0.unknown == nil })
    #expect(
      imported.codes == [
        "aws.eks.publicAPI", "aws.loadBalancer.undecided", "aws.prefixList.noEntries",
        "aws.service.noInterface", "aws.vpnGateway.directConnect",
        "aws.vpnGateway.learned",
      ])
    #expect(imported.coverage.isComplete)
    let secondary = try #require(Prefix("10.1.0.0/16"))
    #expect(topology.networks.contains { $0.prefixes.contains(secondary) })
    #expect(topology.filters.flatMap(\.rules).contains { $0.id.hasPrefix("sgr-") })
  }

  @Test(arguments: ["cloudmapper", "batfish", "merged"])
  func `every layout of the mock account makes the same graph`(layout: String) throws {
    let one = try imported("mock-account/corrected/json").topology
    let other = try imported("mock-account/layouts/\(layout)").topology
    #expect(one.networks.map(\.id) == other.networks.map(\.id))
    #expect(one.networks.map(\.scope) == other.networks.map(\.scope))
    #expect(one.subnets.map(\.id) == other.subnets.map(\.id))
    // Batfish's layout and the merged file hold no answers about clusters, domains, functions and
    // caches, so that their interfaces have no names and nothing is placed without one.
    let endpoints = [one, other].map { $0.endpoints.filter { $0.id.hasPrefix("eni-") } }
    #expect(endpoints[0].map(\.id) == endpoints[1].map(\.id))
    #expect(endpoints[0].map(\.addresses) == endpoints[1].map(\.addresses))
    if layout == "cloudmapper" {
      #expect(one.endpoints.map(\.id) == other.endpoints.map(\.id))
      #expect(one.endpoints.map(\.offers) == other.endpoints.map(\.offers))
      #expect(one.resources.map(\.name) == other.resources.map(\.name))
    }
    #expect(one.gateways.map(\.id) == other.gateways.map(\.id))
    // One folder has no search for the routes of the transit gateway.
    let tables = [one, other].map { topology in
      topology.routeTables.filter { $0.id.hasPrefix("rtb-") }.map { $0.routes.map(\.target) }
    }
    #expect(tables[0] == tables[1])
    // Nor do they hold the listeners of load balancers.
    let rules = [one, other].map { topology in
      topology.filters.filter { $0.layer != .proxy }.flatMap(\.rules).map(\.text)
    }
    #expect(Set(rules[0]).count == Set(rules[1]).count)
  }

  @Test func `AWS-IO-01 the XML of the mock account makes the graph of its JSON`() throws {
    let one = try imported("mock-account/json", where: isOfDescribedKind)
    let other = try imported("mock-account/xml")
    #expect(other.coverage.files.count == 39)
    #expect(other.coverage.files.allSatisfy { $0.state == .read }, "\(other.codes)")
    expectSameGraph(one.topology, other.topology)
    #expect(!other.codes.contains("aws.record"))
  }

  /// Whether a file of JSON is of an operation of which there is XML too.
  private func isOfDescribedKind(_ path: String) -> Bool {
    let name = path.split(separator: "/").last.map(String.init) ?? path
    // Pages that were cut short are for other tests, and one image has no XML.
    let further = [
      "rds-describe-db-instances.json", "rds-describe-db-clusters.json",
      "rds-describe-db-subnet-groups.json", "elasticache-describe-cache-clusters.json",
      "redshift-describe-clusters.json", "elbv2-describe-load-balancers.json",
      "elbv2-describe-target-groups.json", "elbv2-describe-listeners-web.json",
    ]
    if further.contains(name) { return true }
    return name.hasPrefix("ec2-") && !name.contains("carrier") && !name.contains("vpc-attribute")
      && !name.contains("peering-attachments") && !name.contains("tags")
  }

  @Test func `the snapshot of AWS Config makes the graph of what it holds`() throws {
    let kinds = [
      "vpcs", "subnets", "route-tables", "network-acls", "security-groups",
      "network-interfaces", "internet-gateways", "nat-gateways",
    ]
    let one = try imported("mock-account/corrected/json") { path in
      kinds.contains { path.hasSuffix("ec2-describe-\($0).json") }
    }
    let other = try imported("mock-account/layouts/config")
    expectSameGraph(one.topology, other.topology)
    #expect(other.coverage.capturedAt == "2026-11-23T17:30:00.000Z")
    #expect(one.codes == other.codes)
  }

  private func expectSameGraph(_ one: Topology, _ other: Topology) {
    #expect(!one.endpoints.isEmpty)
    #expect(one.networks.map(\.id) == other.networks.map(\.id))
    #expect(one.networks.map(\.scope) == other.networks.map(\.scope))
    #expect(one.networks.map(\.prefixes) == other.networks.map(\.prefixes))
    #expect(one.subnets.map(\.id) == other.subnets.map(\.id))
    #expect(one.subnets.map(\.prefixes) == other.subnets.map(\.prefixes))
    #expect(one.endpoints.map(\.id) == other.endpoints.map(\.id))
    #expect(one.endpoints.map(\.addresses) == other.endpoints.map(\.addresses))
    #expect(one.endpoints.map(\.offers) == other.endpoints.map(\.offers))
    #expect(one.resources.map(\.name) == other.resources.map(\.name))
    #expect(one.resources.map(\.kind) == other.resources.map(\.kind))
    #expect(one.resources.map(\.tags) == other.resources.map(\.tags))
    #expect(one.bindings.count == other.bindings.count)
    #expect(one.gateways.map(\.id) == other.gateways.map(\.id))
    #expect(
      one.routeTables.map { $0.routes.map(\.text) }
        == other.routeTables.map {
          $0.routes.map(\.text)
        })
    #expect(
      one.routeTables.map { $0.routes.map(\.target) }
        == other.routeTables.map { $0.routes.map(\.target) })
    #expect(
      one.filters.map { $0.rules.map(\.text) } == other.filters.map { $0.rules.map(\.text) })
    #expect(
      one.filters.map { $0.rules.map(\.traffic) }
        == other.filters.map { $0.rules.map(\.traffic) })
  }

  @Test(arguments: [
    ("aws_demo", 22), ("aws_multi_account_vpc_peering", 2), ("aws_nlb_targets_instance", 8),
    ("aws_shared_vpc", 7), ("aws_tgw_peering", 6), ("aws_traffic_in_igw_out_ngw", 3),
    ("aws_vpc_endpoints", 5),
  ]) func `a measured lab is read without a fault`(lab: String, interfaces: Int) throws {
    let imported = try imported("lab-validation/\(lab)")
    #expect(imported.topology.endpoints.count == interfaces)
    #expect(!imported.diagnostics.hasErrors)
    #expect(imported.coverage.files.allSatisfy { $0.state == .read })
    #expect(imported.topology.routeTables.allSatisfy { $0.unknown == nil })
    #expect(imported.topology.filters.allSatisfy { $0.unknown == nil || $0.layer == .proxy })
  }

  @Test func `the CloudMapper demo lacks routes and ACLs and says so`() throws {
    let imported = try imported("cloudmapper-demo")
    #expect(imported.topology.networks.count == 1)
    let services = ["database", "redshift-cluster-1", "invpclambda"]
    let known = imported.topology.endpoints.filter { !$0.id.contains(" in ") }
    #expect(known.count == 10)
    #expect(
      Set(imported.topology.resources.map(\.name)).isSuperset(of: services),
      "\(imported.topology.resources.map(\.name))")
    #expect(imported.codes.contains("aws.routeTable.notExported"))
    #expect(imported.codes.contains("aws.networkAcl.notExported"))
    #expect(imported.coverage.files.allSatisfy { $0.state == .read })
  }

  @Test func `recorded answers are read out of their envelopes`() throws {
    let imported = try imported("cloud-custodian-placebo")
    #expect(imported.coverage.files.count > 600)
    #expect(imported.topology.endpoints.count > 100)
    #expect(!imported.codes.contains("aws.record"))
    #expect(imported.codes.contains("aws.duplicate"))
    #expect(imported.coverage.files.allSatisfy { $0.state != .unrecognised })
  }
}
