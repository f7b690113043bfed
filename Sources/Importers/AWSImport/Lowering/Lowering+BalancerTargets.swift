import Documents
import PacketSets
import Topology

extension Lowering {
  /// Finds the endpoints of all instances and addresses that are targets of load balancers.
  mutating func indexTargets() {
    let targets = inventory.balancerAnswers.targets.values.joined().map(\.target)
    let addresses = Set(targets.compactMap { IPAddress($0) })
    let ids = Set(targets).union(inventory.classicLoadBalancers.records.flatMap(\.instanceIDs))
    var wanted: [ID<Resource>: String] = [:]
    for id in ids { if let resource = resources[id] { wanted[resource] = id } }
    guard !wanted.isEmpty || !addresses.isEmpty else { return }
    for number in topology.endpoints.ids {
      let endpoint = topology.endpoints[number]
      if let id = wanted[endpoint.resource], targetIndex.instances[id] == nil {
        targetIndex.instances[id] = number
      }
      for own in endpoint.addresses where addresses.contains(own.address) {
        targetIndex.owners[own.address, default: []].append(number)
      }
    }
  }

  /// The registered targets of a target group; nil with the command when they are not exported.
  ///
  /// An instance is reached at the primary address of its primary interface (AWS-ELB-04). Targets
  /// that are not healthy count as well, because they may become so (AWS-ELB-07).
  mutating func targets(
    ofGroup arn: String, in vpcID: String?
  ) -> (targets: [BalancerTarget], missing: String?) {
    guard let group = inventory.targetGroups[arn] else {
      return ([], RecordKind.targetGroups.command)
    }
    if group.type == "lambda" { return ([], nil) }
    let page = inventory.targetGroups.index(of: arn).map { inventory.targetGroups.pages[$0] }
    let answers = inventory.balancerAnswers
    guard
      let listed = inventory.answer(answers.targets, arn: arn, name: group.name, page: page)
    else { return ([], "aws elbv2 describe-target-health --target-group-arn \(arn)") }
    let attributes =
      inventory.answer(answers.attributes, arn: arn, name: group.name, page: page) ?? [:]
    var result: [BalancerTarget] = []
    for target in listed {
      noteHealth(of: target, group)
      let keeps =
        group.type == "alb"
        || (attributes["preserve_client_ip.enabled"].map { $0 == "true" }
          ?? group.keepsSourceByDefault)
      result += resolve(target, group, in: vpcID, keepsSource: keeps)
    }
    return (result, nil)
  }

  private mutating func resolve(
    _ target: Exported.TargetHealth, _ group: Exported.TargetGroup, in vpcID: String?,
    keepsSource: Bool
  ) -> [BalancerTarget] {
    guard let port = target.port ?? group.port else { return [] }
    var found = BalancerTarget(
      port: port, healthCheckPort: group.healthCheckPort, keepsSource: keepsSource,
      text: target.target)
    if group.type == "alb" {
      let key = ARN.tail(of: target.target, after: "loadbalancer/")
      let nodes = (balancerNodes[key] ?? []).map(\.endpoint)
      if nodes.isEmpty { return [found] }
      return nodes.map { placed(found, at: $0, group) }
    }
    if group.type == "instance" {
      guard let endpoint = targetIndex.instances[target.target] else {
        let isGone = inventory.instances[target.target]?.isTerminated == true
        return isGone ? [] : [found]
      }
      return [placed(found, at: endpoint, group)]
    }
    guard let address = IPAddress(target.target) else { return [found] }
    found.address = address
    if target.zone != "all" { found.zone = target.zone }
    let owners = targetIndex.owners[address] ?? []
    let network = (group.vpcID ?? vpcID).flatMap { networks[$0] }
    let near = owners.filter { endpoint in
      topology.subnets[topology.endpoints[endpoint].subnet].network == network
    }
    if let endpoint = near.first ?? (owners.count == 1 ? owners.first : nil) {
      var result = placed(found, at: endpoint, group)
      result.address = address
      // The address of the client is kept within one VPC only (AWS-ELB-05).
      if near.isEmpty { result.keepsSource = false }
      if target.zone == "all" { result.zone = nil }
      return [result]
    }
    return [found]
  }

  private func placed(
    _ target: BalancerTarget, at endpoint: ID<Endpoint>, _ group: Exported.TargetGroup
  ) -> BalancerTarget {
    var result = target
    let found = topology.endpoints[endpoint]
    result.address = found.addresses.first { $0.address.family == group.family }?.address
    result.endpoint = result.address == nil ? nil : endpoint
    let zone = topology.subnets[found.subnet].zone
    result.zone = group.type == "alb" || zone.isEmpty ? nil : zone
    return result
  }

  private mutating func noteHealth(
    of target: Exported.TargetHealth, _ group: Exported.TargetGroup
  ) {
    guard !target.state.isEmpty, target.state != "healthy" else { return }
    tell(
      .note, "aws.targetGroup.health", about: "\(group.id) \(target.target)",
      "The target \(target.target) of \(group.name) is \(target.state): it counts all the same, "
        + "because it may become healthy.", at: target.location, effect: .exact)
  }
}
