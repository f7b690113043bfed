/// The rungs of the ladder from everything to little.
enum WidthLadder {
  /// A way to draw a scene.
  struct Rung {
    var name: String
    var options: LayoutOptions
    var isTight = false
    /// Whether the zones of a network are drawn as one column.
    var mergesZones = false
    /// The most nodes that a subnet holds before it is drawn in parts.
    var most: Int?
  }

  /// Returns the rungs, the fullest first.
  static func rungs(width: Int) -> [Rung] {
    func rung(
      _ name: String, detail: LayoutOptions.Detail = .full, limit: Int = 6,
      hasLabels: Bool = false, stacks: Bool = false, merges: Bool = false, isTight: Bool = false,
      most: Int? = nil
    ) -> Rung {
      Rung(
        name: isTight ? name + ", set close" : name,
        options: LayoutOptions(
          detail: detail, collapseLimit: limit, hasLabelColumn: hasLabels, stacksZones: stacks,
          width: width), isTight: isTight, mergesZones: merges, most: most)
    }
    let names = "names only"
    let equal = "equal nodes as one"
    let merged = "zones as one column"
    let parts = "large subnets in parts"
    return [
      rung("names, addresses and subnets in full", hasLabels: true),
      rung("names and addresses"),
      rung("names and addresses", isTight: true),
      rung(names, detail: .names),
      rung(names, detail: .names, isTight: true),
      rung("\(names), \(equal)", detail: .names, limit: 1),
      rung("names and addresses, \(equal), \(merged)", limit: 1, merges: true),
      rung("\(names), \(equal), \(merged)", detail: .names, limit: 1, merges: true),
      rung("\(names), \(equal), \(merged)", detail: .names, limit: 1, merges: true, isTight: true),
      rung("names and addresses, zones below one another", stacks: true),
      rung(
        "\(names), \(equal), zones below one another", detail: .names, limit: 1, stacks: true,
        isTight: true),
      rung(
        "\(names), \(equal), \(merged), \(parts)", detail: .names, limit: 1, merges: true,
        isTight: true, most: 3),
      rung("\(names), \(equal), \(parts)", detail: .names, limit: 1, isTight: true, most: 4),
      rung("\(names), \(equal), \(parts)", detail: .names, limit: 1, isTight: true, most: 2),
      rung("tokens, explained in the legend", detail: .tokens),
      rung("tokens, \(equal)", detail: .tokens, limit: 1, isTight: true),
      rung("tokens, \(equal), \(merged)", detail: .tokens, limit: 1, merges: true, isTight: true),
      rung(
        "tokens, \(equal), zones below one another", detail: .tokens, limit: 1, stacks: true,
        isTight: true),
    ]
  }
}
