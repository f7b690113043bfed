import Composition
import Documents
import Reachability
import TestSupport
import Testing
import Topology

/// Connections that were measured on real AWS, beside the exports of the same networks.
@Suite(.enabled(if: SharedData.path("data/aws/lab-validation") != nil, "no measured data here"))
struct `Connections measured on AWS` {
  /// The networks in which nothing is used that is not modelled yet.
  static let wholly = [
    "aws_multi_account_vpc_peering", "aws_shared_vpc", "aws_tgw_peering",
    "aws_traffic_in_igw_out_ngw",
  ]

  @Test(arguments: [
    "aws_demo", "aws_multi_account_vpc_peering", "aws_nlb_targets_instance", "aws_shared_vpc",
    "aws_tgw_peering", "aws_traffic_in_igw_out_ngw", "aws_vpc_endpoints",
  ])
  func `are never contradicted`(_ lab: String) async throws {
    let folder = try #require(SharedData.path("data/aws/lab-validation"))
    let graph = await Composer.compose(paths: ["\(folder)/\(lab)/aws_configs"])
    let asker = FlowAsker(graph.topology)
    let flows = try CSVDocument.parse(try FileReader.read("\(folder)/flows.csv"))
    var result = Measurement()
    let columns = try ["lab", "src", "dst", "proto", "port", "expected"].map {
      try #require(flows.column($0))
    }
    for row in flows.rows {
      let fields = columns.map { row.fields[$0].text }
      guard fields[0] == lab else { continue }
      let request = try TrafficRequest(proto: fields[3], port: fields[4])
      let ruling = try asker.rule(FlowRow(from: fields[1], to: fields[2], request))
      result.add(
        "\(fields[1]) -> \(fields[2]) \(fields[3])/\(fields[4])", expected: fields[5], ruling,
        asker.model.topology)
    }
    print("\(lab): \(result.summary)")
    #expect(result.count > 20)
    #expect(result.wrong.isEmpty, "\(result.wrong.prefix(5))")
    if Self.wholly.contains(lab) {
      #expect(result.open.count * 20 < result.count, "\(result.open.prefix(5))")
    }
  }
}
