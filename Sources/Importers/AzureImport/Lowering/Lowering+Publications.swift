import Documents
import PacketSets
import Topology

/// What public load balancers pass on to a backend.
struct Publication: Hashable {
  /// What makes two publications the same.
  var key: String
  /// The balancers, for people.
  var name: String
  /// The public address of the first of them that has one.
  var address: IPAddress?
  /// The packets as the backend sees them.
  var traffic: TrafficSet
  /// Whether a Basic balancer is among them.
  var isBasic: Bool
  /// Whether the backend certainly gets out through one of them (AZ-7.2).
  var hasOutbound: Bool
  /// Why it is not certain.
  var assumption: ID<Assumption>
  /// Where the balancer stands.
  var location: SourceLocation
}

extension Lowering {
  /// Finds which backends public balancers publish, with the ports of the backends (AZ-8.2,
  /// AZ-8.3).
  mutating func findPublications() {
    var members: [AzureID: [AzureID]] = [:]
    var atAddress: [IPAddress: [AzureID]] = [:]
    var natRules: [AzureID: [AzureID]] = [:]
    for interface in inventory.interfaces + inventory.scaleSets.flatMap(\.interfaces) {
      for configuration in interface.configurations {
        for pool in configuration.poolIDs { members[pool, default: []].append(configuration.id) }
        for rule in configuration.natRuleIDs {
          natRules[rule, default: []].append(configuration.id)
        }
        if let address = configuration.address {
          atAddress[address, default: []].append(configuration.id)
        }
      }
    }
    for balancer in inventory.loadBalancers {
      var pools = members
      for (pool, ids) in balancer.members { pools[pool, default: []] += ids }
      for (pool, addresses) in balancer.memberAddresses {
        pools[pool, default: []] += addresses.flatMap { atAddress[$0] ?? [] }
      }
      publish(balancer, pools, natRules)
    }
  }

  private mutating func publish(
    _ balancer: Exported.LoadBalancer, _ pools: [AzureID: [AzureID]],
    _ natRules: [AzureID: [AzureID]]
  ) {
    let publicFrontends = balancer.frontends.filter(\.isPublic)
    if publicFrontends.isEmpty { return }
    let reason = assumption(
      about: "balancer \(balancer.id)",
      "on which of its ports the load balancer \(balancer.name) publishes its backends",
      remedy: "none: the ports of the frontend are not followed", at: balancer.location)
    tell(
      .warning, "azure.loadBalancer.published", about: balancer.id.text,
      "The load balancer \(balancer.name) publishes its backends: they may be reached from outside "
        + "on the ports of the backends.", at: balancer.location, effect: .assumedOpen)
    for rule in balancer.rules {
      guard let frontend = publicFrontends.first(where: { $0.id == rule.frontendID }) else {
        continue
      }
      let address = frontend.publicAddressID.flatMap { index.publicAddresses[$0] }
        .flatMap { inventory.publicAddresses[$0].address }
      let ruleID = balancer.id.child("inboundnatrules", rule.name)
      let targets = Set(
        rule.poolIDs.flatMap { pools[$0] ?? [] } + [rule.configurationID].compactMap { $0 }
          + (natRules[ruleID] ?? []))
      for target in targets {
        let gets = rule.poolIDs.contains { balancer.outboundPoolIDs.contains($0) }
        add(
          Publication(
            key: balancer.id.text, name: balancer.name, address: address, traffic: rule.traffic,
            isBasic: balancer.isBasic, hasOutbound: gets, assumption: reason,
            location: balancer.location), to: target)
      }
    }
    for pool in balancer.outboundPoolIDs {
      let numbers = publicFrontends.compactMap(\.publicAddressID)
        .compactMap { index.publicAddresses[$0] }
      let address = numbers.compactMap { inventory.publicAddresses[$0].address }.first
      for target in Set(pools[pool] ?? []) {
        add(
          Publication(
            key: balancer.id.text, name: balancer.name, address: address, traffic: .empty,
            isBasic: balancer.isBasic, hasOutbound: true, assumption: reason,
            location: balancer.location), to: target)
      }
    }
  }

  private mutating func add(_ publication: Publication, to target: AzureID) {
    guard var known = published[target] else {
      published[target] = keyed(publication)
      return
    }
    known.traffic.formUnion(publication.traffic)
    known.isBasic = known.isBasic || publication.isBasic
    known.hasOutbound = known.hasOutbound || publication.hasOutbound
    known.address = known.address ?? publication.address
    published[target] = keyed(known)
  }

  private func keyed(_ publication: Publication) -> Publication {
    var publication = publication
    publication.key =
      "published by \(publication.name): \(publication.traffic) \(publication.hasOutbound)"
    return publication
  }
}
