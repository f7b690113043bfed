import PacketSets
import Reachability
import Topology

/// The rules that apply where nobody wrote any, over tiers that are inferred.
struct Baseline {
  /// The inferred tiers, and those made of them, with the reason for each member.
  let tiers: [TierMembership]
  /// The rules of which every tier has members.
  let rules: [PolicyRule]
  /// The rules of which a tier has none.
  let skipped: [PolicyReview.SkippedRule]
  /// What was inferred.
  let inference: TierInference

  /// Infers the tiers of a graph and chooses the rules that can be asked.
  init(_ evaluation: SelectorEvaluation) {
    let topology = evaluation.topology
    let inference = TierInference(topology)
    var tiers = inference.memberships
    tiers += Self.madeOf(inference, topology)
    let onPremises = evaluation.memberships(of: Tier.builtIn.filter { $0.name == "on-premises" })
    tiers += onPremises.filter { !$0.parties.isEmpty }
    tiers += evaluation.memberships(of: Tier.builtIn.filter { $0.name == "internet" })
    let names = Set(tiers.filter { !$0.parties.isEmpty }.map(\.name))
    let appTraffic = AppTraffic(topology, inference)
    var rules: [PolicyRule] = []
    var skipped: [PolicyReview.SkippedRule] = []
    for template in BaselineRules.all(appServices: appTraffic.services) {
      if let rule = template.rule(names) { rules.append(rule) }
      if let note = template.note(names) { skipped.append(note) }
    }
    self.inference = inference
    self.rules = rules
    self.skipped = skipped
    let used = Set(rules.flatMap { $0.sources + $0.destinations })
    self.tiers = tiers.filter { used.contains($0.name) || TierWords.tiers.contains($0.name) }
  }

  /// The tiers that are what others are not.
  private static func madeOf(
    _ inference: TierInference, _ topology: Topology
  ) -> [TierMembership] {
    let nobody = EndpointSet(universe: topology.endpoints.count)
    func members(_ name: String) -> EndpointSet { inference.members(of: name) ?? nobody }
    var servers = nobody
    for id in topology.endpoints.ids {
      let kind = topology.resources[topology.endpoints[id].resource].kind
      if kind == .instance || kind == .host { servers.insert(id) }
    }
    servers = servers.subtracting(members("bastion")).subtracting(members("vpn"))
    let behind = nobody.complement.subtracting(members("load-balancer"))
      .subtracting(members("vpn"))
    return [
      TierMembership(
        name: "server", parties: PartySet(endpoints: servers),
        reasons: ["every machine outside bastion and vpn"]),
      TierMembership(
        name: "behind-load-balancer", parties: PartySet(endpoints: behind),
        reasons: ["everything outside load-balancer and vpn"]),
    ]
  }
}
