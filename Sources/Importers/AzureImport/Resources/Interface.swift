import Documents
import PacketSets

extension Exported {
  /// A network interface, from `az network nic list`.
  struct Interface: ExportedRecord {
    var header: Header
    /// `ipConfigurations`, the primary one first.
    var configurations: [IPConfiguration]
    /// `networkSecurityGroup.id`.
    var securityGroupID: AzureID?
    /// `enableIPForwarding`.
    var forwards: Bool
    /// `virtualMachine.id`.
    var machineID: AzureID?
    /// `privateEndpoint.id`.
    var privateEndpointID: AzureID?
    /// `disableTcpStateTracking` (AZ-3.10).
    var isStateless: Bool
    /// `defaultOutboundConnectivityEnabled`: the effective truth where it is exported (AZ-7.3).
    var hasDefaultOutbound: Bool?

    init(_ header: Header, _ fields: Fields) throws(ReadFault) {
      self.header = header
      configurations = []
      for configuration in try fields.objects("ipConfigurations") {
        configurations.append(try IPConfiguration(configuration, of: header.id))
      }
      configurations = configurations.filter(\.isPrimary) + configurations.filter { !$0.isPrimary }
      securityGroupID = try fields.reference("networkSecurityGroup")
      forwards = try fields.flag("enableIPForwarding") ?? false
      machineID = try fields.reference("virtualMachine")
      privateEndpointID = try fields.reference("privateEndpoint")
      isStateless = try fields.flag("disableTcpStateTracking") ?? false
      hasDefaultOutbound = try fields.flag("defaultOutboundConnectivityEnabled")
      if machineID == nil {
        // Interfaces of instances of a scale set stand below the instance.
        machineID = header.id.ancestor(
          "microsoft.compute/virtualmachinescalesets/virtualmachines")
      }
    }
  }

  /// An address configuration of an interface.
  struct IPConfiguration {
    /// `id`.
    var id: AzureID
    /// `primary`.
    var isPrimary: Bool
    /// `privateIPAddress`; absent in templates with dynamic addresses.
    var address: IPAddress?
    /// `subnet.id`.
    var subnetID: AzureID?
    /// `publicIPAddress.id`.
    var publicAddressID: AzureID?
    /// `applicationSecurityGroups[].id` (AZ-2.9).
    var applicationGroupIDs: [AzureID]
    /// `loadBalancerBackendAddressPools[].id`.
    var poolIDs: [AzureID]
    /// `applicationGatewayBackendAddressPools[].id`.
    var gatewayPoolIDs: [AzureID]
    /// `loadBalancerInboundNatRules[].id`.
    var natRuleIDs: [AzureID]
    /// Whether a scale set gives every instance a public address.
    var hasOwnPublicAddress: Bool

    init(_ fields: Fields, of interface: AzureID) throws(ReadFault) {
      let name = try fields.text("name") ?? "configuration"
      id =
        try fields.text("id").map { AzureID($0) } ?? interface.child("ipconfigurations", name)
      isPrimary = try fields.flag("primary") ?? false
      let method = try fields.text("privateIPAllocationMethod")?.lowercased()
      let isDynamic = fields.template != nil && method == "dynamic"
      address = isDynamic ? nil : try fields.address("privateIPAddress")
      subnetID = try fields.reference("subnet")
      publicAddressID = try fields.reference("publicIPAddress")
      applicationGroupIDs = try fields.references("applicationSecurityGroups")
      poolIDs = try fields.references("loadBalancerBackendAddressPools")
      gatewayPoolIDs = try fields.references("applicationGatewayBackendAddressPools")
      natRuleIDs = try fields.references("loadBalancerInboundNatRules")
      hasOwnPublicAddress = fields.find("publicIPAddressConfiguration") != nil
    }
  }

  /// A public address, from `az network public-ip list`.
  struct PublicAddress: ExportedRecord {
    var header: Header
    /// `ipAddress`; absent while a dynamic address is not in use.
    var address: IPAddress?
    /// Whether `sku.name` is `Basic`, as it is where an old template names none (AZ-3.8).
    var isBasic: Bool?
    /// `ipConfiguration.id`: who has it.
    var configurationID: AzureID?

    init(_ header: Header, _ fields: Fields) throws(ReadFault) {
      self.header = header
      address = try fields.address("ipAddress")
      let sku = try fields.object("sku")?.text("name")?.lowercased()
      isBasic = sku.map { $0 == "basic" } ?? (fields.template == nil ? nil : true)
      configurationID = try fields.reference("ipConfiguration")
    }
  }
}
