import Composition
import Documents
import Reachability
import TestSupport
import Testing
import Topology

/// Verdicts that were derived by hand for an account with every trap of the trade.
@Suite(.enabled(if: SharedData.path("data/aws/mock-account") != nil, "no mock account here"))
struct `The mock account` {
  /// The flows of the account's own list.
  static let flows: [(from: String, to: String, port: UInt16, expected: String)] = [
    ("internet", "i-c2f2bcec757f49d47", 22, "delivered"),
    ("internet", "i-6161c292a02148242", 22, "blocked"),
    ("i-03e288fc5ab2ee49d", "i-6161c292a02148242", 22, "delivered"),
    ("i-03e288fc5ab2ee49d", "i-775d8836ee1e738b2", 22, "blocked"),
    ("i-03e288fc5ab2ee49d", "i-775d8836ee1e738b2", 9000, "delivered"),
    ("i-775d8836ee1e738b2", "i-6161c292a02148242", 22, "delivered"),
    ("i-4aca309fc65d9fe76", "i-775d8836ee1e738b2", 22, "delivered"),
    ("203.0.113.5", "i-4aca309fc65d9fe76", 22, "delivered"),
    ("192.0.2.5", "i-4aca309fc65d9fe76", 22, "blocked"),
    ("internet", "web", 443, "delivered"),
    ("web", "i-775d8836ee1e738b2", 8080, "delivered"),
    ("internet", "legacy", 22, "blocked"),
    ("i-4aca309fc65d9fe76", "orders", 5432, "delivered"),
    ("i-775d8836ee1e738b2", "orders", 5432, "delivered"),
    ("reporter", "orders", 5432, "blocked"),
    ("i-03e288fc5ab2ee49d", "10.0.20.77", 5432, "blocked"),
    ("i-03e288fc5ab2ee49d", "internal-tcp", 5432, "delivered"),
    ("internet", "reports", 3306, "blocked"),
    ("i-775d8836ee1e738b2", "internet", 443, "delivered"),
    ("i-775d8836ee1e738b2", "10.99.0.5", 443, "blocked"),
    ("orders", "10.99.0.5", 443, "blocked"),
    ("i-03e288fc5ab2ee49d", "reporter", 9000, "blocked"),
  ]

  /// How many flows a layout decides; what it does not hold stays open.
  @Test(arguments: [
    ("corrected/json", 22), ("layouts/cloudmapper", 22),
    // No listeners of load balancers.
    ("layouts/batfish", 19),
    // Neither databases nor functions, no listeners, no entries of prefix lists, no transit routes.
    ("layouts/merged", 9), ("layouts/config", 9),
    // The answers about functions and Classic Load Balancers are not among them.
    ("xml", 12),
  ])
  func `is judged as it was by hand`(_ layout: String, decided: Int) async throws {
    let folder = try #require(SharedData.path("data/aws/mock-account/\(layout)"))
    let graph = await Composer.compose(paths: [folder])
    let asker = FlowAsker(graph.topology)
    var result = Measurement()
    for flow in Self.flows {
      let request = try TrafficRequest(proto: "tcp", port: "\(flow.port)")
      guard let ruling = try? asker.rule(FlowRow(from: flow.from, to: flow.to, request)) else {
        continue
      }
      result.add(
        "\(flow.from) -> \(flow.to) tcp/\(flow.port)", expected: flow.expected, ruling,
        asker.model.topology)
    }
    print("mock account, \(layout): \(result.summary)")
    #expect(result.wrong.isEmpty, "\(result.wrong)")
    #expect(result.right == decided, "\(result.open)")
  }

  @Test(arguments: ["layouts/cloudmapper", "layouts/batfish", "layouts/merged"])
  func `gives the same interfaces in every layout`(_ layout: String) async throws {
    let plain = try #require(SharedData.path("data/aws/mock-account/corrected/json"))
    let other = try #require(SharedData.path("data/aws/mock-account/\(layout)"))
    let expected = await Composer.compose(paths: [plain]).topology
    let found = await Composer.compose(paths: [other]).topology
    #expect(!expected.endpoints.isEmpty)
    // Services without an interface are placed only where their own answers are exported, too.
    let interfaces = [found, expected].map { graph in
      Set(graph.endpoints.map(\.id).filter { $0.hasPrefix("eni-") })
    }
    #expect(interfaces[0] == interfaces[1])
    #expect(Set(found.subnets.map(\.id)) == Set(expected.subnets.map(\.id)))
  }
}
