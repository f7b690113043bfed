import Documents

/// Resources as the REST interface prints them.
enum Rest {
  static let group = "/subscriptions/11111111-2222-3333-4444-555555555555/resourceGroups/Net-RG"

  static func id(_ type: String, _ name: String) -> String {
    "\(group)/providers/Microsoft.Network/\(type)/\(name)"
  }

  static func reference(_ key: String, _ type: String, _ name: String?) -> String {
    name.map { ", \"\(key)\": {\"id\": \"\(id(type, $0))\"}" } ?? ""
  }

  static func references(_ key: String, _ type: String, _ names: [String]) -> String {
    let list = names.map { "{\"id\": \"\(id(type, $0))\"}" }.joined(separator: ", ")
    return ", \"\(key)\": [\(list)]"
  }

  static func list(_ texts: [String]) -> String {
    "[" + texts.map { "\"\($0)\"" }.joined(separator: ", ") + "]"
  }

  static func resource(
    _ type: String, _ name: String, _ properties: String, _ more: String = ""
  ) -> String {
    """
    {"id": "\(id(type, name))", "name": "\(name)", "type": "Microsoft.Network/\(type)",
     "location": "westeurope"\(more), "properties": {\(properties)}}
    """
  }

  static func network(
    _ name: String, _ prefixes: [String], _ subnets: [String], peerings: [String] = [],
    more: String = ""
  ) -> String {
    resource(
      "virtualNetworks", name,
      """
      "addressSpace": {"addressPrefixes": \(list(prefixes))},
      "subnets": [\(subnets.joined(separator: ", "))],
      "virtualNetworkPeerings": [\(peerings.joined(separator: ", "))]\(more)
      """)
  }

  static func subnet(
    _ network: String, _ name: String, _ prefix: String, group: String? = nil,
    routes: String? = nil, nat: String? = nil, isPrivate: Bool = true, _ more: String = ""
  ) -> String {
    """
    {"id": "\(id("virtualNetworks", network))/subnets/\(name)", "name": "\(name)",
     "properties": {"addressPrefix": "\(prefix)"\(isPrivate ? ", \"defaultOutboundAccess\": false" : "")
     \(reference("networkSecurityGroup", "networkSecurityGroups", group))
     \(reference("routeTable", "routeTables", routes))
     \(reference("natGateway", "natGateways", nat))\(more)}}
    """
  }

  static func peering(
    _ network: String, to remote: String, state: String = "Connected", access: Bool = true,
    _ more: String = ""
  ) -> String {
    """
    {"id": "\(id("virtualNetworks", network))/virtualNetworkPeerings/to-\(remote)",
     "name": "to-\(remote)", "properties": {"peeringState": "\(state)",
     "peeringSyncLevel": "FullyInSync", "allowVirtualNetworkAccess": \(access)
     \(reference("remoteVirtualNetwork", "virtualNetworks", remote))\(more)}}
    """
  }

  static func securityGroup(_ name: String, _ rules: String...) -> String {
    resource(
      "networkSecurityGroups", name, "\"securityRules\": [\(rules.joined(separator: ", "))]")
  }

  static func rule(
    _ name: String, _ priority: Int, _ access: String = "Allow", inbound: Bool = true,
    proto: String = "Tcp", from source: String = "*", to destination: String = "*",
    ports: String = "*", _ more: String = ""
  ) -> String {
    """
    {"name": "\(name)", "properties": {"priority": \(priority), "access": "\(access)",
     "direction": "\(inbound ? "Inbound" : "Outbound")", "protocol": "\(proto)",
     "sourcePortRange": "*", "destinationPortRange": "\(ports)",
     "sourceAddressPrefix": "\(source)", "destinationAddressPrefix": "\(destination)"\(more)}}
    """
  }

  static func configuration(
    _ nic: String, _ subnet: String, _ address: String, publicAddress: String? = nil,
    groups: [String] = [], name: String = "primary", _ more: String = ""
  ) -> String {
    let (network, part) = (subnet.split(separator: "/")[0], subnet.split(separator: "/")[1])
    return """
      {"id": "\(id("networkInterfaces", nic))/ipConfigurations/\(name)", "name": "\(name)",
       "properties": {"primary": \(name == "primary"), "privateIPAddress": "\(address)",
       "subnet": {"id": "\(id("virtualNetworks", String(network)))/subnets/\(part)"}
       \(reference("publicIPAddress", "publicIPAddresses", publicAddress))
       \(references("applicationSecurityGroups", "applicationSecurityGroups", groups))\(more)}}
      """
  }

  /// A machine with one interface.
  static func machine(
    _ name: String, _ subnet: String, _ address: String, group: String? = nil,
    publicAddress: String? = nil, groups: [String] = [], forwards: Bool = false,
    others: [String] = [], _ more: String = "", configuration extra: String = ""
  ) -> String {
    let nic = "nic-\(name)"
    let machineID = "\(Self.group)/providers/Microsoft.Compute/virtualMachines/\(name)"
    let first = configuration(
      nic, subnet, address, publicAddress: publicAddress, groups: groups, extra)
    let all = ([first] + others).joined(separator: ", ")
    return resource(
      "networkInterfaces", nic,
      """
      "ipConfigurations": [\(all)], "enableIPForwarding": \(forwards),
      "virtualMachine": {"id": "\(machineID)"}
      \(reference("networkSecurityGroup", "networkSecurityGroups", group))\(more)
      """)
        + """
        , {"id": "\(machineID)", "name": "\(name)", "type": "Microsoft.Compute/virtualMachines",
         "location": "westeurope", "tags": {"tier": "\(name)"}, "properties": {"networkProfile":
         {"networkInterfaces": [{"id": "\(id("networkInterfaces", nic))"}]}}}
        """
  }

  static func publicAddress(
    _ name: String, _ address: String, sku: String? = "Standard"
  ) -> String {
    resource(
      "publicIPAddresses", name, "\"ipAddress\": \"\(address)\"",
      sku.map { ", \"sku\": {\"name\": \"\($0)\"}" } ?? "")
  }

  static func routeTable(_ name: String, _ routes: String..., more: String = "") -> String {
    resource("routeTables", name, "\"routes\": [\(routes.joined(separator: ", "))]\(more)")
  }

  static func route(_ prefix: String, _ hop: String, _ address: String? = nil) -> String {
    let next = address.map { ", \"nextHopIpAddress\": \"\($0)\"" } ?? ""
    return """
      {"name": "to-\(prefix)", "properties": {"addressPrefix": "\(prefix)",
       "nextHopType": "\(hop)"\(next)}}
      """
  }
}
