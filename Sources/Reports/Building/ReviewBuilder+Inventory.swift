import PacketSets
import Reachability
import TierPolicy
import Topology

/// The inventory.
extension ReviewBuilder {
  /// How many machines and services reports list.
  static var inventoryLimit: Int { 20_000 }

  /// The machines and services, by scope and id.
  var inventory: [ReviewedResource] {
    let topology = model.topology
    let order = topology.resources.ids.sorted {
      let (left, right) = (topology.resources[$0], topology.resources[$1])
      return left.scope != right.scope
        ? left.scope < right.scope
        : left.id.utf8.lexicographicallyPrecedes(right.id.utf8)
    }.prefix(Self.inventoryLimit)
    let wanted = Set(order)
    var interfaces: [ID<Resource>: [ID<Endpoint>]] = [:]
    for id in topology.endpoints.ids where wanted.contains(topology.endpoints[id].resource) {
      interfaces[topology.endpoints[id].resource, default: []].append(id)
    }
    let tiers = policy.memberships.filter { !$0.parties.endpoints.isEmpty }
    return order.map { id in
      let resource = topology.resources[id]
      let own = interfaces[id] ?? []
      let addresses = own.flatMap { topology.endpoints[$0].addresses }
        .flatMap { [$0.address] + [$0.publicAddress].compactMap { $0 } }
      return ReviewedResource(
        id: resource.id, name: NameLimit.short(resource.name, to: NameLimit.name),
        kind: resource.kind.rawValue, scope: resource.scope,
        subnets: Set(own.map { topology.subnet(of: $0).id }).sorted(),
        addresses: Set(addresses).sorted().map(\.description),
        tiers: tiers.filter { tier in own.contains { tier.parties.endpoints.contains($0) } }
          .map(\.name))
    }
  }
}
