import Documents
import PacketSets
import TestSupport
import Testing
import Topology

@testable import GCPImport

@Suite struct ReadingTests {
  private func title(_ text: String, path: String = "x.json") throws -> String? {
    var diagnostics = Diagnostics()
    let file = try #require(SourceCatalog(texts: [path: text]).files.first)
    return GCPImporter.recognise(try JSONDocument.parse(file, into: &diagnostics))
  }

  @Test(arguments: [
    (#"[{"kind": "compute#network", "name": "n"}]"#, "GCP network"),
    (#"{"kind": "compute#firewallList", "id": "projects/p/global/firewalls"}"#, "GCP firewall"),
    (#"{"firewalls": [], "firewallPolicys": []}"#, "GCP effectiveFirewalls"),
    (#"{"name": "//x", "asset_type": "compute.googleapis.com/Disk"}"#, "GCP Disk"),
    (#"{"error": {"code": 403, "message": "no"}}"#, "GCP error answer"),
    (
      #"{"headers": {}, "body": {"kind": "compute#routeList", "items": []}}"#, "GCP route"
    ),
  ]) func `GC-1.1 to GC-1.4: exports are known by their content`(text: String, title: String)
    throws
  {
    #expect(try self.title(text) == title)
  }

  @Test(arguments: [
    "[]", "{}", #"{"Vpcs": []}"#, #"[{"id": "/subscriptions/x", "name": "vnet"}]"#, "[1, 2]",
    #"{"services": {"web": {"image": "nginx"}}}"#, #"{"clusters": []}"#,
  ]) func `what is not of Google Cloud is left to others`(text: String) throws {
    #expect(try title(text) == nil)
  }

  @Test func `an empty list tells by the name of its file what there is none of`() throws {
    #expect(try title("[]", path: "p/firewall-rules.json") == "GCP firewall")
  }

  @Test(arguments: [
    "https://www.googleapis.com/compute/v1/projects/p/global/networks/n",
    "https://www.googleapis.com/compute/beta/projects/42/global/networks/n",
    "https://compute.googleapis.com/compute/v1/projects/p/global/networks/n",
    "//compute.googleapis.com/projects/p/global/networks/n", "projects/42/global/networks/n",
    "global/networks/n", "n",
  ]) func `GC-1.3: all spellings of a reference are one`(spelling: String) {
    var projects = ProjectTable()
    projects.note(id: "p", number: "42")
    #expect(projects.network(spelling, in: "p") == "projects/p/global/networks/n")
  }

  @Test func `GC-1.2: an inventory of assets makes the graph of the lists`() throws {
    var project = Project()
    project.firewalls = [
      Project.rule("a", Project.ssh, #""sourceTags": ["web"]"#),
      Project.rule("b", Project.everything, egress: true, #""destinationRanges": ["10.0.0.0/8"]"#),
    ]
    project.routers = [RouteTests.router("ALL_SUBNETWORKS_ALL_IP_RANGES")]
    project.policies = []
    func assets(_ key: String) -> [String: String] {
      let types: [(String, [String])] = [
        ("Network", project.networks), ("Subnetwork", project.subnets),
        ("Firewall", project.firewalls), ("Instance", project.instances),
        ("Route", project.routes), ("Router", project.routers ?? []),
      ]
      var lines: [String] = []
      for (type, records) in types {
        for (number, record) in records.enumerated() {
          let flat = record.replacing("\n", with: " ")
          lines.append(
            """
            {"name": "//compute.googleapis.com/projects/p/\(type)/\(number)", \
            "\(key)": "compute.googleapis.com/\(type)", "resource": {"version": "v1", "data": \(flat)}}
            """)
        }
      }
      return [
        "assets.json": lines.shuffled().joined(separator: "\n"),
        "effective-firewalls-net.json": project.files["effective-firewalls-net.json"] ?? "",
      ]
    }
    let lists = try Imported(files: project.files).topology.withoutPlaces
    #expect(try Imported(files: assets("asset_type")).topology.withoutPlaces == lists)
    #expect(try Imported(files: assets("assetType")).topology.withoutPlaces == lists)
  }

  @Test(arguments: ["gcp-three-tier", "gcp-hierarchical-policies"])
  func `GC-1.2: an inventory of assets of a whole project makes the graph of its lists`(
    sample: String
  ) throws {
    let root = #filePath.split(separator: "/").dropLast(3).joined(separator: "/")
    var diagnostics = Diagnostics()
    let catalog = SourceCatalog.read(
      FileReader.inventory(["/\(root)/samples/\(sample)/export"], into: &diagnostics),
      into: &diagnostics)
    var lists: [String: String] = [:]
    for file in catalog.files {
      lists[file.path.split(separator: "/").last.map(String.init) ?? file.path] = file.text
    }
    let graph = try Imported(files: lists).topology.withoutPlaces
    #expect(graph.endpoints.count > 5)
    #expect(try Imported(files: Self.assets(of: lists)).topology.withoutPlaces == graph)
  }

  @Test func `GC-1.2: projects that chance makes are one graph as lists and as assets`() throws {
    for number in 0..<40 {
      var generator = SeededGenerator(seed: UInt64(number))
      let project = Project.random(&generator)
      // The records of some lists do not name their project, which assets do.
      guard project.policies != nil, project.routers != nil else { continue }
      let lists = try Imported(files: project.files)
      let assets = try Imported(files: try Self.assets(of: project.files))
      #expect(lists.topology.withoutPlaces == assets.topology.withoutPlaces, "project \(number)")
    }
  }

  /// The records of lists as an inventory of assets, beside what no inventory holds.
  private static func assets(of files: [String: String]) throws -> [String: String] {
    var others: [String: String] = [:]
    var lines: [String] = []
    var diagnostics = Diagnostics()
    for file in SourceCatalog(texts: files).files {
      let document = try JSONDocument.parse(file, into: &diagnostics)
      let root = try #require(document.roots.first)
      let records = root.kind == .array ? Array(root.elements) : [root]
      let kinds = records.compactMap { RecordKind($0) }
      guard kinds.count == records.count, !records.isEmpty, !kinds.contains(.tagBinding) else {
        others[file.path] = file.text
        continue
      }
      for (kind, record) in zip(kinds, records) {
        let link = record["selfLink"]?.string ?? "projects/\(record["projectId"]?.string ?? "")"
        lines.append(
          """
          {"name": "//x.googleapis.com/\(ResourceName.path(link))", \
          "asset_type": "\(assetType(of: kind))", "resource": {"version": "v1", \
          "data": \(text(of: record, in: file.text))}}
          """)
      }
    }
    #expect(lines.count > 5)
    others["assets.ndjson"] = lines.shuffled().joined(separator: "\n")
    return others
  }

  /// The type that an inventory of assets has for records of a kind.
  private static func assetType(of kind: RecordKind) -> String {
    switch kind {
    case .sqlInstance: "sqladmin.googleapis.com/Instance"
    case .project: "cloudresourcemanager.googleapis.com/Project"
    default:
      "compute.googleapis.com/\(kind.rawValue.prefix(1).uppercased())\(kind.rawValue.dropFirst())"
    }
  }

  /// A record as it stands in its file, on one line.
  private static func text(of record: JSONValue, in file: String) -> String {
    let bytes = Array(file.utf8)
    var end = Int(record.location.offset)
    var depth = 0
    var isText = false
    repeat {
      switch bytes[end] {
      case UInt8(ascii: "\""): isText = !isText || bytes[end - 1] == UInt8(ascii: "\\")
      case UInt8(ascii: "{") where !isText: depth += 1
      case UInt8(ascii: "}") where !isText: depth -= 1
      default: break
      }
      end += 1
    } while depth > 0 && end < bytes.count
    return String(decoding: bytes[Int(record.location.offset)..<end], as: UTF8.self)
      .replacing("\n", with: " ")
  }

  @Test func `pages of the REST API and aggregated lists make the graph of the lists`() throws {
    let project = Project()
    var files = project.files
    files["instances.json"] = """
      {"kind": "compute#instanceAggregatedList", "id": "projects/p/aggregated/instances", "items": {
        "zones/europe-west4-b": {"warning": {"code": "NO_RESULTS_ON_PAGE"}},
        "zones/europe-west4-a": {"instances": [\(project.instances.joined(separator: ","))]}}}
      """
    files["networks.json"] = """
      {"headers": {"date": "Tue, 30 Mar 2021 14:09:47 GMT"}, "body": {"kind": "compute#networkList",
        "id": "projects/p/global/networks", "items": [\(project.networks[0])]}}
      """
    let other = try Imported(files: files)
    #expect(
      try other.topology.withoutPlaces == Imported(files: project.files).topology.withoutPlaces)
    #expect(other.coverage.capturedAt == "2021-03-30T14:09:47Z")
    #expect(other.coverage.isComplete)
  }

  @Test func `the order of the files does not matter`() throws {
    let files = Project().files
    #expect(
      try Imported(files: files).topology == Imported(files: files, reversed: true).topology)
  }

  @Test func `a page with a token is incomplete and nothing is proven`() throws {
    var files = Project().files
    files["instances.json"] = """
      {"kind": "compute#instanceList", "items": [\(Project().instances[0])], "nextPageToken": "x"}
      """
    let imported = try Imported(files: files)
    #expect(imported.codes.contains("gcp.incomplete"))
    #expect(!imported.topology.omissions.isEmpty)
    #expect(!imported.coverage.isComplete)
  }

  @Test func `a rule that cannot be read leaves the firewall undecided`() throws {
    let imported = try Imported {
      $0.firewalls = [
        Project.rule("in", Project.ssh, Project.anySource),
        Project.rule("bad", #"{"IPProtocol": "tcp", "ports": ["many"]}"#, Project.anySource),
      ]
    }
    #expect(try imported.ask("web", "db") == .undecided)
    #expect(imported.codes.contains("gcp.record"))
  }

  @Test func `an object that two exports describe differently proves nothing`() throws {
    var files = Project().files
    files["zz.json"] = "[\(Project.machine("web", "10.1.0.99"))]"
    let imported = try Imported(files: files)
    #expect(imported.codes.contains("gcp.duplicate"))
    #expect(!imported.topology.omissions.isEmpty)
  }

  @Test func `GC-1.9: the network of a host project that is not exported proves nothing`() throws {
    let imported = try Imported {
      $0.instances[1] = $0.instances[1].replacing("projects/p/global", with: "projects/host/global")
        .replacing("projects/p/regions", with: "projects/host/regions")
    }
    #expect(imported.codes.contains("gcp.network.notExported"))
    #expect(try imported.ask("db", "web") != .passes)
    #expect(!imported.topology.omissions.isEmpty)
  }
}

extension Topology {
  /// The graph without the places in files.
  var withoutPlaces: Topology {
    var copy = self
    for id in copy.networks.ids { copy.networks[id].location = .unknown }
    for id in copy.subnets.ids { copy.subnets[id].location = .unknown }
    for id in copy.resources.ids { copy.resources[id].location = .unknown }
    for id in copy.endpoints.ids { copy.endpoints[id].location = .unknown }
    for id in copy.groups.ids { copy.groups[id].location = .unknown }
    for id in copy.gateways.ids { copy.gateways[id].location = .unknown }
    for id in copy.worlds.ids { copy.worlds[id].location = .unknown }
    for id in copy.assumptions.ids { copy.assumptions[id].location = nil }
    for index in copy.forwardings.indices { copy.forwardings[index].location = .unknown }
    for id in copy.filters.ids {
      copy.filters[id].location = .unknown
      for rule in copy.filters[id].rules.indices {
        copy.filters[id].rules[rule].location = .unknown
      }
    }
    for id in copy.routeTables.ids {
      copy.routeTables[id].location = .unknown
      for route in copy.routeTables[id].routes.indices {
        copy.routeTables[id].routes[route].location = .unknown
      }
    }
    return copy
  }
}
