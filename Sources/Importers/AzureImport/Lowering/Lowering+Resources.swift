import Documents
import PacketSets
import Topology

extension Lowering {
  /// Adds the machines and scale sets.
  mutating func addResources() {
    for machine in inventory.machines {
      resources[machine.id] = topology.add(
        Resource(
          id: machine.id.text, name: machine.name, kind: .instance, scope: machine.header.scope,
          tags: machine.header.tags, isRunning: machine.isRunning, location: machine.location))
    }
    for set in inventory.scaleSets {
      resources[set.id] = topology.add(
        Resource(
          id: set.id.text, name: set.name, kind: .instance, scope: set.header.scope,
          tags: set.header.tags, location: set.location))
    }
  }

  /// The resource behind an interface, added when it is new.
  mutating func resource(of interface: Exported.Interface) -> ID<Resource> {
    let machine = index.machineOfInterface[interface.id] ?? interface.machineID
    if let machine {
      if let known = resources[machine] { return known }
      if let set = machine.ancestor(RecordKind.scaleSets.rawValue), let known = resources[set] {
        return known
      }
      tell(
        .warning, "azure.machine.notExported", about: "machines",
        "Interfaces belong to machines that are not exported, such as \(machine.name): their tags "
          + "are missing, so that they may belong to other tiers.", at: interface.location,
        effect: .assumedOpen, advice: "Export them: \(RecordKind.machines.export).")
      omit(
        about: "machines", "the tags of machines such as \(machine.name) are not exported",
        remedy: RecordKind.machines.export, at: interface.location)
      return add(
        Resource(
          id: machine.text, name: machine.name, kind: .instance, scope: interface.header.scope,
          location: interface.location), as: machine)
    }
    if let known = resources[interface.id] { return known }
    return add(
      Resource(
        id: interface.id.text, name: interface.name, kind: .networkInterface,
        scope: interface.header.scope, tags: interface.header.tags, isRunning: false,
        location: interface.location), as: interface.id)
  }

  /// Adds a resource under an id.
  mutating func add(_ resource: Resource, as id: AzureID) -> ID<Resource> {
    let number = topology.add(resource)
    resources[id] = number
    return number
  }
}
