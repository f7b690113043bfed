import PacketSets
import Topology

/// Which endpoints have an address; more than one only where networks overlap.
struct OwnerIndex {
  private var first: [IPAddress: ID<Endpoint>] = [:]
  private var further: [IPAddress: [ID<Endpoint>]] = [:]

  /// The endpoints that have the address, in order.
  subscript(_ address: IPAddress) -> [ID<Endpoint>] {
    guard let owner = first[address] else { return [] }
    return [owner] + (further[address] ?? [])
  }

  /// Notes that an endpoint has the address.
  mutating func insert(_ endpoint: ID<Endpoint>, at address: IPAddress) {
    guard let owner = first[address] else {
      first[address] = endpoint
      return
    }
    if owner == endpoint || further[address]?.last == endpoint { return }
    further[address, default: []].append(endpoint)
  }
}
