import Documents
import PacketSets
import Topology

extension Lowering {
  /// Adds the load balancers: what their nodes accept and where it goes from there.
  mutating func addBalancers() {
    indexTargets()
    var records: [String: Int] = [:]
    for (index, balancer) in inventory.loadBalancers.records.enumerated() {
      records[balancer.key] = index
    }
    var classic: [String: Int] = [:]
    for (index, balancer) in inventory.classicLoadBalancers.records.enumerated() {
      classic[balancer.name] = index
    }
    let keys = Set(balancerNodes.keys).union(records.keys).union(classic.keys)
      .sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    for key in keys {
      if let index = records[key] {
        addBalancer(index, key)
      } else if let index = classic[key] {
        addClassicBalancer(index, key)
      } else {
        let kind: RecordKind = key.contains("/") ? .loadBalancers : .classicLoadBalancers
        leaveUndecided(key, because: "is not exported", remedy: kind.command)
      }
    }
  }

  private mutating func addBalancer(_ index: Int, _ key: String) {
    let balancer = inventory.loadBalancers.records[index]
    let page = inventory.loadBalancers.pages[index]
    addNodes(
      of: key, name: balancer.name, groupIDs: balancer.groupIDs,
      needsGroups: balancer.type == "application", vpcID: balancer.vpcID,
      places: balancer.zones.map { ($0.subnetID, $0.addresses) }, page: page,
      at: balancer.location)
    guard balancer.type != "gateway" else {
      leaveUndecided(
        key, because: "hands packets to appliances, of which no export tells what they do",
        remedy: "none: the inside of an appliance is not part of any export")
      return
    }
    let listeners = inventory.listeners.sorted.filter { $0.balancerARN == balancer.id }
      .sorted { ($0.port, $0.id) < ($1.port, $1.id) }
    let listened = inventory.balancerAnswers.listened
    let folder = inventory.scopes.path(of: inventory.pages[page].file).folder
    guard
      !listeners.isEmpty || listened.contains(balancer.id)
        || listened.contains("\(folder) \(balancer.name)")
    else {
      leaveUndecided(
        key, because: "has listeners that are not exported",
        remedy: "aws elbv2 describe-listeners --load-balancer-arn \(balancer.id)")
      return
    }
    if balancer.type == "network" {
      addForwardings(of: balancer, key, listeners, page)
    } else {
      addProxy(of: balancer, key, listeners)
    }
  }

  /// Adds the nodes that are not exported as interfaces, one for each subnet.
  mutating func addNodes(
    of key: String, name: String, groupIDs: [String], needsGroups: Bool, vpcID: String?,
    places: [(subnetID: String?, addresses: [EndpointAddress])], page: Int,
    at location: SourceLocation
  ) {
    for place in places {
      guard let subnetID = place.subnetID else { continue }
      let subnetNumber = subnet(
        subnetID, in: vpcID, scope: inventory.scope(page: page, owner: nil),
        mentionedAt: location)
      let isThere = (balancerNodes[key] ?? []).contains {
        topology.endpoints[$0.endpoint].subnet == subnetNumber
      }
      if isThere { continue }
      let resource =
        resources[key]
        ?? topology.add(
          Resource(
            id: key, name: name, kind: .loadBalancer,
            scope: inventory.scope(page: page, owner: nil), tags: [], location: location))
      resources[key] = resource
      tell(
        .warning, "aws.loadBalancer.noInterface", about: key,
        "The interfaces of the load balancer \(name) are not exported: "
          + (place.addresses.isEmpty
            ? "its addresses are not known." : "its addresses are those of its own record."),
        at: location, effect: .assumedOpen,
        advice: "Export them: \(RecordKind.networkInterfaces.command).")
      var bindingKey = BindingKey(groups: groupIDs, extras: [])
      if let reason = redirectedSubnets[subnetID] {
        bindingKey.extras.append(
          detour(reason, to: subnetID, place.addresses.map(\.address), at: location))
      }
      if groupIDs.isEmpty, needsGroups {
        let reason = assumption(
          about: "groups of \(key)", "the security groups of the load balancer \(name)",
          remedy: RecordKind.networkInterfaces.command, at: location)
        bindingKey.extras.append(
          special("security groups of \(key)", .instanceFilter, unknown: reason, at: location))
      }
      let number = topology.add(
        Endpoint(
          id: "\(key) in \(subnetID)", resource: resource, subnet: subnetNumber,
          addresses: place.addresses, binding: binding(bindingKey), location: location))
      endpoints["\(key) in \(subnetID)"] = number
      balancerNodes[key, default: []].append(BalancerNode(endpoint: number, key: bindingKey))
    }
  }

  /// Leaves what a load balancer accepts and passes on undecided, and says why.
  mutating func leaveUndecided(_ key: String, because fault: String, remedy: String) {
    let nodes = balancerNodes[key] ?? []
    guard let first = nodes.first else { return }
    let resource = topology.resources[topology.endpoints[first.endpoint].resource]
    let reason = undecided(key, because: fault, remedy: remedy, at: resource.location)
    for node in nodes { hold(node, undecided: .all, key, reason, at: resource.location) }
    _ = topology.add(
      Proxy(endpoints: nodes.map(\.endpoint), listeners: [], unknown: reason))
  }

  /// The assumption about a load balancer, told once.
  mutating func undecided(
    _ key: String, because fault: String, remedy: String, at location: SourceLocation
  ) -> ID<Assumption> {
    let name = resources[key].map { topology.resources[$0].name } ?? key
    tell(
      .warning, "aws.loadBalancer.undecided", about: key,
      "The load balancer \(name) \(fault): what it accepts and passes on is undecided.",
      at: location, effect: .assumedOpen,
      advice: remedy.hasPrefix("aws ") ? "Export it: \(remedy)." : nil)
    return assumption(
      about: "balancer \(key)",
      "what the load balancer \(name) accepts and passes on: it \(fault)", remedy: remedy,
      at: location)
  }

  /// What people call the listeners of a load balancer.
  func title(ofListeners key: String) -> String {
    "listeners of \(resources[key].map { topology.resources[$0].name } ?? key)"
  }

  /// Lets a node answer some packets perhaps, and the others not.
  mutating func hold(
    _ node: BalancerNode, undecided: TrafficSet, _ key: String, _ reason: ID<Assumption>,
    at location: SourceLocation
  ) {
    var bindingKey = node.key
    bindingKey.extras.append(
      special(
        "listeners of \(key)", titled: title(ofListeners: key), .proxy, unknown: reason,
        at: location))
    topology.endpoints[node.endpoint].binding = binding(bindingKey)
    topology.endpoints[node.endpoint].offers = undecided
    topology.endpoints[node.endpoint].initiates = true
  }
}
