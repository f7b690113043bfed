import Topology

extension Lowering {
  /// The scope of a resource by its full name.
  func scope(of id: String) -> Scope {
    Scope(
      provider: "gcp", account: ResourceName.segment(after: "projects", in: id) ?? "",
      region: ResourceName.region(in: id) ?? "")
  }

  /// The names of the networks of the graph, sorted.
  var sortedNetworks: [String] {
    networks.keys.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }
}
