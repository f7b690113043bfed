/// The register of allowed flows and what is open beside it as CSV, one a row.
public struct FlowsTable: Sendable {
  /// Creates the table.
  public init() {}

  /// Returns the table with a header.
  public func render(_ review: Review) -> String {
    var table = CSVTable([
      "state", "from", "to", "traffic", "pairs", "open", "undecided", "owner", "why", "cleartext",
      "example", "place",
    ])
    for flow in review.flows {
      table.add([
        flow.isJustified ? "registered" : "registered without owner or purpose",
        flow.sources.joined(separator: " "), flow.destinations.joined(separator: " "), flow.traffic,
        flow.use.map { "\($0.pairs)" } ?? "", flow.use.map { "\($0.open)" } ?? "",
        flow.use.map { "\($0.undecided)" } ?? "", flow.owner, flow.why,
        flow.cleartext.joined(separator: " "), "", flow.place,
      ])
    }
    for opening in review.openings ?? [] {
      table.add([
        opening.pairs > 0 ? "open and not registered" : "undecided and not registered",
        opening.source, opening.destination, opening.traffic, "", "\(opening.pairs)",
        "\(opening.undecided)", "", "", opening.cleartext.joined(separator: " "), opening.example,
        "",
      ])
    }
    return table.text
  }
}
