import Topology

/// Says of endpoints whether anything that decides about their packets differs between two graphs.
final class ContentComparison {
  private let old: GraphContent
  private let new: GraphContent
  private let forwardersDiffer: Bool
  private var bindings: [Pair: Bool] = [:]
  private var parts: [Pair: Bool] = [:]
  private var borders: [Pair: Bool] = [:]

  private struct Pair: Hashable {
    var old: Int
    var new: Int
  }

  init(old: Topology, new: Topology) {
    self.old = GraphContent(old)
    self.new = GraphContent(new)
    forwardersDiffer = self.old.forwarders != self.new.forwarders
  }

  /// Whether the connections of an endpoint may differ, other things being equal.
  func differs(_ pair: AlignedEndpoint) -> Bool {
    guard let first = pair.old, let second = pair.new, !forwardersDiffer else { return true }
    let one = old.topology.endpoints[first]
    let two = new.topology.endpoints[second]
    if one.addresses.isEmpty || one.addresses != two.addresses || one.initiates != two.initiates
      || one.forwards != two.forwards || one.offers != two.offers
      || old.topology.subnets[one.subnet].id != new.topology.subnets[two.subnet].id
    {
      return true
    }
    return remembered(&bindings, one.binding.index, two.binding.index) {
      old.bindings[$0] != new.bindings[$1]
    }
      || remembered(&borders, one.subnet.index, two.subnet.index, bordersDiffer)
      || remembered(&parts, old.part(of: first), new.part(of: second)) {
        old.parts[$0] != new.parts[$1] || old.specials[$0] != new.specials[$1]
      }
  }

  private func bordersDiffer(_ first: Int, _ second: Int) -> Bool {
    func filters(_ content: GraphContent, _ number: Int) -> [GraphContent.FilterContent?] {
      let subnet = content.topology.subnets[number]
      return [subnet.inbound, subnet.outbound].map { $0.map { content.filters[$0.index] } }
    }
    return filters(old, first) != filters(new, second)
  }

  private func remembered(
    _ table: inout [Pair: Bool], _ first: Int, _ second: Int, _ decide: (Int, Int) -> Bool
  ) -> Bool {
    let key = Pair(old: first, new: second)
    if let known = table[key] { return known }
    let result = decide(first, second)
    table[key] = result
    return result
  }
}
