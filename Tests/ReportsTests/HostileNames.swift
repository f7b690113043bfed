import Reports
import TestSupport
import Topology

/// Names that a page, a terminal, a spreadsheet or a reader would stumble over.
enum HostileNames {
  /// Markup, marks of Markdown, an escape sequence, a formula and a change of direction.
  static let name = "<script>alert(1)</script>|`x`\u{1B}[31m=cmd\u{202E}gpj\u{0}\r\n# head"
  /// A name of 10,000 characters.
  static let long = "start-" + String(repeating: "x", count: 9990) + "-end"
  /// A formula of a spreadsheet.
  static let formula = "=HYPERLINK(\"http://example.invalid\",\"x\")"

  /// The review of a graph in which everything that has a name has such a name.
  static func review() throws -> Review {
    var graph = ThreeTierGraph(appName: name)
    rename(&graph.build.topology)
    var review = try graph.review()
    review.system = name
    for index in review.flows.indices {
      review.flows[index].owner = formula
      review.flows[index].why = name
    }
    return review
  }

  private static func rename(_ topology: inout Topology) {
    for id in topology.filters.indices where topology.filters[id].id == "sg-db-in" {
      topology.filters[id].name = long
      for rule in topology.filters[id].rules.indices {
        topology.filters[id].rules[rule].text += " (\(name) \(long))"
      }
    }
    for index in topology.subnets.indices { topology.subnets[index].name = name }
    for index in topology.networks.indices { topology.networks[index].name = formula }
    for index in topology.resources.indices where topology.resources[index].kind == .database {
      topology.resources[index].name = index.isMultiple(of: 2) ? formula : long + name
    }
  }
}
