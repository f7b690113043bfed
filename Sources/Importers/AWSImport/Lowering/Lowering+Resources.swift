import Documents
import PacketSets
import Topology

extension Lowering {
  /// Adds the instances that are not gone for good.
  mutating func addResources() {
    for index in inventory.instances.sortedIndices {
      let instance = inventory.instances.records[index]
      let page = inventory.instances.pages[index]
      guard !instance.isTerminated else {
        skip(.reservations, page: page)
        continue
      }
      resources[instance.id] = topology.add(
        Resource(
          id: instance.id, name: instance.tags.name, kind: .instance,
          scope: inventory.scope(page: page, owner: instance.ownerID, zone: instance.zone),
          tags: instance.tags, isRunning: instance.isRunning, location: instance.location))
    }
    for gateway in inventory.natGateways.sorted where gateway.state == "available" {
      for address in gateway.addresses {
        if let id = address.networkInterfaceID { serviceOfInterface[id] = gateway.id }
      }
    }
    for endpoint in inventory.vpcEndpoints.sorted {
      for id in endpoint.networkInterfaceIDs { serviceOfInterface[id] = endpoint.id }
    }
    services = ServiceIndex(inventory)
  }

  /// The account and region of an interface.
  mutating func scope(of interface: Exported.NetworkInterface, page: Int) -> Scope {
    let key = ScopeKey(page: page, owner: interface.ownerID, zone: interface.zone)
    if let known = knownScopes[key] { return known }
    let scope = inventory.scope(page: page, owner: interface.ownerID, zone: interface.zone)
    knownScopes[key] = scope
    return scope
  }

  /// The resource behind an interface, added when it is new.
  mutating func resource(
    of interface: Exported.NetworkInterface, _ role: InterfaceRole, page: Int
  ) -> ID<Resource> {
    let owner = interface.instanceID
    let id = owner ?? serviceOfInterface[interface.id] ?? role.resourceID ?? interface.id
    if let known = resources[id] { return known }
    let isInstance = owner.map { inventory.instances[$0]?.isTerminated != true } ?? false
    if isInstance, !hasNotedInstances { noteMissingInstance(id, at: interface.location) }
    let natGateway = inventory.natGateways[id]
    let service = role.serviceIndex.map { services.services[$0] }
    let tags = natGateway?.tags ?? service?.mergedTags(with: interface.tags) ?? interface.tags
    let number = topology.add(
      Resource(
        id: id, name: service?.name ?? tags.name ?? role.name,
        kind: isInstance ? .instance : role.kind,
        scope: scope(of: interface, page: page),
        tags: tags, isRunning: owner != nil || interface.status != "available",
        location: natGateway?.location ?? service?.location ?? interface.location))
    resources[id] = number
    return number
  }

  /// Says, once, that interfaces belong to instances that are not exported.
  private mutating func noteMissingInstance(_ id: String, at location: SourceLocation) {
    hasNotedInstances = true
    tell(
      .warning, "aws.instance.notExported", about: "instances",
      "Interfaces belong to instances that are not exported, such as \(id): their names, tags "
        + "and states are missing, so that they may belong to other tiers.",
      at: location, effect: .assumedOpen,
      advice: "Export them: \(RecordKind.reservations.command).")
    omit(
      about: "instances", "the names and tags of instances such as \(id) are not exported",
      remedy: RecordKind.reservations.command, at: location)
  }
}
