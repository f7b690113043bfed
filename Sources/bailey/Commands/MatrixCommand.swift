import ArgumentParser
import Composition
import Connectivity
import Documents
import PacketSets
import Reachability
import TierPolicy

/// Says who can open which connections to whom, between groups of parties.
struct MatrixCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "matrix",
    abstract: "Says who can open which connections to whom: by tier, subnet, network or endpoint.",
    discussion: """
      The counts are exact and are made over classes of endpoints that nothing tells apart. By \
      endpoint, those of a class stand in one row. Tiers are those of the policy, or inferred.

      EXAMPLES
        bailey matrix exports/
        bailey matrix exports/ --by subnet --traffic tcp/22
        bailey matrix exports/ --by endpoint --format csv --out matrix.csv
      """)

  @OptionGroup var input: InputOptions
  @OptionGroup var policy: PolicyOptions

  @Option(help: "tier, subnet, network or endpoint.")
  var by = Partition.tier

  @Option(help: "The connections that are asked about, such as tcp/22, udp/53, icmp or any.")
  var traffic = "any"

  @Option(help: "text, csv or json.")
  var format = Format.text

  @Option(help: "How many groups there may be at most.")
  var limit = 4096

  @Option(help: "The file into which the matrix is written.", completion: .file())
  var out: String?

  /// What the rows and columns are.
  enum Partition: String, ExpressibleByArgument, CaseIterable {
    case tier
    case subnet
    case network
    case endpoint
  }

  /// The forms of a matrix.
  enum Format: String, ExpressibleByArgument, CaseIterable {
    case text
    case csv
    case json
  }

  func run() async throws {
    guard let asked = TrafficSet(parsing: traffic) else {
      throw Problem(
        .usage,
        "--traffic \(Escape.terminal(traffic)): expected tcp/22, udp/53, icmp, any or the like")
    }
    let graph = try await input.compose(besides: [policy.policy, out])
    let progress = Progress.start("counting", isQuiet: input.quiet)
    let model = ReachabilityModel(graph.topology)
    let groups = try groups(model, graph)
    guard groups.count <= limit else {
      throw Problem(
        .usage,
        "there are \(groups.count) groups by \(by.rawValue), more than the \(limit) of --limit: "
          + "ask --by subnet or --by network, or raise the limit")
    }
    let matrix = MatrixBuilder(model, traffic: asked).matrix(of: groups)
    progress.stop()
    try OutputFiles.result(render(matrix), to: out)
    try input.finish(graph)
  }

  private func groups(_ model: ReachabilityModel, _ graph: ComposedGraph) throws -> [MatrixGroup] {
    switch by {
    case .subnet: return MatrixGroup.subnets(model)
    case .network: return MatrixGroup.networks(model)
    case .endpoint: return MatrixGroup.endpoints(model)
    case .tier:
      let tiers = try policy.review(model, graph, input).memberships
      let named = tiers.filter { !$0.parties.isEmpty }.map {
        MatrixGroup(
          name: $0.name, detail: $0.reasons.joined(separator: ", "), parties: $0.parties)
      }
      let worlds = MatrixGroup.worlds(model).filter { world in
        !named.contains { $0.name == world.name }
      }
      return named.filter { $0.name != "everything" } + worlds
    }
  }

  private func render(_ matrix: ConnectivityMatrix) -> String {
    switch format {
    case .text: MatrixText(width: Console.columns.map { max($0, 60) } ?? 100).render(matrix)
    case .csv: matrix.csv
    case .json: matrix.json(partition: by.rawValue)
    }
  }
}
