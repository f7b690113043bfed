import Topology

/// The resources of an inventory by their ids, and what refers to what from the other side.
struct InventoryIndex {
  var networks: [AzureID: Int] = [:]
  var subnets: [AzureID: Int] = [:]
  var securityGroups: [AzureID: Int] = [:]
  var interfaces: [AzureID: Int] = [:]
  var publicAddresses: [AzureID: Int] = [:]
  var routeTables: [AzureID: Int] = [:]
  var natGateways: [AzureID: Int] = [:]
  var machines: [AzureID: Int] = [:]
  var dataServices: [AzureID: Int] = [:]
  /// The machine of each interface, as the machines tell it.
  var machineOfInterface: [AzureID: AzureID] = [:]
  /// The private endpoint of each interface.
  var privateEndpointOfInterface: [AzureID: Int] = [:]
  /// The group of subnets and interfaces, as the groups tell it (AZ-1.9).
  var groupOf: [AzureID: AzureID] = [:]
  /// The route table of subnets, as the tables tell it.
  var tableOf: [AzureID: AzureID] = [:]
  /// The NAT gateway of subnets and networks, as the gateways tell it.
  var natOf: [AzureID: AzureID] = [:]

  /// Indexes an inventory.
  init(_ inventory: Inventory) {
    networks = Self.numbers(inventory.virtualNetworks)
    subnets = Self.numbers(inventory.subnets)
    securityGroups = Self.numbers(inventory.securityGroups)
    interfaces = Self.numbers(inventory.interfaces)
    publicAddresses = Self.numbers(inventory.publicAddresses)
    routeTables = Self.numbers(inventory.routeTables)
    natGateways = Self.numbers(inventory.natGateways)
    machines = Self.numbers(inventory.machines)
    dataServices = Self.numbers(inventory.dataServices)
    for machine in inventory.machines {
      for id in machine.interfaceIDs { machineOfInterface[id] = machine.id }
    }
    for (number, endpoint) in inventory.privateEndpoints.enumerated() {
      for id in endpoint.interfaceIDs { privateEndpointOfInterface[id] = number }
    }
    for group in inventory.securityGroups {
      for id in group.subnetIDs + group.interfaceIDs { groupOf[id] = group.id }
    }
    for table in inventory.routeTables {
      for id in table.subnetIDs { tableOf[id] = table.id }
    }
    for gateway in inventory.natGateways {
      for id in gateway.subnetIDs { natOf[id] = gateway.id }
      if let id = gateway.networkID { natOf[id] = gateway.id }
    }
  }

  private static func numbers(_ records: [some ExportedRecord]) -> [AzureID: Int] {
    Dictionary(
      records.enumerated().map { ($0.element.id, $0.offset) },
      uniquingKeysWith: { first, _ in first })
  }
}

extension Lowering {
  /// The subnet with this id, if it was exported.
  func subnet(_ id: AzureID) -> Exported.Subnet? {
    index.subnets[id].map { inventory.subnets[$0] }
  }

  /// The route table of a subnet, by its own record or that of the table.
  func routeTableID(of subnet: AzureID) -> AzureID? {
    self.subnet(subnet)?.routeTableID ?? index.tableOf[subnet]
  }

  /// The NAT gateway of a subnet, its own or that of its network (AZ-7.4).
  func natGatewayID(of subnet: AzureID) -> AzureID? {
    if let own = self.subnet(subnet)?.natGatewayID ?? index.natOf[subnet] { return own }
    if subnet.name == "gatewaysubnet" { return nil }
    let network = index.networks[subnet.parent].map { inventory.virtualNetworks[$0] }
    return network?.natGatewayID ?? index.natOf[subnet.parent]
  }
}
