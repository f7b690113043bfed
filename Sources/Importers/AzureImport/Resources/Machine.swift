import Documents
import PacketSets

extension Exported {
  /// A virtual machine, from `az vm list`.
  struct Machine: ExportedRecord {
    var header: Header
    /// `networkProfile.networkInterfaces[].id`.
    var interfaceIDs: [AzureID]
    /// Whether it runs, as far as `powerState` or `instanceView` tells.
    var isRunning: Bool

    init(_ header: Header, _ fields: Fields) throws(ReadFault) {
      self.header = header
      interfaceIDs = try fields.object("networkProfile")?.references("networkInterfaces") ?? []
      var states = [try fields.text("powerState") ?? ""]
      if let view = try fields.object("instanceView") {
        for status in try view.objects("statuses") { states.append(try status.text("code") ?? "") }
      }
      let words = states.map { $0.lowercased() }
      isRunning = !words.contains {
        $0.hasSuffix("deallocated") || $0.hasSuffix("stopped")
      }
    }
  }

  /// A scale set, from `az vmss list`: what every instance gets.
  struct ScaleSet: ExportedRecord {
    var header: Header
    /// `virtualMachineProfile.networkProfile.networkInterfaceConfigurations`.
    var interfaces: [Interface]
    /// `orchestrationMode` is `Flexible`: never with default outbound access (AZ-7.3).
    var isFlexible: Bool

    init(_ header: Header, _ fields: Fields) throws(ReadFault) {
      self.header = header
      isFlexible = try fields.text("orchestrationMode")?.lowercased() == "flexible"
      interfaces = []
      let profile = try fields.object("virtualMachineProfile")?.object("networkProfile")
      for model in try profile?.objects("networkInterfaceConfigurations") ?? [] {
        let name = try model.text("name") ?? "interface"
        var inner = header
        inner.id = header.id.child("networkinterfaces", name.lowercased())
        inner.name = name
        inner.location = model.location
        var interface = try Interface(inner, model)
        interface.machineID = header.id
        if isFlexible { interface.hasDefaultOutbound = false }
        interfaces.append(interface)
      }
    }
  }

  /// A private endpoint, from `az network private-endpoint list` (AZ-9.1).
  struct PrivateEndpoint: ExportedRecord {
    var header: Header
    /// `subnet.id`.
    var subnetID: AzureID?
    /// `networkInterfaces[].id`.
    var interfaceIDs: [AzureID]
    /// `applicationSecurityGroups[].id` (AZ-2.10).
    var applicationGroupIDs: [AzureID]
    /// The connections, automatic and manual.
    var connections: [Target]
    /// `customDnsConfigs[].ipAddresses` and `ipConfigurations[].privateIPAddress`.
    var addresses: [IPAddress]

    /// A connection to a service.
    struct Target {
      /// `privateLinkServiceId`.
      var serviceID: AzureID?
      /// `groupIds`.
      var groups: [String]
      /// `privateLinkServiceConnectionState.status` (AZ-9.2).
      var status: String
    }

    init(_ header: Header, _ fields: Fields) throws(ReadFault) {
      self.header = header
      subnetID = try fields.reference("subnet")
      interfaceIDs = try fields.references("networkInterfaces")
      applicationGroupIDs = try fields.references("applicationSecurityGroups")
      connections = []
      let automatic = try fields.objects("privateLinkServiceConnections")
      let manual = try fields.objects("manualPrivateLinkServiceConnections")
      for (connection, isManual) in automatic.map({ ($0, false) }) + manual.map({ ($0, true) }) {
        let state = try connection.object("privateLinkServiceConnectionState")?.text("status")
        // A template asks for a connection; only what needs no approval is approved.
        let status = state ?? (fields.template != nil && !isManual ? "Approved" : "")
        connections.append(
          Target(
            serviceID: try connection.reference("privateLinkServiceId"),
            groups: try connection.texts("groupIds"), status: status))
      }
      addresses = []
      for configuration in try fields.objects("ipConfigurations") {
        if let address = try configuration.address("privateIPAddress") { addresses.append(address) }
      }
      for configuration in try fields.objects("customDnsConfigs") {
        for text in try configuration.texts("ipAddresses") {
          if let address = IPAddress(text), !addresses.contains(address) {
            addresses.append(address)
          }
        }
      }
    }
  }
}
