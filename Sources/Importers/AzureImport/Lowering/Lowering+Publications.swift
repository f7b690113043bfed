import Documents
import PacketSets
import Topology

/// What load balancers do for a backend.
struct Publication: Hashable {
  /// The balancer that gives it a way out.
  var balancerID: AzureID
  /// Whether the backend gets out through it (AZ-7.2).
  var outbound: Outbound
  /// Whether a Standard balancer publishes it, which passes on only what a group allows (AZ-8.5).
  var isClosedWithoutGroup: Bool

  /// Whether a balancer gives a way out.
  enum Outbound: Int, Hashable, Comparable {
    case none, possible, certain

    static func < (left: Outbound, right: Outbound) -> Bool { left.rawValue < right.rawValue }
  }
}

/// A rule of a balancer with the address configurations to which it passes packets on.
struct ForwardingPlan {
  var balancer: Int
  var frontend: Exported.LoadBalancer.Frontend
  var rule: Exported.LoadBalancer.Rule
  var targets: [AzureID]
}

extension Lowering {
  /// Finds which backends balancers have (AZ-8.2, AZ-8.3).
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
    for (number, balancer) in inventory.loadBalancers.enumerated() {
      var pools = members
      for (pool, ids) in balancer.members { pools[pool, default: []] += ids }
      for (pool, addresses) in balancer.memberAddresses {
        pools[pool, default: []] += addresses.flatMap { atAddress[$0] ?? [] }
      }
      plan(number, balancer, pools, natRules)
    }
  }

  private mutating func plan(
    _ number: Int, _ balancer: Exported.LoadBalancer, _ pools: [AzureID: [AzureID]],
    _ natRules: [AzureID: [AzureID]]
  ) {
    for rule in balancer.rules {
      guard let frontend = balancer.frontends.first(where: { $0.id == rule.frontendID }) else {
        continue
      }
      let ruleIDs = ["inboundnatrules", "inboundnatpools"].map {
        balancer.id.child($0, rule.name)
      }
      let targets = Set(
        rule.poolIDs.flatMap { pools[$0] ?? [] } + [rule.configurationID].compactMap { $0 }
          + ruleIDs.flatMap { natRules[$0] ?? [] }
      ).sorted()
      plans.append(
        ForwardingPlan(balancer: number, frontend: frontend, rule: rule, targets: targets))
      guard frontend.isPublic else { continue }
      for target in targets {
        let mayLeave = balancer.isBasic || !(rule.disablesOutbound || rule.poolIDs.isEmpty)
        publish(
          target, balancer,
          balancer.isBasic ? .certain : mayLeave ? .possible : .none)
      }
    }
    for target in Set(balancer.outboundPoolIDs.flatMap { pools[$0] ?? [] }).sorted() {
      publish(target, balancer, .certain)
    }
  }

  private mutating func publish(
    _ target: AzureID, _ balancer: Exported.LoadBalancer, _ outbound: Publication.Outbound
  ) {
    var publication =
      published[target]
      ?? Publication(balancerID: balancer.id, outbound: .none, isClosedWithoutGroup: false)
    if outbound > publication.outbound {
      publication.outbound = outbound
      publication.balancerID = balancer.id
    }
    publication.isClosedWithoutGroup = publication.isClosedWithoutGroup || !balancer.isBasic
    published[target] = publication
  }
}
