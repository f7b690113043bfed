import Documents
import PacketSets
import Topology

extension Exported {
  /// A managed device with addresses in a subnet: an Application Gateway, an Azure Firewall or a
  /// Bastion.
  struct Appliance: ExportedRecord {
    var header: Header
    /// Which it is.
    var role: Role
    /// The subnets in which it stands.
    var subnetIDs: [AzureID]
    /// The private addresses that it shows.
    var addresses: [IPAddress]
    /// Its public addresses.
    var publicAddressIDs: [AzureID]
    /// Its addresses at which clients arrive.
    var frontends: [Frontend]
    /// What an Application Gateway listens for; nil where the export does not tell.
    var listeners: [GatewayListener]?
    /// The rules of a firewall that it has without a policy.
    var firewallRules: [FirewallRule]
    /// `firewallPolicy.id`.
    var policyID: AzureID?
    /// Whether a Bastion may reach other ports than those of remote terminals.
    var mayTunnel: Bool

    /// An address at which clients arrive.
    struct Frontend {
      var id: AzureID
      var address: IPAddress?
      var publicAddressID: AzureID?
    }

    /// The kinds of such devices.
    enum Role {
      /// `az network application-gateway list` (AZ-8.7).
      case applicationGateway
      /// `az network firewall list` (AZ-8.9).
      case firewall
      /// `az network bastion list` (AZ-8.10).
      case bastion
    }

    init(_ header: Header, _ fields: Fields) throws(ReadFault) {
      self.header = header
      switch header.id.type {
      case RecordKind.applicationGateways.rawValue: role = .applicationGateway
      case RecordKind.bastions.rawValue: role = .bastion
      default: role = .firewall
      }
      subnetIDs = []
      addresses = []
      publicAddressIDs = []
      let keys: [StaticString] = [
        "gatewayIPConfigurations", "frontendIPConfigurations", "ipConfigurations",
      ]
      frontends = []
      for key in keys {
        for item in try fields.objects(key) {
          if let id = try item.reference("subnet"), !subnetIDs.contains(id) {
            subnetIDs.append(id)
          }
          let address = try item.address("privateIPAddress")
          let publicID = try item.reference("publicIPAddress")
          if let address, !addresses.contains(address) { addresses.append(address) }
          if let publicID { publicAddressIDs.append(publicID) }
          if address == nil, publicID == nil { continue }
          let name = try item.text("name") ?? ""
          frontends.append(
            Frontend(
              id: try item.text("id").map { AzureID($0) }
                ?? header.id.child("\(key)".lowercased(), name),
              address: address, publicAddressID: publicID))
        }
      }
      listeners =
        role == .applicationGateway ? try GatewayListener.all(of: fields, header.id) : nil
      firewallRules = role == .firewall ? try FirewallRule.classic(fields) : []
      policyID = try fields.reference("firewallPolicy")
      let tunnels = try fields.flag("enableTunneling") ?? false
      let anyAddress = try fields.flag("enableIpConnect") ?? false
      mayTunnel = tunnels || anyAddress
    }
  }

  /// A VPN or ExpressRoute gateway, from `az network vnet-gateway list` (AZ-8.11).
  struct NetworkGateway: ExportedRecord {
    var header: Header
    /// `gatewayType`: `Vpn` or `ExpressRoute`.
    var type: String
    /// Whether it is a VPN gateway.
    var isVPN: Bool { type.lowercased() == "vpn" }
    /// `enableBgp`.
    var usesBGP: Bool
    /// The networks of the gateway's subnets.
    var networkIDs: [AzureID]
    /// `vpnClientConfiguration.vpnClientAddressPool.addressPrefixes`.
    var clientPrefixes: [Prefix]

    init(_ header: Header, _ fields: Fields) throws(ReadFault) {
      self.header = header
      type = try fields.text("gatewayType") ?? "Vpn"
      usesBGP = try fields.flag("enableBgp") ?? false
      networkIDs = []
      for item in try fields.objects("ipConfigurations") {
        if let id = try item.reference("subnet"), !networkIDs.contains(id.parent) {
          networkIDs.append(id.parent)
        }
      }
      let client = try fields.object("vpnClientConfiguration")?.object("vpnClientAddressPool")
      clientPrefixes = try client?.prefixes("addressPrefixes") ?? []
    }
  }

  /// A site as a VPN gateway knows it, from `az network local-gateway list`.
  struct SiteGateway: ExportedRecord {
    var header: Header
    /// `localNetworkAddressSpace.addressPrefixes`.
    var prefixes: [Prefix]
    /// Whether it announces further prefixes: `bgpSettings`.
    var usesBGP: Bool

    init(_ header: Header, _ fields: Fields) throws(ReadFault) {
      self.header = header
      prefixes =
        try fields.object("localNetworkAddressSpace")?.prefixes("addressPrefixes") ?? []
      usesBGP = fields.find("bgpSettings") != nil
    }
  }

  /// A connection of a gateway, from `az network vpn-connection list`.
  struct Connection: ExportedRecord {
    var header: Header
    /// `virtualNetworkGateway1.id` and `virtualNetworkGateway2.id`.
    var gatewayIDs: [AzureID]
    /// `localNetworkGateway2.id`.
    var siteID: AzureID?
    /// `connectionType`: `IPsec`, `Vnet2Vnet` or `ExpressRoute`.
    var type: String
    /// `enableBgp`.
    var usesBGP: Bool

    init(_ header: Header, _ fields: Fields) throws(ReadFault) {
      self.header = header
      gatewayIDs = [
        try fields.reference("virtualNetworkGateway1"),
        try fields.reference("virtualNetworkGateway2"),
      ].compactMap { $0 }
      siteID = try fields.reference("localNetworkGateway2")
      type = try fields.text("connectionType") ?? "IPsec"
      usesBGP = try fields.flag("enableBgp") ?? false
    }
  }
}
