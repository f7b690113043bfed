import Composition
import Documents
import TestSupport
import Testing
import Topology

/// Every export of AWS among the shared test data is read without a crash, and what is said about it
/// is justified.
@Suite(.enabled(if: SharedData.path("data/aws") != nil, "no exports of AWS here"))
struct `All exports of AWS` {
  /// The folders, each of which is one export or one collection of answers.
  private static let folders = [
    "botocore", "cloud-custodian-placebo", "cloudmapper-demo", "lab-validation/aws_demo",
    "lab-validation/aws_multi_account_vpc_peering", "lab-validation/aws_nlb_targets_instance",
    "lab-validation/aws_shared_vpc", "lab-validation/aws_tgw_peering",
    "lab-validation/aws_traffic_in_igw_out_ngw", "lab-validation/aws_vpc_endpoints",
    "mock-account/corrected", "mock-account/errors", "mock-account/json",
    "mock-account/layouts/batfish", "mock-account/layouts/cloudmapper",
    "mock-account/layouts/config", "mock-account/layouts/merged", "mock-account/xml",
  ]

  @Test(arguments: folders)
  func `raise codes that are justified, and no others`(_ folder: String) async throws {
    let path = try #require(SharedData.path("data/aws/\(folder)"))
    let graph = await Composer.compose(paths: [path])
    for (code, count) in graph.diagnostics.countsByCode {
      print("\(folder): \(count) \(code)")
      let sample = graph.diagnostics.all.first { $0.code == code }
      #expect(JustifiedCodes.reasons[code] != nil, "\(code): \(sample?.message ?? "")")
    }
  }

  @Test func `raise each code that is justified`() async throws {
    var raised: Set<String> = []
    let root = try #require(SharedData.path("data/aws"))
    for folder in Self.folders {
      let graph = await Composer.compose(paths: ["\(root)/\(folder)"])
      raised.formUnion(graph.diagnostics.countsByCode.map(\.code))
    }
    // Answers that stand alone raise some more.
    let alone: Set = [
      "aws.networkInterface.onlyInstances", "aws.transitGateway.others", "aws.vpcPeering.region",
    ]
    #expect(Set(JustifiedCodes.reasons.keys).subtracting(raised) == alone)
  }

  @Test func `are read one by one without a crash`() async throws {
    let root = try #require(SharedData.path("data/aws"))
    var ignored = Diagnostics()
    let files = FileReader.inventory([root], into: &ignored).filter { $0.path.hasSuffix(".json") }
    #expect(files.count > 700)
    var read = 0
    for file in files {
      let graph = await Composer.compose(paths: [file.path])
      read += graph.coverage.files.count
      for (code, _) in graph.diagnostics.countsByCode {
        #expect(JustifiedCodes.reasons[code] != nil, "\(code) in \(file.path)")
      }
    }
    #expect(read >= files.count)
  }
}
